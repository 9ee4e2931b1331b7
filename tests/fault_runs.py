"""Runs a scenario of tests.faults in a home, and on PostgreSQL in a database, of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tests.faults import Left, Report

ROOT = Path(__file__).resolve().parents[1]


def report_of(scenario: str, how: str, home: Path, moments: int = 20) -> Report:
    address = os.environ.get("COMPTOIR_DATABASE_URL", "")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMPTOIR_")}
    environment |= {"COMPTOIR_HOME": str(home), "PYTHONPATH": str(ROOT), "COMPTOIR_SECRET_KEY": "only-for-tests"}
    environment["COMPTOIR_BACKUP_BEFORE_MIGRATE"] = "no"
    if address:
        name = f"faults_{os.getpid()}_{abs(hash(home)) % 10**6}"
        environment["COMPTOIR_DATABASE_URL"] = urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
    command = [sys.executable, "-m", "tests.faults", scenario, "--how", how, "--moments", str(moments)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    told = json.loads(done.stdout)
    return Report(told["before"], told["whole"], told["steps"], [Left(**each) for each in told["left"]])
