"""One value of every kind of field, and what each door makes of it: worked out by hand, in English, in Paris."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from comptoir.kit.filters import Op
from tests.world import World

HERE, THERE, BOTH, NEITHER = "here", "there", "both", "neither"
EMPTY = {Op.EMPTY: (None, THERE), Op.NOT_EMPTY: (None, HERE)}
ALWAYS = {Op.EMPTY: (None, NEITHER), Op.NOT_EMPTY: (None, BOTH)}


@dataclass(frozen=True, kw_only=True)
class Example:
    """`given` is written to a field of an item ("here"); another one ("there") has what new items have.

    stored   what the item then holds             refused   what no door may write
    form     what stands in the control           sends     what its form sends for the same value
    told     what an event keeps, and its words   exported  the cell of a file
    filters  for each operator a value, and which of the two items fit
    classic  what the UPPER_CASE family answers   camel     what crm.item answers   sent  what both are sent for it
    cell     the text of a file's cell that means the same value
    group    the name of its group, where lists can be grouped by it
    """

    type: str = "deal"
    field: str
    given: object
    stored: object
    refused: object = None
    form: str
    sends: Mapping[str, object]
    text: str
    html: str
    told: tuple[object, str]
    exported: object
    filters: Mapping[Op, tuple[object, str]]
    classic: object = None
    camel: object = None
    sent: object = None
    cell: str = ""
    group: str = ""
    is_written: bool = True


def text(world: World) -> Example:
    return Example(
        field="title",
        given="  Forty   chairs ",
        stored="Forty chairs",
        refused="x" * 256,
        form="Forty chairs",
        sends={"title": "Forty chairs"},
        text="Forty chairs",
        html="Forty chairs",
        told=("Forty chairs", "Forty chairs"),
        exported="Forty chairs",
        filters={
            Op.CONTAINS: ("CHAIR", HERE),
            Op.EQ: ("Forty chairs", HERE),
            Op.NOT_CONTAINS: ("chair", THERE),
            **ALWAYS,
        },
        classic="Forty chairs",
        camel="Forty chairs",
        sent="Forty chairs",
        cell="Forty chairs",
    )


def long_text(world: World) -> Example:
    return Example(
        field="comments",
        given="One <b>\nTwo",
        stored="One <b>\nTwo",
        refused=["a list"],
        form="One <b>\nTwo",
        sends={"comments": "One <b>\nTwo"},
        text="One <b>\nTwo",
        html="One &lt;b&gt;\nTwo",
        told=("One <b>\nTwo", "One <b>\nTwo"),
        exported="One <b>\nTwo",
        filters={Op.CONTAINS: ("two", HERE), Op.EQ: ("One", NEITHER), Op.NOT_CONTAINS: ("two", THERE), **EMPTY},
        classic="One <b>\nTwo",
        camel="One <b>\nTwo",
        sent="One <b>\nTwo",
        cell="One <b>\nTwo",
    )


NUMBERS = {
    Op.GTE: ("75", HERE),
    Op.LTE: ("74", NEITHER),
    Op.BETWEEN: (("70", "80"), HERE),
    Op.EQ: ("75", HERE),
    Op.NE: ("75", THERE),
    **EMPTY,
}


def number(world: World) -> Example:
    return Example(
        field="probability",
        given="75",
        stored=75,
        refused="9" * 30,
        form="75",
        sends={"probability": "75"},
        text="75",
        html="75",
        told=(75, "75"),
        exported=Decimal(75),
        filters=NUMBERS,
        classic="75",
        camel=75,
        sent="75",
        cell="75",
    )


def identifier(world: World) -> Example:
    return Example(
        field="webform_id",
        given="12345",
        stored=12345,
        refused="twelve",
        form="12345",
        sends={"webform_id": "12345"},
        text="12345",
        html="12345",
        told=(12345, "12345"),
        exported=Decimal(12345),
        filters={
            Op.GTE: ("12345", HERE),
            Op.LTE: ("12344", NEITHER),
            Op.BETWEEN: (("1", "99999"), HERE),
            Op.EQ: ("12345", HERE),
            Op.NE: ("12345", THERE),
            **EMPTY,
        },
        camel=12345,
        sent=12345,
        cell="12345",
    )


def location(world: World) -> Example:
    return Example(
        field="location",
        given=12345,
        stored=12345,
        refused=1.5,
        form="12345",
        sends={"location": "12345"},
        text="12,345",
        html="12,345",
        told=(12345, "12345"),
        exported=Decimal(12345),
        filters={
            Op.GTE: (12345, HERE),
            Op.LTE: (12344, NEITHER),
            Op.BETWEEN: ((1, 99999), HERE),
            Op.EQ: (12345, HERE),
            Op.NE: (12345, THERE),
            **EMPTY,
        },
        classic="12345",
        camel=12345,
        sent=12345,
        cell="12 345",
    )


def money(world: World) -> Example:
    return Example(
        field="amount",
        given="1 234,50",
        stored=Decimal("1234.5"),
        refused="many",
        form="1234.5",
        sends={"amount": "1234,5"},
        text="€1,234.50",
        html="€1,234.50",
        told=("1234.5", "€1,234.50"),
        exported=Decimal("1234.5"),
        filters={
            Op.GTE: ("1234.50", HERE),
            Op.LTE: ("1234.49", THERE),
            Op.BETWEEN: (("1000", "2000"), HERE),
            Op.EQ: ("1234,5", HERE),
            Op.NE: ("1234.5", THERE),
            **EMPTY,
        },
        classic="1234.50",
        camel=1234.5,
        sent="1234.5",
        cell="1.234,50 €",
    )


def currency(world: World) -> Example:
    return Example(
        field="currency",
        given="usd",
        stored="USD",
        refused="XXX",
        form="USD",
        sends={"currency": "USD"},
        text="USD",
        html="USD",
        told=("USD", "USD"),
        exported="USD",
        filters={Op.IN: (("USD",), HERE), Op.NOT_IN: (("USD",), THERE), **ALWAYS},
        classic="USD",
        camel="USD",
        sent="USD",
        cell="USD",
    )


def yes_no(world: World) -> Example:
    return Example(
        field="opened",
        given="oui",
        stored=True,
        refused="perhaps",
        form="yes",
        sends={"opened": "yes"},
        text="Yes",
        html="Yes",
        told=(True, "Yes"),
        exported="Yes",
        filters={Op.EQ: ("yes", HERE)},
        classic="Y",
        camel="Y",
        sent="Y",
        cell="Vrai",
    )


def day(world: World) -> Example:
    return Example(
        type="contact",
        field="birth_date",
        given="2025-06-15",
        stored=date(2025, 6, 15),
        refused="2025-02-30",
        form="2025-06-15",
        sends={"birth_date": "2025-06-15"},
        text="Jun 15, 2025",
        html="Jun 15, 2025",
        told=("2025-06-15", "Jun 15, 2025"),
        exported="2025-06-15",
        filters={
            Op.GTE: ("2025-06-15", HERE),
            Op.LTE: ("2025-06-14", NEITHER),
            Op.BETWEEN: (("2025-06-15", "2025-06-15"), HERE),
            Op.EQ: ("2025-06-15", HERE),
            Op.LT: ("2025-06-15", NEITHER),
            Op.GT: ("2025-06-14", HERE),
            **EMPTY,
        },
        classic="2025-06-15T00:00:00+02:00",
        camel="2025-06-15T00:00:00+02:00",
        sent="2025-06-15",
        cell="15/06/2025",
    )


def date_time(world: World) -> Example:
    # Half past eleven in the evening in Paris: already the same day in UTC, 21:30.
    return Example(
        field="event_date",
        given="2025-06-15T23:30",
        stored=datetime(2025, 6, 15, 21, 30, tzinfo=UTC),
        refused="soon",
        form="2025-06-15T23:30",
        sends={"event_date": "2025-06-15T23:30"},
        text="Jun 15, 2025, 11:30 PM",
        html="Jun 15, 2025, 11:30 PM",
        told=("2025-06-15T21:30:00+00:00", "Jun 15, 2025, 11:30 PM"),
        exported="2025-06-15 23:30",
        filters={
            Op.GTE: ("2025-06-15", HERE),
            Op.LTE: ("2025-06-15", HERE),
            Op.BETWEEN: (("2025-06-15", "2025-06-15"), HERE),
            Op.EQ: ("2025-06-15", HERE),
            Op.LT: ("2025-06-15", NEITHER),
            Op.GT: ("2025-06-15", NEITHER),
            **EMPTY,
        },
        camel="2025-06-15T23:30:00+02:00",
        sent="2025-06-15T23:30:00+02:00",
        cell="15/06/2025 23:30",
    )


def choice(world: World) -> Example:
    return Example(
        field="source",
        given="WEB",
        stored="WEB",
        refused="NOWHERE",
        form="WEB",
        sends={"source": "WEB"},
        text="Website",
        html="Website",
        told=("WEB", "Website"),
        exported="Website",
        filters={Op.IN: (("WEB", "CALL"), HERE), Op.NOT_IN: (("WEB",), THERE), **EMPTY},
        classic="WEB",
        camel="WEB",
        sent="WEB",
        cell="website",
        group="Website",
    )


def stage(world: World) -> Example:
    return Example(
        field="stage",
        given="PREPARATION",
        stored="PREPARATION",
        refused="NOWHERE",
        form="PREPARATION",
        sends={"stage": "PREPARATION"},
        text="Document preparation",
        html="Document preparation",
        told=("PREPARATION", "Document preparation"),
        exported="Document preparation",
        filters={Op.IN: (("PREPARATION",), HERE), Op.NOT_IN: (("PREPARATION",), THERE), **ALWAYS},
        classic="PREPARATION",
        camel="PREPARATION",
        sent="PREPARATION",
        group="Document preparation",
    )


def stage_group(world: World) -> Example:
    world.add("deal", title="Won", stage="WON").delete()
    return Example(
        field="semantics",
        given=None,
        is_written=False,
        stored="P",
        form="P",
        sends={},
        text="In progress",
        html="In progress",
        told=("P", "In progress"),
        exported="In progress",
        filters={Op.IN: (("P",), BOTH), Op.NOT_IN: (("P",), NEITHER)},
        classic="P",
        camel="P",
        group="In progress",
    )


def pipeline(world: World) -> Example:
    from comptoir.items.core.choices import sources

    first = sources.pipelines.all("deal")[0]
    return Example(
        field="pipeline",
        given=str(first.id),
        stored=first.id,
        refused="999",
        form=str(first.id),
        sends={"pipeline": str(first.id)},
        text=first.name,
        html=first.name,
        told=(first.id, first.name),
        exported=first.name,
        filters={Op.IN: ((str(first.id),), BOTH), Op.NOT_IN: ((str(first.id),), NEITHER), **ALWAYS},
        classic=str(first.id),
        camel=first.id,
        sent=first.id,
        group=first.name,
    )


def person(world: World) -> Example:
    bob = world.bob.pk
    return Example(
        field="responsible",
        given=str(bob),
        stored=bob,
        refused="999999",
        form=str(bob),
        sends={"responsible": str(bob)},
        text="Bob Blanc",
        html="Bob Blanc",
        told=(bob, "Bob Blanc"),
        exported="Bob Blanc",
        filters={Op.IN: ((str(bob),), HERE), Op.NOT_IN: ((str(bob),), THERE), **ALWAYS},
        classic=str(bob),
        camel=bob,
        sent=bob,
        cell="Bob Blanc",
        group="Bob Blanc",
    )


def people(world: World) -> Example:
    bob, carol = world.bob.pk, world.carol.pk
    return Example(
        field="observers",
        given=[str(bob), carol, bob],
        stored=[bob, carol],
        refused=[999999],
        form="",
        sends={"observers": [str(bob), str(carol)]},
        text="Bob Blanc, Carol Caron",
        html="Carol Caron",
        told=([bob, carol], "Bob Blanc, Carol Caron"),
        exported="Bob Blanc, Carol Caron",
        filters={Op.IN: ((str(carol),), HERE), Op.NOT_IN: ((str(carol),), THERE), **EMPTY},
        camel=[bob, carol],
        sent=[bob, carol],
        cell="Bob Blanc",
    )


def record(world: World) -> Example:
    acme = world.add("company", title="Acme & Sons").pk
    return Example(
        field="company",
        given=acme,
        stored=acme,
        refused=999999,
        form=str(acme),
        sends={"company": str(acme)},
        text="Acme & Sons",
        html=f'href="/companies/{acme}/" data-slider>Acme &amp; Sons</a>',
        told=(acme, "Acme & Sons"),
        exported="Acme & Sons",
        filters={Op.IN: ((str(acme),), HERE), Op.NOT_IN: ((str(acme),), THERE), **EMPTY},
        classic=str(acme),
        camel=acme,
        sent=acme,
        cell="Acme & Sons",
    )


def records(world: World) -> Example:
    first, second = world.add("contact", last_name="Martin").pk, world.add("contact", last_name="Petit").pk
    return Example(
        field="contacts",
        given=[second, first],
        stored=[second, first],
        refused=[999999],
        form="",
        sends={"contacts": [str(second), str(first)]},
        text="Petit, Martin",
        html="Petit</a>, <a",
        told=([second, first], "Petit, Martin"),
        exported="Petit, Martin",
        filters={Op.IN: ((str(first),), HERE), Op.NOT_IN: ((str(first),), THERE), **EMPTY},
        camel=[second, first],
        sent=[second, first],
        cell="Martin",
    )


def contact_points(world: World) -> Example:
    return Example(
        type="contact",
        field="phone",
        given=["01 02 03 04 05", {"value": "06 00 00 00 00", "value_type": "MOBILE"}],
        stored=["01 02 03 04 05", "06 00 00 00 00"],
        refused=["1" * 256],
        form="",
        sends={"phone": ["01 02 03 04 05", "06 00 00 00 00"], "phone-type": ["WORK", "MOBILE"], "phone-id": ["", ""]},
        text="01 02 03 04 05, 06 00 00 00 00",
        html='href="tel:+33102030405">01 02 03 04 05</a>',
        told=(["01 02 03 04 05"], "01 02 03 04 05"),
        exported="01 02 03 04 05, 06 00 00 00 00",
        filters={Op.CONTAINS: ("02 03", HERE), Op.EQ: ("+33 1 02 03 04 05", HERE), **EMPTY},
        classic=[
            {"ID": ID, "VALUE_TYPE": "WORK", "VALUE": "01 02 03 04 05", "TYPE_ID": "PHONE"},
            {"ID": ID, "VALUE_TYPE": "MOBILE", "VALUE": "06 00 00 00 00", "TYPE_ID": "PHONE"},
        ],
        sent=[
            {"VALUE": "01 02 03 04 05", "VALUE_TYPE": "WORK"},
            {"VALUE": "06 00 00 00 00", "VALUE_TYPE": "MOBILE"},
        ],
        cell="01 02 03 04 05; 06 00 00 00 00",
    )


class Anything:
    """The id of a row that nobody knows before."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and other.isdigit()

    __hash__ = None  # type: ignore[assignment]


ID = Anything()


def file(world: World) -> Example:
    return Example(
        type="contact",
        field="photo",
        given=None,
        is_written=False,
        stored=None,
        form="",
        sends={},
        text="",
        html="",
        told=("", ""),
        exported="",
        filters={},
    )


EXAMPLES: dict[str, Callable[[World], Example]] = {
    "text": text,
    "long_text": long_text,
    "number": number,
    "identifier": identifier,
    "location": location,
    "money": money,
    "currency": currency,
    "yes_no": yes_no,
    "date": day,
    "datetime": date_time,
    "choice": choice,
    "stage": stage,
    "stage_group": stage_group,
    "pipeline": pipeline,
    "person": person,
    "people": people,
    "record": record,
    "records": records,
    "contact_points": contact_points,
    "file": file,
}
