"""Runs a documented example inside the test: the very commands of the script, in its order."""

import json
import shlex
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"


def run_example(name: str, folder: Path) -> dict[str, dict[str, Any]]:
    """Run docs/examples/NAME FOLDER; return the report of each file by its name."""
    script = (EXAMPLES / name).read_text(encoding="utf-8").replace("\\\n", " ")
    places = {'"$folder': f'"{folder}', '"$here': f'"{EXAMPLES}', '"$@"': ""}
    reports = {}
    for line in script.splitlines():
        if line.startswith('"$comptoir" import'):
            for written, meant in places.items():
                line = line.replace(written, meant)  # noqa: PLW2901 - the line is filled in
            arguments = shlex.split(line)[1:]
            out = StringIO()
            call_command(*arguments, "--json", stdout=out, stderr=StringIO())
            report = json.loads(out.getvalue())
            reports[report["file"]] = report
    return reports
