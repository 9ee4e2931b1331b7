"""Where the shared test data are, and a file with the content a test states."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WriteFile = Callable[[str | bytes], Path]


@pytest.fixture(scope="session")
def data() -> Path:
    folder = Path(os.environ.get("COMPTOIR_TEST_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the test data are not at {folder}: set COMPTOIR_TEST_DATA")
    return folder


@pytest.fixture
def write(tmp_path: Path) -> WriteFile:
    def write_file(content: str | bytes, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file
