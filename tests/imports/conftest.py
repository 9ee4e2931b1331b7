"""Where the shared test data are, a file with the content a test states, and who imports it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from comptoir.access.models import User
from tests.world import World

WriteFile = Callable[..., Path]


@pytest.fixture(scope="session")
def data(data_folder: Path) -> Path:
    return data_folder


@pytest.fixture
def write(tmp_path: Path) -> WriteFile:
    def write_file(content: str | bytes, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture
def admin(world: World) -> User:
    return world.admin
