"""Portals of their own, used through the commands."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.backup.portal import Portal

NewPortal = Callable[[], Portal]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal with a user, Ada, and a file, from which the others are copied."""
    portal = Portal(tmp_path_factory.mktemp("home")).set_up()
    yield portal
    portal.drop()


@pytest.fixture(scope="module")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewPortal]:
    """Makes an empty home, with an empty database, to restore into."""
    made: list[Portal] = []

    def make() -> Portal:
        made.append(Portal(tmp_path_factory.mktemp("home")))
        return made[-1]

    yield make
    for portal in made:
        portal.drop()


@pytest.fixture(scope="module")
def new_portal(new_home: NewPortal, template: Portal) -> NewPortal:
    """Makes a portal with Ada and her file."""
    return lambda: new_home().copy_of(template)


@pytest.fixture(scope="module")
def portal(new_portal: NewPortal) -> Portal:
    """A portal that the tests of a module leave as it is."""
    return new_portal()


@pytest.fixture(scope="module")
def backup(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backups") / "portal.tar"
    portal.do("backup", "--plain", file)
    return file
