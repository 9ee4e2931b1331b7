"""What figures are about: a client, a person, a department, or the whole portal."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClientSubject:
    """A contact or a company: the code of its item type, its id, and whether a company counts with its contacts."""

    type_code: str
    id: int
    with_contacts: bool = True


@dataclass(frozen=True, slots=True)
class PersonSubject:
    """A user: the records that they are responsible for."""

    id: int


@dataclass(frozen=True, slots=True)
class DepartmentSubject:
    """A department: the records whose responsible person works there today, or in a department below it."""

    id: int
    with_subdepartments: bool = True


@dataclass(frozen=True, slots=True)
class PortalSubject:
    """Every record there is."""


Subject = ClientSubject | PersonSubject | DepartmentSubject | PortalSubject
