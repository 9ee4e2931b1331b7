"""Changing the mapping and the options of an import that has not been started."""

from comptoir.access.models import User
from comptoir.imports.errors import RunNotReady
from comptoir.imports.mapping import Plan, plan_to_json
from comptoir.imports.models import ImportRun
from comptoir.imports.options import ImportOptions, options_to_json
from comptoir.imports.queries import importer_for
from comptoir.imports.source import open_source


def change_import(run: ImportRun, plan: Plan, options: ImportOptions, *, actor: User) -> ImportRun:
    """Keep the mapping and the options. Errors: RunNotReady, FileRefused, MappingRefused."""
    if run.state != ImportRun.State.DRAFT:
        raise RunNotReady
    source = open_source(run.path, run.name, importer_for(run.item_type, actor), options, plan)
    run.plan, run.options, run.total = plan_to_json(plan), options_to_json(options), source.found.rows
    run.save(update_fields=["plan", "options", "total"])
    return run
