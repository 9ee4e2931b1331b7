"""Background work of the profile."""

from django.utils import timezone

from comptoir.access.models import User
from comptoir.account.queries import today
from comptoir.analytics.scope import Client, Scope
from comptoir.jobs.models import Job
from comptoir.jobs.queue import report
from comptoir.jobs.registry import job
from comptoir.kit.period import parse_period
from comptoir.profile.actions import measure_load
from comptoir.profile.actions.fit_standings import FIT_JOB, fit_standings
from comptoir.profile.actions.keep_peer_measure import JOB as PEERS_JOB
from comptoir.profile.actions.measure_load import JOB
from comptoir.profile.comparing.measuring import measure_peers
from comptoir.profile.comparing.peers import Peers


@job(JOB)
def measure(job: Job) -> None:
    measure_load(job.arguments["client_type"], at=timezone.now())


@job(PEERS_JOB)
def measure_similar(job: Job) -> None:
    given = job.arguments
    peers = Peers(given["client_type"], "", given["basis"], given["value"], "")
    period = parse_period(given["period"], today())
    client = Client(given["client_type"], given["client"])
    scope = Scope(User.objects.get(pk=job.created_by_id), client, period, given["with_contacts"])
    measure_peers(peers, scope, at=timezone.now())


@job(FIT_JOB)
def fit(job: Job) -> None:
    fit_standings(job.arguments["client_type"], at=timezone.now(), beat=lambda: report(job, job.done))
