"""Lists as files: written so that reading them changes nothing, and refused when they would do harm."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from comptoir.directories.models import DirectoryValue
from tests.directories.test_saving import codes, save
from tests.world import World

pytestmark = pytest.mark.django_db
IMPORT = "/settings/crm/directories/import/"


def exported(world: World, file_format: str, slug: str = "source") -> str:
    answer = world.client_of("admin").get(f"/settings/crm/directories/{slug}/export/?format={file_format}")
    assert answer.status_code == 200
    return answer.content.decode()


def upload(world: World, content: bytes, name: str = "lists.yaml") -> str:
    answer = world.client_of("admin").post(IMPORT, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code in (200, 422), answer.status_code
    return answer.content.decode()


def apply(world: World, content: str) -> int:
    return world.client_of("admin").post(IMPORT, {"content": content, "apply": "1"}).status_code


@pytest.mark.parametrize("file_format", ["yaml", "csv"])
def test_what_was_exported_changes_nothing(world: World, file_format: str) -> None:
    save(
        world,
        "source",
        {"op": "change", "code": "WEB", "name": "Site; “web”, =1", "names": {"fr": "Site"}, "colour": "#0a66c2"},
    )
    text = exported(world, file_format)
    assert "Nothing to change" in upload(world, text.encode())


@pytest.mark.parametrize("file_format", ["yaml", "csv"])
def test_a_file_brings_the_list_to_what_it_says_and_a_second_time_does_nothing(world: World, file_format: str) -> None:
    save(
        world,
        "source",
        {"op": "add", "key": "n", "name": "LinkedIn"},
        {"op": "change", "code": "CALL", "name": "Phone"},
        {"op": "order", "codes": ["n", "CALL"]},
        {"op": "delete", "code": "WEB"},
    )
    text, wanted = exported(world, file_format), codes("SOURCE")
    save(
        world,
        "source",
        {"op": "delete", "code": wanted[0]},
        {"op": "change", "code": "CALL", "restore": True},
        version=1,
    )
    shown = upload(world, text.encode())
    assert "added" in shown
    assert "renamed" in shown
    assert apply(world, text) == 302
    assert codes("SOURCE") == wanted
    assert DirectoryValue.objects.get(directory="SOURCE", code="CALL").name == "Phone"
    assert "Nothing to change" in upload(world, text.encode())


def test_a_value_in_use_is_not_removed_by_a_file(world: World) -> None:
    world.add("company", title="One", source="WEB")
    text = "\n".join(line for line in exported(world, "csv").splitlines() if ",WEB," not in line) + "\n"
    assert "Records use this value" in upload(world, text.encode())
    assert apply(world, text) == 422
    assert "WEB" in codes("SOURCE")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"nonsense", b"\xff\xfe\x00", b"comptoir: 2\nlists: {}\n", b"comptoir: 1\nlists: [1]\n",
        b"a: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]\n", b"!!python/object/apply:os.system ['true']\n", b"[" * 60_000,
        b"list,code\nsource,CALL\n", b"x" * (1024 * 1024 + 1),
    ],
    ids=["empty", "nonsense", "encoding", "version", "shape", "bomb", "tag", "nested", "columns", "large"],
)  # fmt: skip
def test_what_is_no_export_is_refused_with_a_sentence(world: World, content: bytes) -> None:
    assert "This file is no export of lists" in upload(world, content)


def test_export_and_import_need_the_right(world: World) -> None:
    for address in (IMPORT, "/settings/crm/directories/export/", "/settings/crm/directories/source/export/"):
        assert world.client_of("alice").get(address).status_code == 403
