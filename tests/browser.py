"""Fixtures of the browser tests: Chromium driven by Playwright; skipped, with the reason, where it is missing.

A plugin (pyproject.toml): tests ask for `page` without importing anything.
"""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

# Chromium must not look for anything outside: the tests talk to this machine only.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# A busy machine may be slow; what never comes is missed all the same.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, for one file of tests: Playwright's event loop must not run on beneath other tests."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, transactional_db: None) -> Iterator[Page]:
    """A page of its own, French, on a screen of 1440 by 900; closed before the database is emptied."""
    context = chromium.new_context(locale="fr-FR", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()
