"""A step of the set-up runs once, and again only when it must."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bin" / "_setup"))
import steps
from steps import Step


class Build:
    """A build that counts its runs and copies what it reads."""

    def __init__(self, folder: Path) -> None:
        self.source, self.target, self.runs = folder / "source", folder / "target", 0
        self.source.mkdir()
        (self.source / "app.ts").write_text("one")
        self.failing = False
        self.step = Step("build", "Building ...", reads=(self.source,), makes=(self.target,), action=self.build)

    def build(self) -> None:
        self.runs += 1
        if self.failing:
            raise steps.CannotStart("It failed.")
        self.target.write_text((self.source / "app.ts").read_text())


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "STAMPS", tmp_path / "stamps")
    return Build(tmp_path)


def test_runs_once(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    build.step.run_if_needed()
    build.step.run_if_needed()
    assert build.runs == 1
    assert capsys.readouterr().out == "Building ...\n"


@pytest.mark.parametrize(
    "change",
    [
        lambda build: (build.source / "app.ts").write_text("two"),
        lambda build: (build.source / "new.ts").write_text(""),
        lambda build: (build.source / "app.ts").rename(build.source / "other.ts"),
        lambda build: build.target.unlink(),
    ],
)
def test_runs_again_after_a_change(build: Build, change: Callable[[Build], object]) -> None:
    build.step.run_if_needed()
    change(build)
    (build.source / "app.ts").touch()
    build.step.run_if_needed()
    assert build.runs == 2


def test_a_failure_is_not_taken_for_done(build: Build) -> None:
    build.failing = True
    with pytest.raises(steps.CannotStart):
        build.step.run_if_needed()
    build.failing = False
    build.step.run_if_needed()
    assert build.target.read_text() == "one"


def test_a_command_that_fails_shows_what_it_said(build: Build, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(steps.CannotStart, match="Nothing came of it"):
        steps.run(["sh", "-c", "echo the reason; exit 1"], "Nothing came of it.")
    assert "the reason" in capfd.readouterr().err
