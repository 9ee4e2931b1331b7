"""Background work of the profile."""

from django.utils import timezone

from comptoir.access.models import User
from comptoir.account.queries import today
from comptoir.analytics.scope import Scope
from comptoir.analytics.subjects import ClientSubject
from comptoir.jobs.models import Job
from comptoir.jobs.queue import report
from comptoir.jobs.registry import job
from comptoir.kit.period import parse_period
from comptoir.profile.comparison.keep_measure import JOB as PEERS_JOB
from comptoir.profile.comparison.measuring import measure_peers
from comptoir.profile.comparison.peers import Peers
from comptoir.profile.sections.load.measuring import JOB, measure_load
from comptoir.profile.sections.standing.fit_standings import FIT_JOB, fit_standings


@job(JOB)
def measure(job: Job) -> None:
    measure_load(job.arguments["client_type"], at=timezone.now())


@job(PEERS_JOB)
def measure_similar(job: Job) -> None:
    given = job.arguments
    peers = Peers(given["client_type"], "", given["basis"], given["value"], "")
    period = parse_period(given["period"], today())
    client = ClientSubject(given["client_type"], given["client"], given["with_contacts"])
    scope = Scope(User.objects.get(pk=job.created_by_id), client, period)
    measure_peers(peers, scope, at=timezone.now())


@job(FIT_JOB)
def fit(job: Job) -> None:
    fit_standings(job.arguments["client_type"], at=timezone.now(), beat=lambda: report(job, job.done))
