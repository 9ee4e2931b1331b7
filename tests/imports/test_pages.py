"""The pages of imports: bring a file, map it, try it, start it, find its report again."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from comptoir.clients.models import Contact
from comptoir.imports.models import ImportMapping, ImportRun
from comptoir.jobs.queue import run as run_job
from tests.world import World

pytestmark = pytest.mark.django_db


def bring(client: Client, content: str, name: str = "people.csv", type_code: str = "contact") -> ImportRun:
    response = client.post(
        reverse("imports:list"), {"type": type_code, "file": SimpleUploadedFile(name, content.encode())}
    )
    assert response.status_code == 302, response.content.decode()
    return ImportRun.objects.latest("pk")


def form_of(run: ImportRun, **values: str) -> dict[str, object]:
    return {"heading": ["Name", "Size"], "column-0": "name", "column-1": "", **values}


def text_of(content: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.decode()))


def test_bring_map_start_and_read_the_report(world: World) -> None:
    client = world.client_of("admin")
    run = bring(client, "Name,Size\nLéa,38\n,40\n")
    page = client.get(reverse("imports:mapping", args=[run.pk]))
    assert "Would be added 1" in text_of(page.content)
    assert not Contact.objects.exists()

    started = client.post(
        reverse("imports:mapping", args=[run.pk]), form_of(run, action="start", **{"column-1": "note"})
    )
    assert started.headers["Location"] == reverse("imports:run", args=[run.pk])
    waiting = client.get(reverse("imports:run", args=[run.pk]))
    assert reverse("imports:progress", args=[run.pk]) in waiting.content.decode()

    run.refresh_from_db()
    run_job(run.job_id or 0)
    report = text_of(client.get(reverse("imports:run", args=[run.pk])).content)
    assert "Added 1" in report
    assert "Refused 1" in report
    assert Contact.objects.get().comments == "Size: 38"
    assert "data-job-done" in client.get(reverse("imports:progress", args=[run.pk])).content.decode()
    assert "people.csv" in client.get(reverse("imports:list")).content.decode()


def test_the_mapping_may_be_kept_and_used_again(world: World) -> None:
    client = world.client_of("admin")
    run = bring(client, "Name,Size\nLéa,38\n")
    client.post(reverse("imports:mapping", args=[run.pk]), form_of(run, mapping_name="Shoes", **{"column-1": "note"}))
    assert ImportMapping.objects.get().plan["columns"] == {"Name": "name", "Size": "note"}
    again = bring(client, "Name,Size\nMax,42\n")
    client.post(reverse("imports:mapping", args=[again.pk]), form_of(again, use_mapping="Shoes"))
    again.refresh_from_db()
    assert again.plan["columns"]["Size"] == "note"


def test_a_refused_file_is_told_on_its_page(world: World) -> None:
    client = world.client_of("admin")
    upload = SimpleUploadedFile("people.csv", b'Name\n"Lea\n')
    response = client.post(reverse("imports:list"), {"type": "contact", "file": upload})
    assert response.status_code == 422
    assert "opened on line 2" in response.content.decode()
    assert not ImportRun.objects.exists()


def test_a_refused_mapping_is_told_and_nothing_starts(world: World) -> None:
    client = world.client_of("admin")
    run = bring(client, "Name,Size\nLéa,38\n")
    response = client.post(
        reverse("imports:mapping", args=[run.pk]), form_of(run, action="start", **{"column-0": "", "column-1": ""})
    )
    assert response.status_code == 422
    run.refresh_from_db()
    assert run.state == ImportRun.State.DRAFT


def test_a_file_of_unknown_columns_can_be_mapped(world: World) -> None:
    client = world.client_of("admin")
    run = bring(client, "a,b\n1,2\n")
    page = client.get(reverse("imports:mapping", args=[run.pk]))
    assert page.status_code == 200
    assert "None of the columns is known here" in page.content.decode()


def test_the_error_file(world: World) -> None:
    client = world.client_of("admin")
    run = bring(client, "Name,Size\n,38\n")
    client.post(reverse("imports:mapping", args=[run.pk]), form_of(run, action="start"))
    run.refresh_from_db()
    run_job(run.job_id or 0)
    response = client.get(reverse("imports:errors", args=[run.pk]))
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert b"Row refused" in b"".join(response)  # type: ignore[call-overload]


def test_a_run_may_be_forgotten(world: World) -> None:
    client = world.client_of("admin")
    run = bring(client, "Name,Size\nLéa,38\n")
    assert client.post(reverse("imports:discard", args=[run.pk])).status_code == 302
    assert not ImportRun.objects.exists()
    assert not run.path.exists()


def test_pages_speak_french(world: World) -> None:
    client = world.client_of("admin", language="fr")
    assert client.get(reverse("imports:list")).status_code == 200


@pytest.mark.parametrize(
    ("name", "status"), [("admin", 200), ("carol", 200), ("alice", 403), ("dave", 403), ("nobody", 302)]
)
def test_who_may_import(world: World, name: str, status: int) -> None:
    assert world.client_of(name).get(reverse("imports:list")).status_code == status


@pytest.mark.parametrize("name", ["carol", "alice", "dave"])
@pytest.mark.parametrize("page", ["run", "mapping", "progress", "errors"])
def test_somebody_elses_run_does_not_exist(world: World, name: str, page: str) -> None:
    run = bring(world.client_of("admin"), "Name,Size\nLéa,38\n")
    assert world.client_of(name).get(reverse(f"imports:{page}", args=[run.pk])).status_code == 404
    assert world.client_of(name).post(reverse("imports:discard", args=[run.pk])).status_code == 404
