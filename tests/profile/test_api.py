"""Our JSON interface: the figures of the tab, for a session or a token, only what the caller may see; refusals."""

import json
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from comptoir.analytics.metric import metrics
from comptoir.analytics.questions import Question, ask, groups_of, units_of
from comptoir.api.addresses import addresses
from comptoir.api.openapi import description
from comptoir.items.core.item_types import item_types
from comptoir.items.writing import update_item
from comptoir.profile.models import LoadTarget
from comptoir.rest.incoming.credentials import digest
from comptoir.rest.models import IncomingWebhook
from tests.analytics.conftest import scope_of
from tests.clock import moment
from tests.world import World

RESULT = {"value", "unit", "period", "n", "excluded", "as_of", "rule"}


@pytest.fixture
def company(world: World) -> Any:
    """Two deals won in May (one of Dave's), one lost, three activities, an invoice half paid."""
    company = world.add("company", title="Acme")
    for stage, amount, owner in (("WON", "100.50", world.alice), ("WON", "50", world.dave), ("LOSE", "1", world.alice)):
        world.add("deal", title=f"D{amount}", company=company, stage=stage, amount=amount, begin_date="2025-05-01",
                  close_date="2025-05-20", responsible=owner)  # fmt: skip
    for kind in ("call", "email", "call"):
        bound = [(item_types.get("company").type_id, company.pk)]
        world.add("activity", kind=kind, direction="in", completed=True, title="Talk", bindings=bound)
    world.add("invoice", title="Bill", company=company, amount="120", begin_date="2025-05-02",
              payments=[{"amount": "60", "day": "2025-05-03"}])  # fmt: skip
    return company


def get(world: World, path: str, user: str | None = "admin", language: str = "en", **query: Any) -> Any:
    return world.client_of(user, language).get(f"/api/v1/{path}", query)


def post(world: World, body: Any, user: str | None = "admin") -> Any:
    return world.client_of(user).post("/api/v1/metrics/query", body, content_type="application/json")


def test_gives_all_figures_of_a_client(company: Any, world: World) -> None:
    found = get(world, f"companies/{company.pk}/profile", period="M-2025-05").json()
    assert found["client"] == {"type": "company", "id": company.pk, "title": "Acme", "url": f"/companies/{company.pk}/"}
    assert found["period"] == {"code": "M-2025-05", "from": "2025-05-01", "to": "2025-05-31", "tz": "Europe/Paris"}
    assert set(found["metrics"]) == {figure.code for figure in metrics}
    value = found["metrics"]["won_value"]
    assert set(value) == RESULT | {"currency"}
    assert (value["value"], value["currency"], value["n"], value["rule"]) == ("150.5", "EUR", 2, "won_value@1")
    rate = found["metrics"]["win_rate"]
    assert (rate["value"], rate["numerator"], rate["denominator"], rate["n"]) == (66.6667, 2, 3, 3)
    assert found["metrics"]["conversion"]["value"] is None


def test_is_what_the_tab_counts_for_each_reader(company: Any, world: World) -> None:
    for user in ("admin", "alice"):
        found = get(world, f"companies/{company.pk}/profile", user).json()
        scope = scope_of(company, world.who(user))  # type: ignore[arg-type]
        for figure in metrics:
            if figure.unit.value == "count":
                assert found["metrics"][figure.code]["value"] == figure.value(scope), figure.code
    assert (found["metrics"]["won"]["value"], found["limited"]) == (1, True)
    assert found["activities"]["channel"] == [
        {"key": "call", "label": "Calls", "value": 2}, {"key": "email", "label": "E-mails", "value": 1},
    ]  # fmt: skip


def test_asks_a_fixed_number_of_queries(company: Any, world: World, django_assert_max_num_queries: Any) -> None:
    client = world.client_of("admin")
    with django_assert_max_num_queries(16):
        client.get(f"/api/v1/companies/{company.pk}/profile")


def test_the_catalogue_says_what_each_figure_is_in_both_languages(world: World) -> None:
    found = {each["id"]: each for each in get(world, "metrics").json()["metrics"]}
    assert set(found) == {figure.code for figure in metrics}
    assert found["won"]["label"] == {"fr": "Transactions conclues", "en": "Won deals"}
    assert found["win_rate"]["numerator"] == "won"
    assert found["activities"]["groups"][:2] == ["channel", "direction"]


