"""The first page stays under 120 KB compressed, without charts."""

import gzip
import re
from pathlib import Path

import pytest

from tests.world import World

BUILT = Path(__file__).resolve().parents[2] / "comptoir" / "ui" / "static" / "ui"
LIMIT = 120 * 1024


def test_the_first_page_is_light(world: World) -> None:
    if not (BUILT / "app.js.br").exists():
        pytest.skip("scripts and styles are not built (npm run build)")
    page = world.client_of("alice").get("/ui/settings/").content
    shared = re.findall(r'from"\./([\w-]+\.js)"', (BUILT / "app.js").read_text(encoding="utf-8"))
    texts = ("app.js", *shared, "app.css", "icons.svg", "favicon.svg")
    weights = {name: (BUILT / f"{name}.br").stat().st_size for name in texts}
    weights |= {"inter.woff2": (BUILT / "inter.woff2").stat().st_size, "page": len(gzip.compress(page))}
    assert sum(weights.values()) < LIMIT, weights
