"""A run from file to report: names, choices, known rows, interruptions, refusals."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from comptoir.access.models import User
from comptoir.clients.models import Company, Contact
from comptoir.imports.actions import prepare_import, preview_import, run_import, start_import
from comptoir.imports.errors import ImportRefused, MappingRefused, NoSuchImporter, RunNotReady, RunTaken
from comptoir.imports.mapping.options import ImportOptions
from comptoir.imports.mapping.plan import Plan
from comptoir.imports.models import ImportRun
from comptoir.imports.queries import error_file
from comptoir.items.core.choices import sources
from comptoir.items.models import ContactPoint
from comptoir.jobs.models import Job
from comptoir.jobs.queue import run as run_job
from comptoir.sales.models import Deal
from tests.imports.conftest import WriteFile
from tests.world import World

pytestmark = pytest.mark.django_db


def prepared(path: Path, type_code: str, user: User, plan: Plan | None = None, **options: Any) -> ImportRun:
    return prepare_import(
        type_code,
        path.name,
        [path.read_bytes()],
        actor=user,
        at=timezone.now(),
        plan=plan,
        options=ImportOptions(**options),
    )


def imported(path: Path, type_code: str, user: User, plan: Plan | None = None, **options: Any) -> ImportRun:
    return run_import(prepared(path, type_code, user, plan, **options))


def test_binds_a_contact_to_the_company_of_that_name(write: WriteFile, world: World) -> None:
    acme = world.add("company", title="Acmé SARL")
    imported(write("Prénom,Nom,Société\nLéa,Roux,ACME sarl\n"), "contact", world.admin)
    assert Contact.objects.get().company == acme


def test_leaves_an_unknown_name_blank_and_says_so(write: WriteFile, world: World) -> None:
    run = imported(write("Name,Company,Source\nLéa,Nobody Ltd,Telepathy\n"), "contact", world.admin)
    assert run.report["left_blank"] == {"companies": {"Nobody Ltd": 1}, "source": {"Telepathy": 1}}
    assert [(problem.line, problem.column, problem.refused) for problem in run.problems.all()] == [
        (2, "Company", False),
        (2, "Source", False),
    ]
    assert run.added == 1
    assert not Company.objects.exists()


def test_creates_what_it_is_told_to_create(write: WriteFile, world: World) -> None:
    path = write("Name,Company,Source\nLéa,Nobody Ltd,Telepathy\nMax,nobody ltd,telepathy\n")
    run = imported(path, "contact", world.admin, create=["companies", "values"])
    assert Company.objects.get().title == "Nobody Ltd"
    (source,) = set(Contact.objects.values_list("source", flat=True))
    found = sources.choices.find("SOURCE", source)
    assert found is not None
    assert found.name == "Telepathy"
    assert run.report["created"] == {"company": {"Nobody Ltd": 1}, "SOURCE": {"Telepathy": 1}}


def test_finds_values_of_lists_in_either_language(write: WriteFile, world: World) -> None:
    imported(write("Name,Source\nLéa,Appel\nMax,call\nZoé,CALL\n"), "contact", world.admin)
    assert set(Contact.objects.values_list("source", flat=True)) == {"CALL"}


def test_finds_people_by_name_sign_in_name_and_address(write: WriteFile, world: World) -> None:
    rows = "Name,Responsible\nA,Bob Blanc\nB,bob\nC,BOB@example.com\nD,Blanc Bob\nE,\nF,Unknown\n"
    bob = world.bob
    imported(write(rows), "contact", world.admin)
    owners = list(Contact.objects.order_by("name").values_list("responsible", flat=True))
    assert owners == [bob.pk] * 4 + [world.admin.pk] * 2


def test_reads_amounts_and_dates_as_they_are_written(write: WriteFile, world: World) -> None:
    rows = 'Name,Amount,Close date\nA,"1 234,50 €",3/31/2017\nB,"1,234.50",3/4/2017\nC,"1.234,50",2017-03-04\n'
    imported(write(rows), "deal", world.admin)
    deals = list(Deal.objects.order_by("title"))
    assert [deal.amount for deal in deals] == [Decimal("1234.50")] * 3
    assert [str(deal.close_date) for deal in deals] == ["2017-03-31", "2017-03-04", "2017-03-04"]


@pytest.mark.parametrize(
    ("values", "amounts"),
    [(["1,234", "5.5"], ["1234", "5.5"]), (["1.234", "12,50"], ["1234", "12.5"]), (["1.234", "7"], ["1.234", "7"])],
)
def test_learns_the_decimal_sign_from_the_column(
    write: WriteFile, world: World, values: list[str], amounts: list[str]
) -> None:
    rows = "".join(f'N{place},"{value}"\n' for place, value in enumerate(values))
    imported(write("Name,Amount\n" + rows), "deal", world.admin)
    assert [deal.amount for deal in Deal.objects.order_by("title")] == [Decimal(amount) for amount in amounts]


def test_forgets_files_that_were_brought_and_left(write: WriteFile, world: World) -> None:
    left = prepared(write("Name\nLéa\n"), "contact", world.admin)
    ImportRun.objects.filter(pk=left.pk).update(created_at=timezone.now() - timedelta(days=8))
    prepared(write("Name\nMax\n"), "contact", world.admin)
    assert not ImportRun.objects.filter(pk=left.pk).exists()
    assert not left.path.exists()


def test_refuses_what_it_cannot_read_by_line_and_column(write: WriteFile, world: World) -> None:
    rows = "Name,Amount,Close date,Stage\nA,lots,,\nB,,31/02/2017,\nC,,,Nowhere\nD,5,,\n"
    run = imported(write(rows), "deal", world.admin)
    assert [(problem.line, problem.column) for problem in run.problems.all()] == [
        (2, "Amount"),
        (3, "Close date"),
        (4, "Stage"),
    ]
    assert (run.added, run.refused) == (1, 3)


def test_makes_a_pipeline_of_the_stages_of_the_file(write: WriteFile, world: World) -> None:
    plan = Plan(stages={"Talking": "P", "Yes": "S", "No": "F"})
    path = write("Name,Stage,Close date\nA,Talking,\nB,yes,2017-03-01\nC,NO,\n")
    imported(path, "deal", world.admin, plan, pipeline="Export", create=["pipelines", "stages"])
    deals = list(Deal.objects.order_by("title").select_related("pipeline"))
    assert [deal.semantics for deal in deals] == ["P", "S", "F"]
    assert {deal.pipeline.name for deal in deals} == {"Export"}
    assert deals[1].closed_at is not None
    assert deals[1].closed_at.astimezone(deals[1].closed_at.tzinfo).isoformat() == "2017-02-28T23:00:00+00:00"
    assert deals[2].close_date is None


def test_puts_a_column_into_the_comment(write: WriteFile, world: World) -> None:
    plan = Plan(columns={"Shoe size": "note"})
    imported(write("Name,Comment,Shoe size\nLéa,Hello,38\n"), "contact", world.admin, plan)
    assert Contact.objects.get().comments == "Hello\nShoe size: 38"


def test_keeps_the_first_of_two_columns_and_warns_of_the_other(write: WriteFile, world: World) -> None:
    run = imported(write("Name,First name\nLéa,Zoé\nMax,\n"), "contact", world.admin)
    assert set(Contact.objects.values_list("name", flat=True)) == {"Léa", "Max"}
    assert [(problem.line, problem.value) for problem in run.problems.all()] == [(2, "Zoé")]


def test_knows_a_row_by_its_external_id(write: WriteFile, world: World) -> None:
    options = {"originator": "old-crm", "id_column": "Key"}
    imported(write("Key,Name\n7,Léa\n8,Max\n"), "contact", world.admin, **options)
    run = imported(write("Key,Name\n7,Zoé\n9,Tom\n9,Tim\n"), "contact", world.admin, **options)
    assert (run.added, run.skipped, run.refused) == (1, 1, 1)
    assert set(Contact.objects.values_list("name", flat=True)) == {"Léa", "Max", "Tom"}


def test_changes_a_known_row_when_told_so(write: WriteFile, world: World) -> None:
    options = {"originator": "old-crm", "id_column": "Key"}
    imported(write("Key,Name,E-mail\n7,Léa,a@x.example\n8,Max,b@x.example\n"), "contact", world.admin, **options)
    path = write("Key,Name,E-mail\n7,Léa,a@x.example\n8,Maxime,c@x.example\n")
    run = imported(path, "contact", world.admin, update=True, **options)
    assert (run.added, run.updated, run.skipped) == (0, 1, 1)
    assert set(ContactPoint.objects.values_list("value", flat=True)) == {"a@x.example", "b@x.example", "c@x.example"}


def test_two_equal_rows_are_two_records_and_stay_two(write: WriteFile, world: World) -> None:
    for _time in range(2):
        imported(write("Name\nLéa\nLéa\n"), "contact", world.admin)
    assert Contact.objects.count() == 2


def test_carries_on_after_a_kill_with_no_row_twice(write: WriteFile, world: World) -> None:
    run = prepared(write("Name\n" + "".join(f"N{number}\n" for number in range(350))), "contact", world.admin)

    def pull_the_plug(at: ImportRun) -> None:
        if at.position == 200:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_import(run, pull_the_plug)
    assert Contact.objects.count() == 200
    resumed = run_import(ImportRun.objects.get(pk=run.pk))
    assert (resumed.state, resumed.added, resumed.position) == (ImportRun.State.DONE, 350, 350)
    assert Contact.objects.values("name").distinct().count() == Contact.objects.count() == 350
    assert not resumed.path.exists()


def test_leaves_a_run_alone_that_somebody_else_carries_on(write: WriteFile, world: World) -> None:
    run = prepared(write("Name\nLéa\n"), "contact", world.admin)
    ImportRun.objects.filter(pk=run.pk).update(position=1)
    with pytest.raises(RunTaken):
        run_import(run)
    assert not Contact.objects.exists()


def test_runs_as_a_job_once(write: WriteFile, world: World) -> None:
    run = start_import(prepared(write("Name\nLéa\n"), "contact", world.admin), actor=world.admin)
    with pytest.raises(RunNotReady):
        start_import(run, actor=world.admin)
    run_job(run.job_id or 0)
    job = Job.objects.get(pk=run.job_id)
    assert (job.state, job.done, job.total) == (Job.State.DONE, 1, 1)
    assert ImportRun.objects.get(pk=run.pk).state == ImportRun.State.DONE


def test_a_job_whose_mapping_is_refused_says_why(write: WriteFile, world: World) -> None:
    run = prepared(write("a,b\n1,2\n"), "contact", world.admin)
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.WAITING)
    with pytest.raises(MappingRefused):
        run_import(ImportRun.objects.get(pk=run.pk))
    failed = ImportRun.objects.get(pk=run.pk)
    assert failed.state == ImportRun.State.FAILED
    assert "a, b" in failed.error


def test_a_preview_keeps_nothing(write: WriteFile, world: World) -> None:
    run = prepared(write("Name,Company\nLéa,New Ltd\nMax\n"), "contact", world.admin, create=["companies"])
    preview = preview_import(run, actor=world.admin, at=timezone.now())
    assert (preview.tried, preview.added, preview.refused) == (2, 1, 1)
    assert not Contact.objects.exists()
    assert not Company.objects.exists()


def test_the_error_file_is_safe_in_a_spreadsheet(write: WriteFile, world: World) -> None:
    run = imported(write("Name,Amount\nA,=cmd|' /C calc'!A0\n"), "deal", world.admin)
    header, row = "".join(error_file(run)).lstrip("\ufeff").splitlines()
    assert header.count(",") == 4
    assert row.startswith("2,Amount,Row refused,")
    assert row.endswith("'=cmd|' /C calc'!A0")


def test_needs_the_right_to_import(write: WriteFile, world: World) -> None:
    path = write("Name\nLéa\n")
    with pytest.raises(NoSuchImporter):
        prepared(path, "nothing", world.admin)
    nobody_special = world.user("eve")
    with pytest.raises(ImportRefused):
        prepared(path, "contact", nobody_special)
    assert not ImportRun.objects.exists()