def test_answers_a_question_with_points_and_the_period_before(company: Any, world: World) -> None:
    body = {
        "subject": {"type": "company", "id": company.pk}, "metrics": ["won_value", "won"], "period": "Q-2025-2",
        "group": "month", "compare": "previous",
    }  # fmt: skip
    found = post(world, body).json()["results"]
    assert [(point["key"], point["value"]) for point in found["won_value"]["points"]] == [
        ("M-2025-04", "0"), ("M-2025-05", "150.5"), ("M-2025-06", "0"),
    ]  # fmt: skip
    assert found["won"]["previous"]["value"] == 0
    assert found["won"]["previous"]["period"]["code"] == "Q-2025-1"


def test_answers_a_part(company: Any, world: World) -> None:
    body = {"subject": {"type": "company", "id": company.pk}, "metrics": ["activities"], "part": {"channel": "call"}}
    assert post(world, body).json()["results"]["activities"]["value"] == 2


def test_lists_the_records_page_by_page(company: Any, world: World) -> None:
    where = {"type": "company", "id": company.pk, "limit": "1"}
    first = get(world, "metrics/won_value/items", **where).json()
    second = get(world, "metrics/won_value/items", **where, cursor=first["next"]).json()
    assert (first["total"], first["sum"], second["next"]) == (2, "150.5", None)
    items = first["items"] + second["items"]
    assert [(each["type"], each["title"], each["values"]["amount"]) for each in items] == [
        ("deal", "D50", "50"), ("deal", "D100.50", "100.5"),
    ]  # fmt: skip
    alices = get(world, "metrics/won_value/items", "alice", type="company", id=company.pk).json()
    assert [each["title"] for each in alices["items"]] == ["D100.50"]
    for code, kind in (("activities", "activity"), ("paid_amount", "invoice"), ("invoiced", "invoice")):
        found = get(world, f"metrics/{code}/items", type="company", id=company.pk).json()
        assert {each["type"] for each in found["items"]} == {kind}


def test_a_figure_is_the_sum_of_its_items(company: Any, world: World) -> None:
    for figure in metrics:
        found = get(world, f"metrics/{figure.code}/items", type="company", id=company.pk)
        assert found.status_code == 200, figure.code
        assert found.json()["total"] == len(found.json()["items"])


def test_explains(company: Any, world: World) -> None:
    where = {"type": "company", "id": company.pk}
    found = get(world, "metrics/conversion/explain", "alice", **where).json()
    assert [(term["metric"], term["value"]) for term in found["terms"]] == [("won", 1), ("activities", 3)]
    assert (found["value"], found["hidden"], found["rule"]) == (33.3333, True, "conversion@1")
    french = get(world, "metrics/conversion/explain", language="fr", **where).json()
    assert french["formula"] == "transactions conclues ÷ activités × 100"


@pytest.mark.parametrize(
    ("path", "query", "status", "code"),
    [
        ("companies/{id}/profile", {"period": "soon"}, 400, "unknown_period"),
        ("companies/{id}/profile", {"responsible": "x"}, 400, "unknown_person"),
        ("companies/{id}/profile", {"rollup": "all"}, 400, "unknown_parameter"),
        ("companies/{id}/profile", {"period": "\0"}, 400, "bad_request"),
        ("companies/999999/profile", {}, 404, "not_found"),
        ("companies/99999999999999999999/profile", {}, 404, "not_found"),
        ("contacts/{id}/profile", {}, 404, "not_found"),
        ("deals/1/profile", {}, 404, "not_found"),
        ("nothing", {}, 404, "not_found"),
        ("metrics/nothing/items", {"type": "company", "id": "{id}"}, 404, "unknown_metric"),
        ("metrics/won/items", {"type": "deal", "id": "1"}, 404, "not_found"),
        ("metrics/won/items", {}, 404, "not_found"),
        ("metrics/won/items", {"type": "company", "id": "{id}", "cursor": "x"}, 400, "bad_request"),
        ("metrics/won/items", {"type": "company", "id": "{id}", "limit": "-1"}, 400, "bad_request"),
        ("metrics/won/items", {"type": "company", "id": "{id}", "channel": "call"}, 400, "unknown_group"),
        ("metrics/conversion/items", {"type": "company", "id": "{id}", "term": "lost"}, 404, "unknown_metric"),
        ("metrics/won/explain", {"type": "company", "id": "{id}", "month": "soon"}, 400, "unknown_period"),
        ("load-targets/deal", {}, 404, "not_found"),
        ("metrics/query", {}, 405, "method_not_allowed"),
    ],
)
def test_refuses(path: str, query: dict[str, str], status: int, code: str, company: Any, world: World) -> None:
    filled = {name: value.replace("{id}", str(company.pk)) for name, value in query.items()}
    response = get(world, path.replace("{id}", str(company.pk)), **filled)
    assert (response.status_code, response.json()["error"]["code"]) == (status, code)
    assert response.json()["error"]["message"]


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", "{", '{"subject": 5}', '{"subject": {"type": "company"}}', "[" * 100_000, '"\\ud800"',
        '{"subject": {"type": "company", "id": 1}, "nothing": 1}', b"\xff",
        '{"subject": {"type": "company", "id": 1}, "metrics": {"a": 1}}',
    ],
)  # fmt: skip
def test_refuses_a_body_that_is_no_question(body: Any, company: Any, world: World) -> None:
    assert post(world, body).status_code == 400


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"metrics": ["nothing"]}, 404), ({"metrics": ["won"] * 1000}, 200),
        ({"metrics": [str(number) for number in range(999)]}, 400),
        ({"group": "nothing"}, 400), ({"group": "channel", "metrics": ["won"]}, 400), ({"compare": "moon"}, 400),
        ({"part": {"stage": "\0"}, "metrics": ["won"]}, 400), ({"subject": {"type": "company", "id": 2**70}}, 404),
        ({"subject": {"type": "company", "id": -1}}, 404), ({"responsible": -5}, 400),
    ],
)  # fmt: skip
def test_refuses_a_question(change: dict[str, Any], status: int, company: Any, world: World) -> None:
    response = post(world, json.dumps({"subject": {"type": "company", "id": company.pk}, **change}))
    assert response.status_code == status, response.content


