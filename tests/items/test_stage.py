"""Moving an item from its card."""

import json

from comptoir.items.models import StageChange
from comptoir.sales.models import Deal
from tests.world import World

HTMX = {"HX-Request": "true"}


def test_moves_and_answers_the_stage_bar(world: World) -> None:
    deal = world.add("deal", title="Deal")
    answer = world.client_of("alice").post(f"/deals/{deal.pk}/stage/", {"stage": "EXECUTING"}, headers=HTMX)
    assert answer.status_code == 200
    assert f'id="deals-{deal.pk}-stages"' in answer.content.decode()
    assert Deal.objects.get().stage == "EXECUTING"
    assert StageChange.objects.count() == 2


def test_goes_back_to_the_card_without_scripts(world: World) -> None:
    deal = world.add("deal", title="Deal")
    answer = world.client_of("alice").post(f"/deals/{deal.pk}/stage/?stage=WON")
    assert answer.headers["Location"] == f"/deals/{deal.pk}/"
    assert Deal.objects.get().semantics == "S"


def test_undo_moves_back_and_opens_again(world: World) -> None:
    deal = world.add("deal", title="Deal")
    client = world.client_of("alice")
    answer = client.post(f"/deals/{deal.pk}/stage/", {"stage": "LOSE"}, headers=HTMX)
    client.post(json.loads(answer.headers["HX-Trigger"])["toast"]["undo"], headers=HTMX)
    moved = Deal.objects.get()
    assert (moved.stage, moved.semantics, moved.closed_at) == ("NEW", "P", None)


def test_an_unknown_stage_is_refused(world: World) -> None:
    deal = world.add("deal", title="Deal")
    assert world.client_of("alice").post(f"/deals/{deal.pk}/stage/", {"stage": "NOWHERE"}).status_code == 422


def test_what_has_no_stages_does_not_move(world: World) -> None:
    company = world.add("company", title="Cancity")
    assert world.client_of("alice").post(f"/companies/{company.pk}/stage/", {"stage": "NEW"}).status_code == 404


def test_only_a_post_moves(world: World) -> None:
    deal = world.add("deal", title="Deal")
    assert world.client_of("alice").get(f"/deals/{deal.pk}/stage/?stage=WON").status_code == 405
    assert Deal.objects.get().stage == "NEW"
