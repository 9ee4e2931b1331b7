"""Reading pages as people do."""

import re
from html import unescape
from typing import Any


def text_of(response: Any) -> str:
    """Return the words of a page, blanks of all kinds made plain."""
    body = re.sub(r"<(script|style|svg).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", body)).replace("\u202f", " ").replace("\u00a0", " ").split())
