"""Colours of values: those that the page offers, how far apart two are to the eye, and what can be a colour."""

import re
from math import dist

from comptoir.directories import errors
from comptoir.directories.errors import Reason

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
# Those of stages, from the first to the last.
BLUE, SKY, TEAL, MINT, ORANGE, GREEN, RED = (
    "#39A8EF",
    "#2FC6F6",
    "#55D0E0",
    "#47E4C2",
    "#FFA900",
    "#7BD500",
    "#FF5752",
)
# Three rows of nine: strong, light and deep.
PALETTE = (
    ("#FF5752", "#FFA900", "#FADB14", "#7BD500", "#47E4C2", "#55D0E0", "#2FC6F6", "#39A8EF", "#A78BFA"),
    ("#FFB1AE", "#FFD885", "#FBEA8B", "#BFEC7D", "#A6F2E1", "#AFE9F1", "#A9E8FC", "#ABDAF9", "#D3C6FD"),
    ("#B3261E", "#B26A00", "#8C7A00", "#3F7D00", "#148A6E", "#1C8694", "#0D7FA8", "#1F6BB0", "#6D44C4"),
)


def wrong_colour(colour: str) -> Reason | None:
    """Return why this cannot be a colour; None when it can. "" and "#" are none."""
    return None if colour in ("", "#") or COLOUR.fullmatch(colour) else errors.NOT_A_COLOUR


def clean_colour(colour: str) -> str:
    return "" if colour == "#" else colour


def distance(first: str, second: str) -> float:
    """Return the distance of two #rrggbb colours: CIE76 in L*a*b* space, where about 2 can just be told."""
    return dist(_lab(first), _lab(second))


def _lab(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    x = _cube_root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047)
    y = _cube_root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = _cube_root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear(channel: float) -> float:
    linear: float = channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
    return linear


def _cube_root(value: float) -> float:
    root: float = value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
    return root
