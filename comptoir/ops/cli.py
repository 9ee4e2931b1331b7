"""The `comptoir` command: Django's management under our name, with refusals as one plain sentence."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import ManagementUtility
from django.db import OperationalError

from comptoir.backup.unfinished import unfinished_restore, what_to_do
from comptoir.kit.errors import CrmError
from comptoir.ops.admission import admitted
from comptoir.ops.preflight import CannotStart

REFUSED = 1
INTERRUPTED = 130


def main(argv: list[str] | None = None) -> None:
    """Run one command; `comptoir help` lists them.

    Errors: exits with 1 when a command refuses, 2 when the settings or the machine do not allow a start.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")
    try:
        _load_settings()
        arguments = sys.argv[1:] if argv is None else argv
        _require_whole_home(arguments)
        with admitted(arguments):
            ManagementUtility(["comptoir", *arguments]).execute()
    except CannotStart as error:
        _stop(str(error), error.exit_code)
    except CrmError as error:
        _stop(" ".join([str(error), *(f"{field}: {text}" for field, text in error.fields.items())]), REFUSED)
    except OperationalError as error:
        _stop(f"The database does not do its work: {str(error).strip()}.", CannotStart.exit_code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _load_settings() -> None:
    """Read the settings before anything else, as Django would answer a wrong one with "Unknown command"."""
    try:
        _ = settings.INSTALLED_APPS
    except ImproperlyConfigured as error:
        _stop(str(error), CannotStart.exit_code)
    except OSError as error:
        _stop(f"{error.filename} cannot be used: {error.strerror}.", CannotStart.exit_code)


def _require_whole_home(argv: list[str]) -> None:
    """Refuse to start on a home that a killed restore has left half filled; only the restore itself may go on."""
    begun = unfinished_restore(settings.COMPTOIR_HOME)
    if begun and argv[:1] not in ([], ["help"], ["restore"]) and "--help" not in argv:
        raise CannotStart(what_to_do(begun))


def _stop(sentence: str, exit_code: int) -> None:
    print(f"comptoir: {sentence}", file=sys.stderr)
    sys.exit(exit_code)
