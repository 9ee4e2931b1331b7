"""What the settings read during tests: a throw-away COMPTOIR_HOME and nothing of the caller's but the database address.

Loaded by pytest before the settings (pyproject.toml, addopts), in each worker process of its own.
"""

import atexit
import os
import shutil
import tempfile

KEPT = ("COMPTOIR_DATABASE_URL", "COMPTOIR_DATABASE_URL_FILE", "COMPTOIR_TEST_DATA", "COMPTOIR_TEST_SPEC")

for name in [name for name in os.environ if name.startswith("COMPTOIR_") and name not in KEPT]:
    del os.environ[name]

home = tempfile.mkdtemp(prefix="comptoir-tests-")
atexit.register(shutil.rmtree, home, ignore_errors=True)
os.environ["COMPTOIR_HOME"] = home
os.environ["COMPTOIR_SECRET_KEY"] = "not-a-secret-only-for-tests"
# Playwright keeps an event loop running in the test's thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
