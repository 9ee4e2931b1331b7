"""Bad input at every door of the lists: a sentence in the reader's language, a 4xx, and nothing has changed."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.http import HttpResponse

from comptoir.kit.errors import CrmError
from tests.directories.state import everything
from tests.items.rest.conftest import Callers
from tests.rest.conftest import Rest
from tests.world import World

pytestmark = pytest.mark.django_db
SAVE = "/settings/crm/directories/{}/save/"
IMPORT = "/settings/crm/directories/import/"
LONG = "x" * 10_000
HEAD = "comptoir: 1\nlists:\n  source:\n"
BOMB = "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\ncomptoir: 1\nlists: {source: [*c,*c]}\n"
SENTENCES = (
    "Donnez un nom", "trop long", "Une couleur", "Ce code", "exactement une étape", "pas le droit",
    "n’est pas comprise", "trop volumineux", "n’est plus dans la liste", "Quelqu’un d’autre", "n’est pas un export",
    "valeur par défaut", "même nature", "langues", "ne peut pas être supprimée", "groupe", "corrigez", "Corrigez",
    "n’existe pas", "masquée", "Aucune liste", "appartiennent à un groupe", "plusieurs fois", "deux fois",
)  # fmt: skip


@pytest.fixture
def unchanged(world: World) -> Any:
    """Compare all lists, items, events and jobs before and after the test."""
    world.add("deal", title="Boat", stage="EXECUTING", source="WEB")
    assert world.alice
    before = everything()
    yield
    assert everything() == before


def post(world: World, slug: str, body: str | bytes, by: str = "admin") -> HttpResponse:
    client = world.client_of(by, "fr")
    answer: HttpResponse = client.post(SAVE.format(slug), body, "application/json", HTTP_ACCEPT="application/json")
    return answer


def told(answer: HttpResponse) -> str:
    body = json.loads(answer.content)
    return " ".join([body["message"], *body.get("fields", {}).values()])


def add(**values: Any) -> dict[str, Any]:
    return {"op": "add", "key": "n1", "name": "New", **values}


def change(**values: Any) -> dict[str, Any]:
    return {"op": "change", "code": "EMAIL", **values}


@pytest.mark.usefixtures("unchanged")
class TestThePage:
    @pytest.mark.parametrize(
        ("slug", "edit"),
        [
            ("source", add(name="")), ("source", add(name=LONG)), ("source", add(name="\u202e\u2066\u200b")),
            ("source", change(name="")), ("source", change(name=LONG)), ("source", change(names={"fr": LONG})),
            ("source", change(names={"xx": "a"})), ("source", add(colour="red")), ("source", change(colour="#12")),
            ("source", change(colour="url(javascript:1)")), ("source", add(code="call")),
            ("source", add(code="x" * 51)), ("source", add(code="a\u202eb")), ("deal-stage", add(code="É")),
            ("deal-stage", add(code="A B")), ("deal-stage", add(semantics="S")), ("deal-stage", add(semantics="Z")),
            ("source", add(semantics="F")), ("source", add(key="CALL")), ("source", change(code="NOPE", name="a")),
            ("source", change(code="\x00", name="a")), ("source", change(hidden=True, default=True)),
            ("deal-stage", {"op": "delete", "code": "WON"}), ("source", {"op": "delete", "code": "CALL"}),
            ("source", {"op": "delete", "code": "WEB"}),
            ("source", {"op": "delete", "code": "WEB", "replace_by": "NOPE"}),
            ("source", {"op": "delete", "code": "WEB", "replace_by": "WEB"}),
            ("deal-stage", {"op": "delete", "code": "EXECUTING", "replace_by": "WON"}),
            ("deal-stage", {"op": "change", "code": "NEW", "hidden": True}),
        ],
    )  # fmt: skip
    def test_refuses_the_whole_save(self, world: World, slug: str, edit: dict[str, Any]) -> None:
        sound = {"op": "change", "code": "NEW" if slug == "deal-stage" else "OTHER", "name": "Renamed"}
        answer = post(world, slug, json.dumps({"version": 0, "edits": [sound, edit]}))
        assert answer.status_code == 422
        assert any(sentence in told(answer) for sentence in SENTENCES), told(answer)
        assert len(json.loads(answer.content)["fields"]) == 1

    @pytest.mark.parametrize(
        "edits",
        [
            "x", {}, [1], [[]], [None], [{}], [{"op": "change"}], [change(name=1)], [change(name=["a"])],
            [change(names=["fr"])], [change(names={"fr": {"a": "b"}})], [change(hidden="yes")], [change(default=1)],
            [{"op": "order", "codes": "CALL"}], [{"op": "order", "codes": [1]}], [{"op": "order", "codes": None}],
            [{"op": ["change"], "code": "CALL"}], [change(id=7)], [change(sort=1)], [add(is_system=True)],
        ],
    )  # fmt: skip
    def test_does_not_understand_other_types(self, world: World, edits: Any) -> None:
        answer = post(world, "source", json.dumps({"version": 0, "edits": edits}))
        assert answer.status_code == 400
        assert "n’est pas comprise" in told(answer)

    @pytest.mark.parametrize("version", ['"0"', "null", "1.5", "[]", "true", "NaN", "1e999"])
    def test_needs_a_version(self, world: World, version: str) -> None:
        body = json.dumps(change(name="a"))
        answer = post(world, "source", f'{{"version": {version}, "edits": [{body}]}}')
        assert answer.status_code == 400

    def test_does_not_take_half_a_letter(self, world: World) -> None:
        answer = post(
            world, "source", b'{"version": 0, "edits": [{"op": "change", "code": "EMAIL", "name": "\\ud800"}]}'
        )
        assert answer.status_code in (400, 422)

    @pytest.mark.parametrize("name", ["x" * 10_000_000, ["x"] * 2_000_000], ids=["name", "order"])
    def test_ten_megabytes_are_too_many(self, world: World, name: Any) -> None:
        edit = change(name=name) if isinstance(name, str) else {"op": "order", "codes": name}
        answer = post(world, "source", json.dumps({"version": 0, "edits": [edit]}))
        assert answer.status_code == 413
        assert "trop volumineux" in told(answer)

    def test_so_are_501_edits(self, world: World) -> None:
        answer = post(world, "source", json.dumps({"version": 0, "edits": [change(name="a")] * 501}))
        assert answer.status_code == 413

    def test_is_for_who_may_change_settings(self, world: World) -> None:
        answer = post(world, "source", json.dumps({"version": 0, "edits": [change(name="Mine")]}), by="alice")
        assert answer.status_code == 403
        assert "pas le droit" in told(answer)

    def test_a_list_that_is_not_there(self, world: World) -> None:
        assert post(world, "nothing", json.dumps({"version": 0, "edits": [change(name="a")]})).status_code == 404

    @pytest.mark.parametrize("name", ["", " ", LONG, "\u202e"])
    def test_pipelines_need_a_name(self, world: World, name: str) -> None:
        answer = world.client_of("admin", "fr").post("/settings/crm/pipelines/add/", {"name": name})
        assert answer.status_code == 422

    def test_a_pipeline_that_cannot_be_copied(self, world: World) -> None:
        for source in ("99", "x", "-1", "9" * 30):
            values = {"name": "Export", "copy_from": source}
            assert world.client_of("admin", "fr").post("/settings/crm/pipelines/add/", values).status_code == 404


def test_a_stale_version_tells_what_the_others_did(world: World) -> None:
    post(world, "source", json.dumps({"version": 0, "edits": [change(name="Courriel")]}))
    before = everything()
    answer = post(world, "source", json.dumps({"version": 0, "edits": [change(name="Lettre")]}))
    assert answer.status_code == 409
    assert "Quelqu’un d’autre" in told(answer)
    assert "Courriel" in json.loads(answer.content)["since"][0]["text"]
    assert everything() == before


def row(**values: str) -> str:
    """Return a file that has one row more than the page would take."""
    shown = {"code": "X", "name": "New", **values}
    return HEAD + "  - {" + ", ".join(f'{name}: "{value}"' for name, value in shown.items()) + "}\n"


FILES = [
    BOMB, "!!python/object/apply:os.system [x]", "{" * 5_000, "[" * 60_000, "- x\n" * 20_000, "\x00", "comptoir: 1",
    "comptoir: x\nlists: {}", "comptoir: 1\nlists: {source: 7}", "comptoir: 1\nlists: {source: [[]]}",
    HEAD + "  - {code: 7}", HEAD + "  - {code: X, name: [a]}", HEAD + "  - {code: X, name: N, names: [a]}",
    HEAD + "  - {code: X, name: N, hidden: maybe}", HEAD + "  - {code: X, name: N, sort: 1}",
    "comptoir: 1\nlists: {nothing: []}", row(name=""), row(name=LONG), row(code="call"), row(code="é" * 51),
    row(colour="red"), row(group="success"), row(group="nonsense"), row(name="\\ud800", code="\\ud800"),
    HEAD + "  - {code: X, name: A}\n  - {code: X, name: B}\n", HEAD + "  - {code: CALL, name: Tel, names: {xx: a}}",
    "list,code\nsource,CALL\n", 'list,code,name,name_fr,name_en,colour,group,hidden,default\n"source,CALL\n',
]  # fmt: skip


@pytest.mark.usefixtures("unchanged")
class TestAFile:
    @pytest.mark.parametrize("number", range(len(FILES)))
    def test_is_refused_by_the_page(self, world: World, number: int) -> None:
        client = world.client_of("admin", "fr")
        answer = client.post(IMPORT, {"content": FILES[number], "apply": "1"})
        assert answer.status_code == 422
        assert any(sentence in answer.content.decode() for sentence in SENTENCES)

    @pytest.mark.parametrize("number", range(len(FILES)))
    def test_is_refused_by_the_command(self, world: World, tmp_path: Path, number: int) -> None:
        assert world.admin
        file = tmp_path / "lists.yaml"
        file.write_text(FILES[number], encoding="utf-8")
        with pytest.raises((CommandError, CrmError)):
            call_command("directories", "import", str(file), stdout=io.StringIO())

    def test_of_ten_megabytes_is_refused(self, world: World) -> None:
        large = SimpleUploadedFile("lists.yaml", b"x" * 10_000_000)
        assert world.client_of("admin", "fr").post(IMPORT, {"file": large}).status_code == 422

    def test_is_for_who_may_change_settings(self, world: World) -> None:
        content = {"content": HEAD + "  - {code: CALL, name: Mine}\n", "apply": "1"}
        assert world.client_of("alice", "fr").post(IMPORT, content).status_code == 403


NESTED: Any = []
for _level in range(60):
    NESTED = [NESTED]


@pytest.mark.usefixtures("unchanged")
class TestRest:
    @pytest.mark.parametrize(
        ("method", "params"),
        [
            ("crm.status.add", {"fields": {"ENTITY_ID": "SOURCE", "STATUS_ID": "X", "NAME": ""}}),
            ("crm.status.add", {"fields": {"ENTITY_ID": "SOURCE", "STATUS_ID": "X", "NAME": LONG}}),
            ("crm.status.add", {"fields": {"ENTITY_ID": "SOURCE", "STATUS_ID": "X", "NAME": "\u202e\u2066"}}),
            ("crm.status.add", {"fields": {"ENTITY_ID": "SOURCE", "STATUS_ID": "X", "NAME": "N", "COLOR": "red"}}),
            ("crm.status.add", {"fields": {"ENTITY_ID": "SOURCE", "STATUS_ID": "a\u202eb", "NAME": "N"}}),
            ("crm.status.add", {"fields": {"ENTITY_ID": "SOURCE", "STATUS_ID": "CALL", "NAME": "N"}}),
            ("crm.status.add", {"fields": {"ENTITY_ID": "SOURCE", "STATUS_ID": {"a": "b"}, "NAME": "N"}}),
            ("crm.status.add", {"fields": {"ENTITY_ID": "SOURCE", "STATUS_ID": "X", "NAME": {"a": ["b"]}}}),
            ("crm.status.add", {"fields": {"ENTITY_ID": "STATUS", "STATUS_ID": "X", "NAME": "N", "SEMANTICS": "S"}}),
            ("crm.status.add", {"fields": {"ENTITY_ID": "DEAL_STAGE_99", "STATUS_ID": "X", "NAME": "N"}}),
            ("crm.status.add", {"fields": NESTED}),
            ("crm.status.add", {"fields": {"ENTITY_ID": NESTED, "STATUS_ID": "X", "NAME": "N"}}),
            ("crm.status.update", {"id": {"a": 1}, "fields": {"NAME": "N"}}),
            ("crm.status.update", {"id": "1; DROP TABLE x", "fields": {"NAME": "N"}}),
            ("crm.status.update", {"id": 10**30, "fields": {"NAME": "N"}}),
            ("crm.status.delete", {"id": "x"}),
            ("crm.status.delete", {"id": [1], "params": {"FORCED": "Y"}}),
            ("crm.status.entity.items", {"entityId": {"a": "b"}}),
            ("crm.status.list", {"filter": "x"}),
            ("crm.category.add", {"entityTypeId": 2, "fields": {"name": ""}}),
            ("crm.category.add", {"entityTypeId": 2, "fields": {"name": LONG}}),
            ("crm.category.add", {"entityTypeId": 2, "fields": {"name": {"a": "b"}}}),
            ("crm.category.add", {"entityTypeId": 2, "fields": {"name": "Export", "sort": "first"}}),
            ("crm.category.add", {"entityTypeId": {"a": 2}, "fields": {"name": "Export"}}),
            ("crm.category.update", {"entityTypeId": 2, "id": "x", "fields": {"name": "Export"}}),
            ("crm.category.update", {"entityTypeId": 2, "id": 0, "fields": {"name": " "}}),
            ("crm.category.delete", {"entityTypeId": 2, "id": 0}),
            ("crm.dealcategory.add", {"fields": {"NAME": ""}}),
            ("crm.dealcategory.update", {"id": 99, "fields": {"NAME": "N"}}),
            ("crm.invoice.status.add", {"fields": {"NAME": LONG, "SORT": 1}}),
            ("crm.invoice.status.delete", {"id": 999_999}),
        ],
    )  # fmt: skip
    def test_refuses(self, rest: Rest, method: str, params: dict[str, Any]) -> None:
        status, _code, text = rest(method, params).error
        assert status == 400
        assert text

    def test_refuses_ten_megabytes_in_a_name(self, rest: Rest) -> None:
        fields = {"ENTITY_ID": "SOURCE", "STATUS_ID": "X", "NAME": "x" * 10_000_000}
        assert rest("crm.status.add", {"fields": fields}).error[0] in (400, 413)

    @pytest.mark.parametrize(
        "body", [b"{", b'{"fields": ' + b"[" * 10_000, b"\xff\xfe", b'{"fields": {"NAME": "\\ud800"}}']
    )
    def test_refuses_what_is_no_json(self, rest: Rest, body: bytes) -> None:
        assert rest.post("crm.status.add", body, "application/json").error[0] == 400

    def test_is_for_who_may_change_settings(self, as_: Callers) -> None:
        fields = {"ENTITY_ID": "SOURCE", "STATUS_ID": "X", "NAME": "N"}
        assert as_("alice")("crm.status.add", {"fields": fields}).error == (400, "", "Access denied.")
