"""The page of definitions: every figure at its own place, in both languages; explanations lead there."""

import re

import pytest

from comptoir.analytics.metric import metrics
from tests.profile.reading import text_of
from tests.world import World


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Won deals won version 1 Deals that entered"),
        ("fr", "Transactions conclues won version 1 Transactions entrées"),
    ],
)
def test_defines_every_figure_in_its_readers_language(language: str, words: str, world: World) -> None:
    response = world.client_of("alice", language).get("/metrics/")
    assert words in text_of(response)
    html = response.content.decode()
    places = re.findall(r' id="([\w-]+)"', html)
    assert set(places) >= {figure.code for figure in metrics}
    assert len(places) == len(set(places))
    assert set(re.findall(r'class="link" href="#([\w-]+)"', html)) <= set(places)


def test_each_explanation_leads_to_its_definition(world: World) -> None:
    company = world.add("company", title="Acme")
    for figure in metrics.all()[:3]:
        html = (
            world.client_of("admin").get(f"/companies/{company.pk}/profile/{figure.code}/explained/").content.decode()
        )
        assert f'href="/metrics/#{figure.code}"' in html


def test_asks_for_a_sign_in(world: World) -> None:
    assert world.client_of(None).get("/metrics/").status_code == 302
