"""comptoir profile: what it prints, for whom; refusals in one sentence."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from comptoir.analytics.metric import metrics
from tests.world import World


def profile(**options: str | bool) -> str:
    output = StringIO()
    call_command("profile", stdout=output, **options)
    return output.getvalue()


def test_a_contact_and_no_data(world: World) -> None:
    _ = world.admin
    contact = world.add("contact", name="Léa", last_name="Roux")
    figures = json.loads(profile(contact="léa roux", json=True))
    assert figures == json.loads(profile(contact=f"#{contact.pk}", json=True))
    assert (figures["load"], figures["conversion"], figures["win_rate"]) == (None, None, None)
    assert (figures["activities"], figures["won_sum"], figures["channels"]) == (0, "0", {})


def test_prints_every_figure(world: World) -> None:
    _ = world.admin
    world.add("contact", name="Léa", last_name="Roux")
    figures = json.loads(profile(contact="Léa Roux", all=True, period="Q-2025-2"))
    assert set(figures) == {figure.code for figure in metrics}
    assert (figures["won"]["value"], figures["conversion"]["value"]) == (0, None)
    assert figures["won"]["period"]["from"] == "2025-04-01"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"company": "Nobody Ltd"}, "There is no company 'Nobody Ltd', or admin may not see it."),
        ({"company": "Acme", "period": "soon"}, "The period 'soon' is not known. See comptoir profile --help."),
        ({"company": "Acme", "login": "ghost"}, "There is no active user 'ghost'."),
        ({"company": "Acme", "login": "dave"}, "There is no company 'Acme', or dave may not see it."),
        ({"company": "Twin"}, "Several records are called 'Twin': #"),
    ],
)
def test_refuses_in_one_sentence(options: dict[str, str], sentence: str, world: World) -> None:
    _ = world.admin, world.dave
    for title in ("Acme", "Twin", "Twin"):
        world.add("company", title=title)
    with pytest.raises(CommandError, match=r"^[^\n]+$") as refusal:
        profile(**options)
    assert str(refusal.value).startswith(sentence)
