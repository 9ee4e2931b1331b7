"""Fixtures of the browser tests: Chromium driven by Playwright; skipped, with the reason, where it is missing.

A plugin (pyproject.toml): tests ask for `visit` (somebody's page, at an address) without importing a fixture.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect, sync_playwright

if TYPE_CHECKING:
    from comptoir.access.models import User


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
TIMEOUT = 20_000
expect.set_options(timeout=TIMEOUT)


@dataclass
class Visit:
    """Opens pages; whatever the browser refuses and whatever goes wrong on the server fails the test at its end."""

    browser: Browser
    url: str
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __call__(
        self,
        address: str,
        user: "User | str | None" = "admin",
        language: str = "en",
        *,
        apart: bool = False,
        **device: Any,
    ) -> Page:
        """Open an address as somebody (a name of the cast, or nobody), in a language.

        One page is used over and over; `apart`, or words about the device (viewport, color_scheme …), open another
        browser beside it.
        """
        page = self.open(**device) if apart or device or not self.contexts else self.contexts[-1].pages[0]
        self.sign_in(page, user, language)
        page.goto(f"{self.url}{address}")
        return page

    def open(self, **device: Any) -> Page:
        """A browser of its own, on a screen of 1440 by 900 where nothing else is said, with one empty page."""
        context = self.browser.new_context(**{"locale": "fr-FR", "viewport": {"width": 1440, "height": 900}} | device)
        context.set_default_timeout(TIMEOUT)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._heed)
        page.on("response", self._check)
        return page

    def sign_in(self, page: Page, user: "User | str | None", language: str) -> None:
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if user is not None:
            client = Client()
            client.force_login(_of_the_cast(user) if isinstance(user, str) else user)
            cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": name, "value": value, "url": self.url} for name, value in cookies.items()])

    def _heed(self, said: ConsoleMessage) -> None:
        if "Content Security" in said.text:
            self.faults.append(said.text)

    def _check(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def _of_the_cast(name: str) -> "User":
    """Return the user of that name: the one of the test's own world, else of a new one."""
    # Models are not there yet when plugins are loaded.
    from comptoir.access.models import User
    from tests.world import World

    return User.objects.filter(login=name).first() or World().who(name)


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
def visit(chromium: Browser, transactional_db: None, live_server: Any) -> Iterator[Visit]:
    """Open pages of a running server as somebody: `visit("/deals/", "alice", "fr")`.

    Its browsers are closed before the database is emptied.
    """
    visiting = Visit(chromium, live_server.url)
    yield visiting
    visiting.close()
    assert visiting.faults == []
