"""Packages of the operating system: installed where we may, named plainly where we may not."""

import os
import shutil
import subprocess

from steps import say


def may_install() -> bool:
    """Tell whether this machine takes Debian packages from us."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> bool:
    """Install Debian packages; False when that is not allowed here or fails."""
    if not may_install():
        return False
    say(f"Installing the system package {', '.join(packages)} ...")
    # An update that fails is no reason to stop: the lists may be there already.
    apt_get("update")
    return apt_get("install", "--yes", "--no-install-recommends", *packages)


def apt_get(*arguments: str) -> bool:
    done = subprocess.run(
        ["apt-get", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


def find_chromium() -> str | None:
    """Return the browser that the browser tests drive."""
    return next((path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), None)


def prepare_chromium() -> None:
    """Install Chromium where we may; otherwise say that the browser tests will be skipped."""
    if find_chromium() or (install("chromium", "fonts-liberation") and find_chromium()):
        return
    say("SKIPPED: the browser tests, as Chromium is not installed (on Debian, as root: apt-get install chromium).")
