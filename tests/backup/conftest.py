"""Portals of their own, made once for a module where nothing changes them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.backup.portal import Portal


@pytest.fixture(scope="module")
def new_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Portal]]:
    made: list[Portal] = []

    def make() -> Portal:
        made.append(Portal(tmp_path_factory.mktemp("home")))
        return made[-1]

    yield make
    for portal in made:
        portal.drop()


@pytest.fixture(scope="module")
def portal(new_portal: Callable[[], Portal]) -> Portal:
    """A portal with a user, Ada, and a file."""
    return new_portal().set_up()


@pytest.fixture(scope="module")
def backup(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backups") / "portal.tar"
    portal.do("backup", file)
    return file
