"""What every test may ask for: the cast, the test data, a stopped clock (a browser: tests/browser.py)."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.db.models.signals import post_migrate

from comptoir.ops.first_start import load_defaults
from tests.clock import moment
from tests.world import World

ROOT = Path(__file__).resolve().parents[1]


def folder_or_skip(variable: str, default: str) -> Path:
    folder = Path(os.environ.get(variable) or ROOT / default)
    if not folder.is_dir():
        pytest.skip(f"{variable} names no folder, and {default} is not beside the checkout")
    return folder


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of real input files (COMPTOIR_TEST_DATA)."""
    return folder_or_skip("COMPTOIR_TEST_DATA", "../shared/data")


@pytest.fixture(scope="session")
def spec_folder() -> Path:
    """The folder of the specification (COMPTOIR_TEST_SPEC)."""
    return folder_or_skip("COMPTOIR_TEST_SPEC", "../shared/spec")


@pytest.fixture
def frozen() -> Iterator[Any]:
    """Stop the clock on Monday 2 June 2025, 10:00 in Paris; `frozen.move_to(moment(...))` sets it."""
    with time_machine.travel(moment("2025-06-02 10:00"), tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> None:
    """Hash passwords in microseconds: the real hasher is slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Load what every account has; again after each flush, which ends a test with a live server."""
    with django_db_blocker.unblock():
        load_defaults()
    post_migrate.connect(_load_again, sender=apps.get_app_config("access"))


def _load_again(**_: Any) -> None:
    load_defaults()


@pytest.fixture
def world(db: None) -> World:
    """The company in which the test plays: tests/world.py."""
    return World()
