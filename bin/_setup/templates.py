"""bin/format for templates: breaks lines of more than 120 characters where a line break changes nothing.

Formatters of HTML (Prettier with its Jinja plugin, djLint) move white space between inline elements, or take it away
between two `{% if %}` inside a tag: they were tried, and changed pages. This one only turns white space that stands in
the template already into a line break: between the attributes of a tag, inside `{{ }}` and `{% %}`, and in running
text. What must keep its spaces (attribute values, strings, <pre>, <textarea>) is left alone.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from places import ROOT

WIDTH = 120
INDENT = "  "
VERBATIM = re.compile(r"<(pre|textarea|script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
JINJA = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
# Words before which an expression of Jinja is well divided.
JOINT = re.compile(r"(and|or|if|else|~) ")
STRING = re.compile(r"\"[^\"]*\"|'[^']*'")


def formatted(text: str) -> str:
    """Return the template with its long lines broken; the same text but for white space."""
    protected = _protected(text)
    lines, start = [], 0
    for line in text.split("\n"):
        lines.extend(_broken(line, protected[start : start + len(line)]) if len(line) > WIDTH else [line])
        start += len(line) + 1
    return "\n".join(each.rstrip() for each in lines)


def _protected(text: str) -> bytearray:
    """Mark each character: 0 where a space may become a line break, 2 where better not (in Jinja), 1 where never."""
    marks = bytearray(len(text))

    def mark(start: int, end: int, value: int) -> None:
        marks[start:end] = bytes([value]) * (end - start)

    for start, end in _attribute_values(text):
        mark(start, end, 1)
    for found in JINJA.finditer(text):
        inside_value = marks[found.start()] == 1
        mark(found.start(), found.end(), 1 if inside_value else 2)
        for string in STRING.finditer(text, found.start(), found.end()):
            mark(string.start(), string.end(), 1)
    for found in COMMENT.finditer(text):
        mark(found.start(), found.end(), 0)
    for found in VERBATIM.finditer(text):
        mark(found.start(), found.end(), 1)
    for found in re.finditer(r"[%#]\} ", text):
        # Jinja takes away a line break that follows a block (trim_blocks): the space would be lost.
        marks[found.end() - 1] = 1
    return marks


def _attribute_values(text: str) -> Iterator[tuple[int, int]]:
    """Find the quoted values of attributes: Jinja inside them may hold quotes of its own, which end nothing."""
    place, in_tag = 0, False
    while place < len(text):
        jinja = JINJA.match(text, place) or COMMENT.match(text, place) or VERBATIM.match(text, place)
        if jinja:
            place = jinja.end()
        elif in_tag and text[place] in "\"'":
            end = _end_of_value(text, place)
            yield place, end
            place = end
        else:
            if text[place] == "<" and re.match(r"</?[a-zA-Z]", text[place : place + 3]):
                in_tag = True
            elif text[place] == ">":
                in_tag = False
            place += 1


def _end_of_value(text: str, start: int) -> int:
    place = start + 1
    while place < len(text) and text[place] != text[start]:
        jinja = JINJA.match(text, place)
        place = jinja.end() if jinja else place + 1
    return place + 1


def _broken(line: str, marks: bytearray) -> list[str]:
    """Break one long line at the last good place before the edge, again and again; the rest is indented by one step."""
    margin = len(line) - len(line.lstrip())
    lines, offset, lead = [], 0, ""
    while len(lead) + len(line) - offset > WIDTH:
        place = _place(line, marks, max(offset, margin) + 1, offset + WIDTH - len(lead))
        if place is None:
            break
        lines.append(lead + line[offset:place])
        offset, lead = place + 1, line[:margin] + INDENT
    return [*lines, lead + line[offset:]]


def _place(line: str, marks: bytearray, first: int, edge: int) -> int | None:
    """Return where to break: at the best of the spaces before the edge, the last of its kind; else at the next one."""
    allowed = [place for place in range(first, len(line)) if line[place] == " " and marks[place] != 1]
    before = [place for place in allowed if place <= edge]
    late = [place for place in before if place > edge - WIDTH // 2]
    outside = [place for place in late if marks[place] == 0]
    in_a_list = [place for place in late if line[place - 1] == ","]
    at_a_word = [place for place in late if JOINT.match(line, place + 1)]
    for places in (outside, in_a_list, at_a_word, before):
        if places:
            return places[-1]
    return allowed[0] if allowed else None


def templates() -> list[Path]:
    return sorted((ROOT / "comptoir").rglob("*.html"))


def main(arguments: list[str]) -> int:
    """Break long lines in place, or with --check tell which files have some."""
    wrong = [
        path for path in templates() if formatted(path.read_text(encoding="utf-8")) != path.read_text(encoding="utf-8")
    ]
    for path in wrong:
        if "--check" in arguments:
            print(f"{path.relative_to(ROOT)}: lines to break (bin/format)", file=sys.stderr)
        else:
            path.write_text(formatted(path.read_text(encoding="utf-8")), encoding="utf-8")
    return 1 if wrong and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
