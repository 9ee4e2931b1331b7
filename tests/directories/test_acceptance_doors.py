"""The acceptance list of the specification at the doors beside REST: the page, its files, and the command."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command

from comptoir.directories.models import DirectoryValue
from comptoir.pipelines.models import Pipeline
from comptoir.sales.models import Deal
from tests.directories.state import everything
from tests.directories.test_exchange import apply, exported
from tests.directories.test_saving import save
from tests.world import World

pytestmark = pytest.mark.django_db
EIGHT = ["NEW", "PREPARATION", "PREPAYMENT_INVOICE", "EXECUTING", "FINAL_INVOICE", "WON", "LOSE", "APOLOGY"]
GROUPS = [""] * 5 + ["success", "failure", "failure"]
Door = Callable[[World, str], list[dict[str, str]]]


def by_page(world: World, slug: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(world, "csv", slug))))


def by_command(world: World, slug: str) -> list[dict[str, str]]:
    out = io.StringIO()
    call_command("directories", "export", "--only", slug, stdout=out)
    return [{"name": "", "group": "", **row} for row in yaml.safe_load(out.getvalue())["lists"][slug]]


@pytest.mark.parametrize("door", [by_page, by_command])
def test_a_fresh_install_has_call_first_and_eight_deal_stages(world: World, door: Door) -> None:
    assert next(row["code"] for row in door(world, "source")) == "CALL"
    stages = door(world, "deal-stage")
    assert [row["code"] for row in stages] == EIGHT
    assert [row["group"] for row in stages] == GROUPS


def test_a_new_deal_pipeline_has_eight_prefixed_stages_and_from_the_tenth_on_a_shorter_code(world: World) -> None:
    client = world.client_of("admin")
    for _each in range(9):
        assert client.post("/settings/crm/pipelines/add/", {"name": "Export"}).status_code == 302
    numbers = [each.pk for each in Pipeline.objects.filter(item_type="deal", is_default=False).order_by("pk")]
    for number in numbers:
        rows = DirectoryValue.objects.filter(directory=f"DEAL_STAGE_{number}").order_by("sort")
        codes = [code[:21] if number > 9 else code for code in (f"C{number}:{bare}" for bare in EIGHT)]
        assert list(rows.values_list("code", flat=True)) == codes
        assert set(rows.values_list("pipeline_id", flat=True)) == {number}
    assert f"C{numbers[-1]}:PREPAYMENT_INVOIC" in codes


def test_a_code_is_added_once_with_its_prefix(world: World, tmp_path: Path) -> None:
    world.client_of("admin").post("/settings/crm/pipelines/add/", {"name": "Export"})
    number = Pipeline.objects.get(name="Export").pk
    slug, directory = f"deal-stage-{number}", f"DEAL_STAGE_{number}"
    file = tmp_path / "stages.csv"
    lines = exported(world, "csv", slug).splitlines(keepends=True)
    file.write_text("".join([*lines, f"{slug},C{number}:DECISION,Decision,,,,,,\n"]))
    call_command("directories", "import", str(file), stdout=io.StringIO())
    assert DirectoryValue.objects.get(directory=directory, code=f"C{number}:DECISION").pipeline_id == number
    before = everything()
    file.write_text("".join([*lines, f"{slug},C{number}:decision,Decision,,,,,,\n"]))
    with pytest.raises(Exception, match=r"exists already|not saved|cannot be changed"):
        call_command("directories", "import", str(file), stdout=io.StringIO())
    again = {"op": "add", "key": "n1", "name": "Decision", "code": f"C{number}:DECISION"}
    answer = save(world, slug, again, version=1)
    assert (answer.status_code, answer.json()["fields"]["n1"]) == (422, "This code exists already.")
    assert everything() == before


def test_won_is_renamed_and_restored_and_the_page_offers_no_way_to_delete_it(world: World) -> None:
    save(world, "deal-stage", {"op": "change", "code": "WON", "name": "Order received"})
    page = world.client_of("admin").get("/settings/crm/directories/deal-stage/").content.decode()
    assert "Order received" in page
    assert "Deal won" in page
    save(world, "deal-stage", {"op": "change", "code": "WON", "restore": True}, version=1)
    page = world.client_of("admin").get("/settings/crm/directories/deal-stage/").content.decode()
    assert "Order received" not in page.partition("data-detail")[0]
    before = everything()
    answer = save(world, "deal-stage", {"op": "delete", "code": "WON"}, version=2)
    assert answer.json()["fields"]["WON"] == "The success stage cannot be deleted: without it nothing could be won."
    assert everything() == before


def without(text: str, code: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if f",{code}," not in line)


def delete_by_page(world: World, _folder: Path) -> int:
    return save(world, "deal-stage", {"op": "delete", "code": "EXECUTING"}).status_code


def delete_by_file(world: World, _folder: Path) -> int:
    return apply(world, without(exported(world, "csv", "deal-stage"), "EXECUTING"))


def delete_by_command(world: World, folder: Path) -> int:
    file = folder / "stages.csv"
    file.write_text(without(exported(world, "csv", "deal-stage"), "EXECUTING"))
    with pytest.raises(CommandError):
        call_command("directories", "import", str(file), stdout=io.StringIO())
    return 422


@pytest.mark.parametrize("delete", [delete_by_page, delete_by_file, delete_by_command])
def test_a_stage_holding_one_deal_stays_and_so_does_the_deal(
    world: World, tmp_path: Path, delete: Callable[[World, Path], int]
) -> None:
    world.add("deal", title="Boat", stage="EXECUTING")
    before: Any = everything()
    assert delete(world, tmp_path) == 422
    assert everything() == before
    assert Deal.objects.get().stage == "EXECUTING"
