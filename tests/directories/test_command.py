"""The command: comptoir directories export and import."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from comptoir.directories.errors import UnreadableFile
from comptoir.directories.models import DirectoryValue
from comptoir.events.models import Event
from comptoir.kit.errors import NotFound
from tests.world import World


def run(*arguments: Any) -> str:
    out = io.StringIO()
    call_command("directories", *(str(each) for each in arguments), stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["yaml", "csv"])
def test_what_was_exported_changes_nothing(world: World, tmp_path: Path, name: str) -> None:
    assert world.admin
    file = tmp_path / f"lists.{name}"
    file.write_text(run("export", "--format", name))
    before = Event.objects.count()
    assert run("import", file) == "Nothing to change.\n"
    assert Event.objects.count() == before


def test_a_dry_run_tells_and_writes_nothing_then_importing_does_it(world: World, tmp_path: Path) -> None:
    assert world.admin
    file = tmp_path / "lists.yaml"
    file.write_text(run("export", "--only", "source").replace("code: WEB\n", "code: WEB\n    name: Site\n", 1))
    (told,) = json.loads(run("import", file, "--dry-run", "--json"))
    assert told["renamed"] == [{"code": "WEB", "before": "", "after": "Site"}]
    assert DirectoryValue.objects.get(directory="SOURCE", code="WEB").name == ""
    assert "renamed: WEB" in run("import", file)
    assert DirectoryValue.objects.get(directory="SOURCE", code="WEB").name == "Site"


def test_a_value_in_use_is_not_removed(world: World, tmp_path: Path) -> None:
    world.add("deal", source="WEB")
    file = tmp_path / "lists.yaml"
    file.write_text(run("export", "--only", "source").replace("- code: WEB\n", "- code: OTHER_WEB\n    name: x\n", 1))
    with pytest.raises(CommandError):
        run("import", file)
    assert DirectoryValue.objects.filter(directory="SOURCE", code="WEB").exists()
    assert not DirectoryValue.objects.filter(code="OTHER_WEB").exists()


def test_a_bomb_a_missing_file_and_an_unknown_list_are_refused(world: World, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.yaml"
    bomb.write_text("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n")
    with pytest.raises(UnreadableFile):
        run("import", bomb)
    with pytest.raises(CommandError):
        run("import", tmp_path / "none.yaml")
    with pytest.raises(NotFound):
        run("export", "--only", "nothing")
