"""The first page stays under 120 KB compressed, without charts."""

import gzip
from pathlib import Path

import pytest

from tests.world import World

BUILT = Path(__file__).resolve().parents[2] / "comptoir" / "ui" / "static" / "ui"
LIMIT = 120 * 1024


def test_the_first_page_is_light(world: World) -> None:
    if not (BUILT / "app.js").exists():
        pytest.skip("scripts and styles are not built (npm run build)")
    page = world.client_of("alice").get("/ui/settings/").content
    texts = [page, *((BUILT / name).read_bytes() for name in ("app.js", "app.css", "icons.svg", "favicon.svg"))]
    weight = sum(len(gzip.compress(text)) for text in texts) + (BUILT / "inter.woff2").stat().st_size
    assert weight < LIMIT
