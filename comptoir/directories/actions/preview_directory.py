"""Trying edits without writing them: the warnings they deserve."""

from collections.abc import Sequence
from datetime import datetime

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.directories.catalogue import Directory
from comptoir.directories.draft import DirectoryDraft
from comptoir.directories.edits import Add, Edit
from comptoir.directories.models import DirectoryValue
from comptoir.directories.queries import reader_language
from comptoir.directories.warnings import Notice, warnings_of


def preview_directory(directory: Directory, edits: Sequence[Edit], *, actor: User, now: datetime) -> list[Notice]:
    """Return the warnings about the directory as it would be; new values go by their keys.

    Errors: Forbidden, InvalidEdits.
    """
    require_settings(actor)
    rows = list(DirectoryValue.objects.filter(directory=directory.code).order_by("sort", "id"))
    draft = DirectoryDraft(directory, rows, reader_language())
    draft.apply(edits)
    kept = [value for value in draft.values if value.code not in draft.removed]
    keys = {draft.codes[edit.key].code: edit.key for edit in edits if isinstance(edit, Add)}
    found = warnings_of(directory, kept, reader_language(), now)
    return [Notice(keys.get(notice.code, notice.code), notice.text) for notice in found]