def test_other_peoples_clients_are_not_found(company: Any, world: World) -> None:
    path = f"companies/{company.pk}/profile"
    assert [get(world, path, user).status_code for user in ("alice", "dave", None)] == [200, 404, 401]
    body = {"subject": {"type": "company", "id": company.pk}}
    assert [post(world, body, user).status_code for user in ("alice", "dave", None)] == [200, 404, 401]


# --- Tokens and sessions ---------------------------------------------------------------------------------------------
@pytest.fixture
def token(world: World) -> str:
    for text, scopes in (("crm-token", ["crm"]), ("user-token", ["user"])):
        IncomingWebhook.objects.create(
            user=world.alice, title="T", token_hash=digest(text), scopes=scopes, created_at=timezone.now()
        )
    return "crm-token"


def bearer(token: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {token}"})


def test_a_webhooks_token_calls_as_its_user(company: Any, world: World, token: str) -> None:
    found = bearer(token).get(f"/api/v1/companies/{company.pk}/profile").json()
    assert found["metrics"]["won"]["value"] == 1
    body = {"subject": {"type": "company", "id": company.pk}, "metrics": ["won"]}
    response = bearer(token).post("/api/v1/metrics/query", body, content_type="application/json")
    assert response.json()["results"]["won"]["value"] == 1


@pytest.mark.parametrize("text", ["", "nothing", "user-token", "x" * 100_000])
def test_refuses_an_unknown_token_or_one_of_another_scope(text: str, world: World, token: str) -> None:
    response = bearer(text).get("/api/v1/metrics")
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")


def test_a_revoked_token_or_a_user_who_left_is_refused(world: World, token: str) -> None:
    IncomingWebhook.objects.update(revoked_at=timezone.now())
    assert bearer(token).get("/api/v1/metrics").status_code == 401
    IncomingWebhook.objects.update(revoked_at=None)
    world.alice.is_active = False
    world.alice.save()
    assert bearer(token).get("/api/v1/metrics").status_code == 401


def test_targets_are_set_from_our_own_pages_or_with_a_token(world: World, token: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.admin)
    body, path = {"targets": {"all": 3.5}}, "/api/v1/load-targets/company"
    assert strict.put(path, body, content_type="application/json").status_code == 403
    assert not LoadTarget.objects.exists()
    found = world.client_of("admin").put(path, body, content_type="application/json").json()
    assert found["targets"][0] | {"automatic": None} == {
        "pipeline": "all", "name": "All pipelines", "target": "3.5", "by_hand": True, "automatic": None,
    }  # fmt: skip
    assert bearer(token).put(path, body, content_type="application/json").status_code == 403
    assert (
        world.client_of("admin").put(path, {"targets": {"all": 0}}, content_type="application/json").status_code == 422
    )
    assert world.client_of("admin").delete(path).json()["targets"][0]["by_hand"] is False
    assert not LoadTarget.objects.exists()


# --- The description -------------------------------------------------------------------------------------------------
def test_the_description_names_every_address_and_shape(world: World) -> None:
    found = Client().get("/api/v1/openapi.json").json()
    assert found == json.loads(json.dumps(description(addresses)))
    assert found["openapi"] == "3.1.0"
    text = json.dumps(found)
    for reference in {part.split('"')[0] for part in text.split('"#/components/schemas/')[1:]}:
        assert reference in found["components"]["schemas"], reference
    names = [one["operationId"] for each in found["paths"].values() for one in each.values()]
    assert len(set(names)) == len(names)


def test_every_described_operation_answers(company: Any, world: World) -> None:
    client, contact = world.client_of("admin"), world.add("contact", name="Léa")
    said = Client().get("/api/v1/openapi.json").json()
    for path, operations in said["paths"].items():
        parts = {"client_id": contact.pk if path.startswith("/contacts") else company.pk, "metric": "won_value"}
        for name, operation in operations.items():
            for part in operation["parameters"]:
                if part["in"] == "path" and "enum" in part["schema"]:
                    parts[part["name"]] = part["schema"]["enum"][0]
            query = f"?type=company&id={company.pk}" if "items" in path or "explain" in path else ""
            body = {"targets": {}} if "targets" in path else {"subject": {"type": "company", "id": company.pk}}
            address = f"/api/v1{path.format(**parts)}{query}"
            response = client.generic(name.upper(), address, json.dumps(body), content_type="application/json")
            if name == "put" and "targets" not in path:
                assert response.status_code in (400, 422), (path, response.content)
                continue
            assert response.status_code == 200, (path, response.content)
            reference = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
            shape = said["components"]["schemas"][reference.rpartition("/")[2]]
            assert set(shape.get("required", ())) <= set(response.json()) <= set(shape["properties"])


def test_points_are_those_of_the_engine(company: Any, world: World) -> None:
    scope = scope_of(company, world.admin)
    for figure in metrics:
        for by in (*groups_of(figure), *units_of(figure)[3:]):
            question = Question(figure, scope.period, by)
            body = {"subject": {"type": "company", "id": company.pk}, "metrics": [figure.code], "group": by}
            found = post(world, body).json()["results"][figure.code]["points"]
            if by not in ("hour", "weekday"):
                keys = [point.key for point in ask(scope, [question]).points(question)]
                assert [point["key"] for point in found] == keys


def test_stands_among_similar_clients(world: World) -> None:
    companies = [world.add("company", title=f"C{number}", industry="IT") for number in range(6)]
    for number, each in enumerate(companies):
        for _deal in range(number):
            world.add("deal", title="D", company=each, stage="WON", amount="100")
    body = {"subject": {"type": "company", "id": companies[4].pk}, "metrics": ["won_value"], "compare": "peers"}
    found = post(world, body).json()["results"]["won_value"]
    # The others won 0, 100, 200, 300 and 500: four of five have less; the middle of all six is 250.
    among = {"group": "Industry: Information Technology", "others": 5, "median": "250", "higher_than": 80.0}
    assert found["peers"] == among
    assert post(world, {**body, "part": {"stage": "WON"}}).json()["results"]["won_value"]["peers"] is None
    assert post(world, {**body, "compare": "everybody"}).status_code == 400


def test_gives_a_past_day_as_it_was(world: World) -> None:
    with time_machine.travel(moment("2025-04-01 09:00"), tick=False) as clock:
        company = world.add("company", title="Acme")
        deal = world.add("deal", title="D", company=company, stage="WON", amount="100")
        clock.move_to(moment("2025-05-02 10:00"))
        update_item(item_types.get("deal"), deal.pk, {"amount": "900"}, actor=world.admin, at=timezone.now())
        where = {"type": "company", "id": company.pk, "as_of": "2025-04-30"}
        assert get(world, "metrics/won_value/items", **where).json()["sum"] == "100"
        assert get(world, "metrics/won_value/explain", **where).json()["value"] == "100"
        asked = {"subject": {"type": "company", "id": company.pk}, "metrics": ["won_value"], "as_of": "2025-04-30"}
        assert post(world, asked).json()["results"]["won_value"]["value"] == "100"
        values = [get(world, f"companies/{company.pk}/profile", as_of=day).json() for day in ("2025-04-30", "")]
        assert [found["metrics"]["won_value"]["value"] for found in values] == ["100", "900"]
        assert get(world, f"companies/{company.pk}/profile", as_of="2025-06-01").status_code == 400
