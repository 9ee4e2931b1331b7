"""Reading markup in tests: how a template breaks its lines says nothing."""

import re
from typing import Any


def markup_of(response: Any) -> str:
    """Return a page's HTML on one line, without the white space round its tags."""
    line = re.sub(r"\s+", " ", response.content.decode())
    return re.sub(r" ?(</?[a-zA-Z!][^>]*?) ?> ?", r"\1>", line)
