"""bin/format breaks long lines of templates, and changes nothing that a reader or a parser could see."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bin" / "_setup"))
from templates import WIDTH, formatted, templates

LONG = "x" * 70


def test_breaks_between_attributes_and_in_running_text() -> None:
    line = f'  <a class="{LONG}" href="{LONG}" data-slider>One word</a> and {LONG} another one'
    assert formatted(line).split("\n") == [
        f'  <a class="{LONG}"',
        f'    href="{LONG}" data-slider>One word</a> and',
        f"    {LONG} another one",
    ]


def test_breaks_a_call_after_a_comma() -> None:
    line = f'{{% macro field(name, label="", {LONG}=false, hidden_label={LONG}) %}}'
    assert formatted(line) == f'{{% macro field(name, label="", {LONG}=false,\n  hidden_label={LONG}) %}}'


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        (f'<p data-text="{LONG} {LONG}">', f'"{LONG} {LONG}"'),
        (f'<p data-text="{{{{ one(two, "{LONG}") }}}} {LONG}">', f'{{{{ one(two, "{LONG}") }}}} {LONG}'),
        (f'{{{{ _("{LONG} {LONG}") }}}}', f"{LONG} {LONG}"),
        (f"<pre>{LONG} {LONG}</pre>", f"{LONG} {LONG}"),
        (f"{LONG} {LONG}{{% endif %}} <b>", "{% endif %} <b>"),
    ],
    ids=["a value", "a value with an expression", "a message", "preformatted", "after a block"],
)
def test_leaves_what_would_change(line: str, whole: str) -> None:
    assert whole in formatted(line)


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_our_templates(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    once = formatted(text)
    assert formatted(once) == once
    assert re.sub(r"\s+", " ", once) == re.sub(r"\s+", " ", text)
    # Jinja takes away a line break after a block (trim_blocks): there must be no new one.
    assert len(re.findall(r"[%#]\}\n", once)) == len(re.findall(r"[%#]\}\n", text))
    assert all(len(line) <= WIDTH or " " in line.strip() for line in once.split("\n"))
