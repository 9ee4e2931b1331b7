"""The virtual environment: made once, filled with the locked packages, with ourselves under the name comptoir."""

import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import system
from places import BIN, REQUIREMENTS, ROOT, VENV
from steps import Step, mark_done, run, say

from comptoir.ops.preflight import CannotStart


def prepare(lock: str) -> None:
    """Make .venv hold what requirements/<lock>.txt names; "dev" holds all of "runtime" at the same versions."""
    if not works(VENV):
        make(VENV)
    dev, runtime = step("dev"), step("runtime")
    if lock == "runtime":
        runtime.run_if_needed()
    else:
        dev.run_if_needed()
        mark_done(runtime.name, runtime.fingerprint())
    ourselves().run_if_needed()


def works(venv: Path) -> bool:
    """Tell whether the environment is whole: its Python starts, is new enough and has pip."""
    check = "import sys, importlib.util as find; sys.exit(sys.version_info < (3, 11) or not find.find_spec('pip'))"
    try:
        return subprocess.run([venv / "bin" / "python", "-c", check], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make(venv: Path) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not system.install(package):
            raise CannotStart(f"Python's venv module is missing; install it first: apt-get install {package}")
    say("Making the virtual environment ...")
    shutil.rmtree(venv, ignore_errors=True)
    run([sys.executable, "-m", "venv", venv], f"The virtual environment {venv} could not be made.")


def step(lock: str) -> Step:
    requirements = REQUIREMENTS / f"{lock}.txt"
    return Step(
        name=f"packages-{lock}",
        doing="Installing the Python packages ...",
        reads=(requirements,),
        makes=(BIN / "uv", BIN / "granian", BIN / "npm"),
        action=lambda: install(requirements),
    )


def install(requirements: Path) -> None:
    install_uv()
    run(
        [BIN / "uv", "pip", "install", "--python", BIN / "python", "--require-hashes", "--requirements", requirements],
        "The Python packages could not be installed.",
    )


def install_uv() -> None:
    """Install the locked uv with pip, which is slow but always there; uv installs the rest."""
    pinned = re.search(r"^uv==.*(?:\n    .*)*", (REQUIREMENTS / "runtime.txt").read_text(), re.MULTILINE)
    if pinned is None:
        raise CannotStart("requirements/runtime.txt does not name uv; run bin/lock.")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(pinned[0] + "\n")
        file.flush()
        run(
            [BIN / "python", "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r", file.name],
            "The Python packages could not be installed: the package index did not answer.",
        )


def ourselves() -> Step:
    command: list[str | Path] = [
        *(BIN / "uv", "pip", "install", "--python", BIN / "python"),
        *("--offline", "--no-deps", "--no-build-isolation", "--editable", ROOT),
    ]
    return Step(
        name="comptoir",
        doing="Installing the command comptoir ...",
        reads=(ROOT / "pyproject.toml",),
        makes=(BIN / "comptoir",),
        action=lambda: run(command, "The command comptoir could not be installed."),
    )
