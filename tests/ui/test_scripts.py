"""The unit tests of scripts (comptoir/**/*.test.ts) pass: `npm test` shows them one by one."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_scripts() -> None:
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    if node is None or not (ROOT / "node_modules").exists():
        pytest.skip("the packages of the pages are not installed (npm ci)")
    command = [node, "comptoir/ui/build/test.mjs"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
