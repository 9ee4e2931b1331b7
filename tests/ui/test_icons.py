"""Every icon that a declaration or a template names is in the sprite."""

import re
from pathlib import Path

from comptoir.items.core.item_types import item_types
from comptoir.ui.icons import icon_names
from comptoir.ui.navigation import navigation
from comptoir.ui.settings_tiles import settings_tiles

TEMPLATES = Path(__file__).resolve().parents[2] / "comptoir"
NAMED = re.compile(r"""icon\("([a-z0-9-]+)"|icon_name="([a-z0-9-]+)"|icon_button\([^"]*"[^"]*"[^"]*"([a-z0-9-]+)\"""")


def test_declarations_name_icons_of_the_sprite() -> None:
    named = {each.icon for each in (*navigation.all(), *settings_tiles, *item_types)}
    assert named - icon_names() == set()


def test_templates_name_icons_of_the_sprite() -> None:
    texts = [path.read_text(encoding="utf-8") for path in TEMPLATES.glob("**/*.html")]
    named = {name for text in texts for match in NAMED.findall(text) for name in match if name}
    assert named - icon_names() == set()
