"""What an import refuses: the file as a whole, or its mapping. Refused rows are reported, never raised."""

from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import Conflict, Forbidden, Invalid, NotFound


class FileRefused(Invalid):
    """Nothing of the file has been imported."""

    code = "file_refused"
    message = _("This file cannot be read. Save it as CSV or XLSX and try again.")


class MappingRefused(Invalid):
    code = "mapping_refused"
    message = _("The columns do not fit this type of record. Check the mapping.")


class RunNotReady(Conflict):
    code = "run_not_ready"
    message = _("This import has already been started.")


class RunTaken(Conflict):
    code = "run_taken"
    message = _("This import is being carried on elsewhere.")


class NoSuchImporter(NotFound):
    code = "no_importer"
    message = _("Nothing of this kind can be imported.")


class ImportRefused(Forbidden):
    code = "import_refused"
    message = _("You do not have the right to import these records. Ask an administrator.")
