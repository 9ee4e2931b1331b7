"""The options of an import, apart from the mapping; the same shape for the command, the page and the stored run."""

import msgspec

from comptoir.imports.errors import MappingRefused
from comptoir.imports.readers import FileOptions

CREATABLE = ("companies", "contacts", "products", "values", "pipelines", "stages", "departments", "users")


class ImportOptions(msgspec.Struct, kw_only=True):
    """Empty values are guessed or left out.

    originator  the name of the system the file comes from: with the external id it tells a known row
    id_column   the heading of the column that holds the external id
    create      what may be created when a name is not found: companies, contacts, products, values, pipelines, stages
    language    in which the reasons of refused rows are written
    update      change known rows rather than leave them alone
    """

    encoding: str = ""
    delimiter: str = ""
    header: bool | None = None
    sheet: str = ""
    originator: str = ""
    id_column: str = ""
    create: list[str] = []
    pipeline: str = ""
    currency: str = ""
    update: bool = False
    dates: str = ""
    language: str = ""

    @property
    def file_options(self) -> FileOptions:
        return FileOptions(self.encoding, self.delimiter, self.header, self.sheet)


def options_of(data: dict[str, object]) -> ImportOptions:
    """Return the options in a stored or submitted mapping. Errors: MappingRefused."""
    try:
        options = msgspec.convert(data, ImportOptions)
    except msgspec.ValidationError as error:
        raise MappingRefused(str(error)) from error
    for name in options.create:
        if name not in CREATABLE:
            raise MappingRefused(f"{name!r} cannot be created by an import; known: {', '.join(CREATABLE)}.")
    return options


def options_to_json(options: ImportOptions) -> dict[str, object]:
    built: dict[str, object] = msgspec.to_builtins(options)
    return built
