"""Segments among what uses the values of directories: shown with the use, rewritten when a value is replaced."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comptoir.directories.values.use import OtherUse, elsewhere
from comptoir.items.lists.segments.naming import put_segments_back, replace_in_segments, segments_naming


def count_segments(directory: str) -> dict[str, int]:
    return {code: len(segments) for code, segments in segments_naming(directory).items()}


def segments_url(directory: str, code: str) -> str:
    return f"{reverse('items:segments_naming')}?{urlencode({'directory': directory, 'value': code})}"


def words_for(count: int) -> str:
    return ngettext("segment follows", "segments follow", count)


elsewhere.append(
    OtherUse(
        code="segments",
        label=_("Segments"),
        count=count_segments,
        url=segments_url,
        words=words_for,
        rewrite=replace_in_segments,
        put_back=put_segments_back,
    )
)
