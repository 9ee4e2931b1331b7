"""Kill -9, and failing writes, inside each migration since 0.1.0: the next `migrate` ends as an undisturbed one."""

from pathlib import Path

import pytest

from tests.fault_runs import report_of


@pytest.mark.parametrize("how", ["kill", "error"])
def test_the_next_migrate_goes_on(how: str, tmp_path: Path) -> None:
    report = report_of("tests.upgrades.killed:FROM_0_1_0", how, tmp_path, moments=12)
    assert report.before["version"] == "behind"
    assert report.whole["version"] == "ok"
    assert report.steps > 12
    struck = [left for left in report.left if left.ended != "done"]
    assert len(struck) >= 12
    assert {
        left.at: (left.step, differing(left.resumed, report.whole)) for left in struck if left.resumed != report.whole
    } == {}
    # Whatever a moment leaves, the data of before are there: older, or up to date already.
    assert {left.after["version"] for left in struck} <= {"behind", "ok"}
    if how == "error":
        assert all("That step was taken back" in left.ended or "disk I/O" in left.ended for left in struck)


def differing(found: dict[str, object], wanted: dict[str, object]) -> list[str]:
    """Return which tables or lines of the schema differ."""
    if found["version"] != "ok":
        return [str(found["version"])]
    rows, schema = ({**each["rows"]} for each in (found, wanted)), ({*each["schema"]} for each in (found, wanted))
    mine, theirs = rows
    ours, others = schema
    return [*(table for table in theirs if mine.get(table) != theirs[table]), *sorted(ours ^ others)]
