"""comptoir backup and comptoir restore, from one machine to another."""

import gzip
import io
import json
import tarfile
from pathlib import Path

import pyrage
import pytest

from tests.backup.conftest import NewPortal
from tests.backup.portal import IDENTITY, RECIPIENT, Portal


def test_brings_everything_back(backup: Path, portal: Portal, new_home: NewPortal) -> None:
    other = new_home()
    said = other.do("restore", backup)
    assert "The portal is restored" in said
    assert other.logins() == "ada"
    assert (other.home / "secret.key").read_text() == (portal.home / "secret.key").read_text()
    assert (other.home / "files/imports/clients.csv").read_bytes() == b"Name;City\n" * 1000
    assert sorted(path.name for path in other.home.iterdir() if path.name.startswith(".rest")) == []


def test_is_for_its_owner_alone(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


def test_leaves_nothing_beside_it(backup: Path, portal: Portal) -> None:
    assert [path.name for path in backup.parent.iterdir()] == ["portal.tar"]
    assert not (portal.home / ".backup-work").exists()


def test_says_what_it_holds(backup: Path, portal: Portal) -> None:
    with tarfile.open(backup) as tar:
        assert tar.getnames() == ["data.tar.gz", "about.json"]
        about = json.load(tar.extractfile("about.json"))
        packed = tar.extractfile("data.tar.gz").read()
    assert (about["proof"], about["kind"], about["sealed"]) == ("restored", "manual", "")
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(packed))) as inner:
        manifest = json.load(inner.extractfile("manifest.json"))
        assert manifest["database"]["tables"]["access_user"]["rows"] == 1
        assert set(manifest["members"]) == set(inner.getnames()) - {"manifest.json"}
    assert portal.do("restore", "--check", backup).startswith("The backup is whole")


def test_refuses_to_overwrite_a_file(backup: Path, portal: Portal) -> None:
    before = backup.read_bytes()
    assert "exists already" in portal.run("backup", backup).stderr
    assert backup.read_bytes() == before


def test_refuses_to_overwrite_a_portal(backup: Path, portal: Portal) -> None:
    refused = portal.run("restore", backup)
    assert (refused.returncode, "There is a portal here already" in refused.stderr) == (1, True)
    assert portal.logins() == "ada"


def test_refuses_what_is_no_backup(new_home: NewPortal, tmp_path: Path) -> None:
    other = new_home()
    for name, content in {"empty": b"", "text": b"hello " * 500, "zip": b"PK\3\4" * 300}.items():
        file = tmp_path / name
        file.write_bytes(content)
        assert "is no backup" in other.run("restore", file).stderr
    assert "There is no file" in other.run("restore", tmp_path / "nothing").stderr


def test_encrypted_with_a_passphrase(portal: Portal, new_home: NewPortal, tmp_path: Path) -> None:
    file, right, wrong = tmp_path / "sealed.tar", tmp_path / "right", tmp_path / "wrong"
    right.write_text("correct horse battery staple\n")
    wrong.write_text("correct horse battery stable\n")
    assert "encrypted with a passphrase" in portal.do("backup", file, "--passphrase-file", right)
    assert b"SQLite format" not in file.read_bytes()
    other = new_home()
    assert "--passphrase-file" in other.run("restore", file).stderr
    assert "does not open" in other.run("restore", file, "--passphrase-file", wrong).stderr
    assert sorted(path.name for path in other.home.iterdir()) == [".backup-work.lock", "secret.key"]
    other.do("restore", file, "--passphrase-file", right)
    assert other.logins() == "ada"


def test_encrypted_for_a_public_key(portal: Portal, new_home: NewPortal, tmp_path: Path) -> None:
    file, identity, stranger = tmp_path / "sealed.tar", tmp_path / "key.txt", tmp_path / "stranger.txt"
    identity.write_text(f"# public key: {RECIPIENT}\n{IDENTITY}\n")
    stranger.write_text(str(pyrage.x25519.Identity.generate()))
    assert "no public key" in portal.run("backup", file, "--recipient", "age1nonsense").stderr
    portal.do("backup", file, "--recipient", RECIPIENT)
    other = new_home()
    assert "--identity-file" in other.run("restore", file).stderr
    assert "does not open" in other.run("restore", file, "--identity-file", stranger).stderr
    other.do("restore", file, "--identity-file", identity)
    assert other.logins() == "ada"


@pytest.mark.parametrize("sealed", [False, True])
def test_a_flipped_byte_or_a_missing_end_is_noticed(
    portal: Portal, new_home: NewPortal, tmp_path: Path, sealed: bool
) -> None:
    file, identity = tmp_path / "whole.tar", tmp_path / "key.txt"
    identity.write_text(IDENTITY)
    portal.do("backup", file, *(["--recipient", RECIPIENT] if sealed else ["--plain"]))
    whole = file.read_bytes()
    data_end = 512 + int(whole[124:135], 8)
    places = [0, 130, 512, 600, data_end // 3, data_end // 2, data_end - 1, len(whole) - 2048 - 700]
    damaged = tmp_path / "damaged.tar"
    cases = [whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :] for place in places]
    cases += [whole[:length] for length in (0, 400, data_end // 2, data_end, len(whole) - 1500)]
    outcomes = _checked(portal, cases, tmp_path)
    assert set(outcomes) <= {"Damaged", "NotABackup"}, outcomes
    damaged.write_bytes(cases[4])
    other = new_home()
    refused = other.run("restore", damaged, "--identity-file", identity)
    assert (refused.returncode, "damaged" in refused.stderr) == (1, True)
    assert sorted(path.name for path in other.home.iterdir()) == [".backup-work.lock", "secret.key"]


def _checked(portal: Portal, cases: list[bytes], folder: Path) -> list[str]:
    """Check each in one process; return the name of what it raises."""
    for number, case in enumerate(cases):
        (folder / f"case-{number}").write_bytes(case)
    code = f"""
from pathlib import Path
from comptoir.backup.restore import Keys, check
for number in range({len(cases)}):
    try:
        check(Path({str(folder)!r}) / f"case-{{number}}", Keys(identity={IDENTITY!r}), here=False)
        print("whole")
    except Exception as error:
        print(type(error).__name__)
"""
    return portal.python(code).split()
