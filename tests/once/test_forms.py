"""One-time tokens of forms: a repetition gets the first answer, and nothing is written twice."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from comptoir.clients.models import Company
from comptoir.items.writing import add
from comptoir.once.claims import ABANDONED_AFTER, KEPT_FOR
from comptoir.once.forms import REPEATED
from comptoir.once.models import Claim
from comptoir.rest.models import IncomingWebhook
from tests.world import World

NEW = "/companies/new/"
TOKEN = re.compile(r'name="once" value="([^"]+)"')


def token_of(client: Client, path: str = NEW) -> str:
    found = TOKEN.search(client.get(path).content.decode())
    assert found
    return found[1]


def titles() -> list[str]:
    return sorted(Company.objects.values_list("title", flat=True))


def test_every_form_of_a_page_has_a_token_of_its_own(world: World) -> None:
    page = world.client_of("admin").get(NEW).content.decode()
    tokens = TOKEN.findall(page)
    assert len(tokens) == page.count('name="csrfmiddlewaretoken"') > 1
    assert len(set(tokens)) == len(tokens)


def test_the_second_post_gets_the_answer_of_the_first(world: World) -> None:
    client = world.client_of("alice")
    sent = {"title": "Twice", "once": token_of(client)}
    first, second = client.post(NEW, sent), client.post(NEW, sent)
    assert titles() == ["Twice"]
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert (first.get(REPEATED), second[REPEATED]) == (None, "1")
    assert second.cookies.output() == first.cookies.output()


def test_without_a_token_nothing_changes(world: World) -> None:
    client = world.client_of("alice")
    client.post(NEW, {"title": "Script"})
    client.post(NEW, {"title": "Script"})
    assert titles() == ["Script", "Script"]
    assert not Claim.objects.exists()


def test_a_token_belongs_to_its_user(world: World) -> None:
    sent = {"title": "Same", "once": token_of(world.client_of("alice"))}
    assert world.client_of("alice").post(NEW, sent).status_code == 302
    assert world.client_of("bob").post(NEW, sent).status_code == 302
    assert titles() == ["Same", "Same"]


def test_a_refused_form_may_be_sent_again(world: World) -> None:
    client = world.client_of("alice")
    token = token_of(client)
    assert client.post(NEW, {"title": "", "once": token}).status_code == 422
    assert client.post(NEW, {"title": "", "once": token}).status_code == 422
    assert client.post(NEW, {"title": "Right", "once": token}).status_code == 302
    assert titles() == ["Right"]


def test_a_form_that_comes_back_with_other_values_asks_and_loses_nothing(world: World) -> None:
    client = world.client_of("alice")
    token = token_of(client)
    made = client.post(NEW, {"title": "First", "once": token})
    asked = client.post(NEW, {"title": "Second", "password": "secret-1", "once": token})
    page = asked.content.decode()
    assert asked.status_code == 409
    assert f'href="{made["Location"]}"' in page
    assert 'name="title" value="Second"' in page
    assert "secret-1" not in page
    assert titles() == ["First"]
    assert client.post(NEW, {"title": "Second", "once": TOKEN.findall(page)[-1]}).status_code == 302
    assert titles() == ["First", "Second"]


def test_a_form_that_stays_on_screen_says_so_and_is_sent_once_more(world: World) -> None:
    client = world.client_of("alice")
    token, htmx = token_of(client), {"HX-Request": "true"}
    client.post(NEW, {"title": "One", "once": token}, headers=htmx)
    refused = client.post(NEW, {"title": "Two", "once": token}, headers=htmx)
    assert (refused.status_code, refused["X-Comptoir-Sent-Before"]) == (409, "1")
    assert "toast" in refused["HX-Trigger"]
    client.post(NEW, {"title": "Two", "once": "a new one"}, headers=htmx)
    assert titles() == ["One", "Two"]


def test_what_makes_nothing_may_be_sent_with_other_values(world: World) -> None:
    client, company = world.client_of("alice"), world.add("company", title="Old")
    path = f"/companies/{company.pk}/fields/title/"
    token = token_of(client)
    for title in ("New", "Newer"):
        assert client.post(path, {"title": title, "once": token}).status_code < 400
    assert titles() == ["Newer"]


def test_an_answer_that_shows_a_secret_is_kept_encrypted(world: World) -> None:
    client = world.client_of("admin")
    sent = {"title": "Bot", "user": str(world.admin.pk), "scopes": "crm", "once": token_of(client)}
    first, second = (client.post("/settings/webhooks/new/", sent).content.decode() for _ in range(2))
    address = re.search(r"/rest/\d+/([\w-]{20,})/", first)
    assert address
    assert address[0] in second
    assert IncomingWebhook.objects.count() == 1
    claim = Claim.objects.get()
    assert address[1].encode() not in bytes(claim.body or b"")
    assert sent["once"] not in {claim.key, claim.token}


def test_after_a_day_a_token_is_forgotten(world: World) -> None:
    client = world.client_of("alice")
    sent = {"title": "Again", "once": token_of(client)}
    client.post(NEW, sent)
    Claim.objects.update(claimed_at=timezone.now() - KEPT_FOR - timedelta(minutes=1))
    assert client.post(NEW, sent).status_code == 302
    assert titles() == ["Again", "Again"]


@pytest.mark.parametrize(("state", "expected", "count"), [("written", 409, 0), ("running", 302, 1)])
def test_an_attempt_that_was_killed(
    world: World, monkeypatch: pytest.MonkeyPatch, state: str, expected: int, count: int
) -> None:
    """Before its commit it is carried out again; after it, the user is told that it was carried out."""
    monkeypatch.setattr("comptoir.once.forms.LONGEST_WAIT", 0.1)
    client = world.client_of("alice")
    sent = {"title": "Killed", "once": token_of(client)}
    client.post(NEW, sent)
    Company.objects.all().delete()
    Claim.objects.update(state=state, body=None, claimed_at=timezone.now() - ABANDONED_AFTER - timedelta(minutes=1))
    assert client.post(NEW, sent).status_code == expected
    assert Company.objects.count() == count


def test_an_attempt_taken_for_dead_that_comes_back_writes_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.client_of("alice")
    sent = {"title": "Slow", "once": token_of(client)}
    publish = add.publish

    def late(events: Any) -> None:
        Claim.objects.update(run="somebody else's")
        publish(events)

    monkeypatch.setattr(add, "publish", late)
    assert client.post(NEW, sent).status_code == 409
    assert titles() == []


def test_a_form_under_way_is_waited_for_and_then_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comptoir.once.forms.LONGEST_WAIT", 0.1)
    client = world.client_of("alice")
    sent = {"title": "Once", "once": token_of(client)}
    client.post(NEW, sent)
    Claim.objects.update(state=Claim.State.RUNNING)
    answer = client.post(NEW, sent)
    assert (answer.status_code, titles()) == (409, ["Once"])


def test_a_preview_takes_no_claim(world: World) -> None:
    client = world.client_of("admin")
    deal = world.add("deal", title="Rows")
    token = token_of(client)
    client.post(f"/deals/{deal.pk}/products/preview/", {"once": token})
    assert not Claim.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_posts_at_the_same_moment_write_once() -> None:
    world = World()
    world.client_of("alice")
    tokens = [f"token-{number}" for number in range(5)]

    def send(token: str) -> tuple[int, str]:
        try:
            answer = world.client_of("alice").post(NEW, {"title": token, "once": token})
            return answer.status_code, answer["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(send, [token for token in tokens for _ in range(4)]))
    assert titles() == tokens
    assert {status for status, _place in answers} == {302}
    assert len({place for _status, place in answers}) == 5
