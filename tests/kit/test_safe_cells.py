"""No cell of ours is taken for a formula; numbers and telephone numbers stay usable."""

import json
from pathlib import Path

import pytest

from comptoir.kit.text import neutralised

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝")


def test_every_awkward_cell_is_inert(data_folder: Path) -> None:
    expected = json.loads((data_folder / "dirty/expected.json").read_text(encoding="utf-8"))
    for cell in expected["formula_cells.csv"]["cells"]:
        assert not neutralised(cell).startswith(FORMULA)
        assert not neutralised(cell).lstrip(' "').startswith(FORMULA)


@pytest.mark.parametrize("text", ["", "Léa", "a=b", "1-2", "l'été", "(0) 1"])
def test_harmless_text_stays(text: str) -> None:
    assert neutralised(text) == text


def test_numbers_and_telephones_stay_in_their_columns() -> None:
    assert neutralised("-12.50", numeric=True) == "-12.50"
    assert neutralised("+33 1 23 45 67 89", phone=True) == "+33 1 23 45 67 89"
    assert neutralised("-2-3", numeric=True) == "'-2-3"
    assert neutralised("+cmd|' /C calc'!A0", phone=True) == "'+cmd|' /C calc'!A0"
