"""Kill -9 at 20 moments, and writes that fail: nothing or all is left, and a worker ends what was begun."""

from pathlib import Path
from typing import Any

import pytest

from tests.fault_runs import report_of
from tests.faults import Left, Report

HOWS = ("kill", "error")
WORK = ("DELETE", "UNDO")


def struck(report: Report) -> list[Left]:
    found = [left for left in report.left if left.ended != "done"]
    assert report.steps > 8
    assert len(found) >= min(12, report.steps // 2)
    return found


def without(look: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in look.items() if name not in names}


def later(look: dict[str, Any]) -> dict[str, Any]:
    """Leave out what follows after the commit: the delivery of events."""
    return without(look, "pending", "found")


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("work", WORK)
def test_many_records_at_once_are_changed_all_or_none(work: str, how: str, tmp_path: Path) -> None:
    report = report_of(f"tests.items.fault_work:{work}", how, tmp_path)
    assert later(report.before) != later(report.whole)
    for left in struck(report):
        assert later(left.after) in (later(report.before), later(report.whole)), left
        # The events are delivered by a worker when the writer could not: once, and nothing stays behind.
        wanted = report.whole if later(left.after) == later(report.whole) else None
        assert left.resumed["pending"] == 0
        assert wanted is None or left.resumed == wanted


@pytest.mark.parametrize("how", HOWS)
def test_a_replacement_is_not_begun_or_ends_whole(how: str, tmp_path: Path) -> None:
    report = report_of("tests.items.fault_work:REPLACE", how, tmp_path)
    assert all(source == "EMAIL" for _title, source, _stage in report.whole["deals"])
    assert "PARTNER" not in report.whole["list"]
    for left in struck(report):
        if left.resumed["jobs"]:
            failed = left.resumed["jobs"] == ["failed"]
            assert failed or left.resumed == report.whole, left
            assert not failed or how == "error", "a job that was killed is run again, one that fails says so"
        else:
            assert later(left.resumed) == later(report.before), left


@pytest.mark.parametrize("how", HOWS)
def test_each_command_of_a_batch_is_there_whole_or_not_at_all(how: str, tmp_path: Path) -> None:
    report = report_of("tests.items.fault_work:BATCH", how, tmp_path)
    assert len(report.whole["deals"]) == 16
    for left in struck(report):
        new = [title for title, _source, _stage in left.resumed["deals"] if title.startswith("New ")]
        assert new == [f"New {number}" for number in range(len(new))], "no gap, and none twice"
        added = [event for event in left.resumed["events"] if event.startswith("item.added")]
        assert left.resumed["found"] == len(left.resumed["deals"])
        assert len(added) == len(left.resumed["deals"])
        assert left.resumed["pending"] == 0
