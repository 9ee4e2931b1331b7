"""comptoir.profile.get and comptoir.metric.*: the same answers as our JSON interface, in the protocol's envelope."""

import json
from typing import Any

import pytest

from comptoir.analytics.metric import metrics
from tests.rest.conftest import Rest, make_webhook
from tests.world import World


@pytest.fixture
def company(world: World) -> Any:
    company = world.add("company", title="Acme")
    for owner in (world.alice, world.dave):
        world.add("deal", title="D", company=company, stage="WON", amount="10", close_date="2025-05-20",
                  begin_date="2025-05-01", responsible=owner)  # fmt: skip
    return company


@pytest.fixture
def rest(world: World) -> Rest:
    make_webhook(world.alice)
    return Rest(world.alice)


def test_gives_what_the_json_interface_gives(company: Any, world: World, rest: Rest) -> None:
    said = rest("comptoir.profile.get", {"type": "company", "id": company.pk, "period": "Q-2025-2"}).result
    found = world.client_of("alice").get(f"/api/v1/companies/{company.pk}/profile?period=Q-2025-2").json()
    for answer in (said, found):
        for result in answer["metrics"].values():
            del result["as_of"], result["excluded"]  # the moment, and words in another language
    assert json.loads(json.dumps(said["metrics"]["won_value"])) == found["metrics"]["won_value"]
    assert {code: each["value"] for code, each in said["metrics"].items()} == {
        code: each["value"] for code, each in found["metrics"].items()
    }
    assert said["metrics"]["won"]["value"] == 1


def test_lists_queries_items_and_explanations(company: Any, rest: Rest) -> None:
    where = {"type": "company", "id": company.pk}
    assert len(rest("comptoir.metric.list").result) == len(metrics.all())
    asked = {**where, "metrics": ["won"], "group": "stage", "compare": "previous", "period": "Q-2025-2"}
    won = rest("comptoir.metric.query", asked).result["won"]
    assert (won["value"], won["previous"]["value"]) == (1, 0)
    assert [(point["key"], point["value"]) for point in won["points"]] == [("WON", 1)]
    items = rest("comptoir.metric.items", {**where, "metric": "won", "part": {"stage": "WON"}, "limit": 1}).result
    assert (items["total"], items["next"], items["items"][0]["values"]["amount"]) == (1, None, "10")
    explained = rest("comptoir.metric.explain", {**where, "metric": "win_rate"}).result
    assert (explained["value"], explained["hidden"]) == (100.0, True)


@pytest.mark.parametrize(
    ("name", "change", "status"),
    [
        ("comptoir.profile.get", {"id": 999999}, 400),
        ("comptoir.profile.get", {"type": "deal"}, 400),
        ("comptoir.profile.get", {"period": "soon"}, 400),
        ("comptoir.profile.get", {"period": {"a": 1}}, 400),
        ("comptoir.metric.query", {"metrics": ["nothing"]}, 400),
        ("comptoir.metric.query", {"part": {"channel": {"a": {"b": 1}}}}, 400),
        ("comptoir.metric.items", {}, 400),
        ("comptoir.metric.items", {"metric": "won", "cursor": "x"}, 400),
        ("comptoir.metric.explain", {"metric": "won", "part": {"hour": "x"}}, 400),
    ],
)
def test_refuses(name: str, change: dict[str, Any], status: int, company: Any, rest: Rest) -> None:
    answer = rest(name, {"type": "company", "id": company.pk, **change})
    assert answer.status == status, answer.body
