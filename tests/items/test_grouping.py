"""A list in groups: how many records and how much money each value has, and the records behind each number."""

import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.account.models import Currency, CurrencyRate
from comptoir.directories.models import DirectoryValue
from comptoir.items.core.item_types import item_types
from comptoir.items.writing import delete_items
from comptoir.pipelines.writing import add_pipeline
from comptoir.sales.models import Deal
from tests.markup import markup_of
from tests.query_counts import count_queries, expect_queries
from tests.world import World


def page(world: World, address: str, user: str = "alice", language: str = "en") -> str:
    answer = world.client_of(user, language).get(address)
    assert answer.status_code == 200, answer.content
    return unescape(markup_of(answer))


def lines(html: str) -> list[list[str]]:
    """Return the cells of each line of the table as text, the total last; the drawn share is left out."""
    table = html[html.index("<tbody>") : html.index("</table>")]
    rows = re.findall(r"<tr.*?</tr>", table, re.DOTALL)
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in rows]
    cells = [[re.sub(r'<span class="only-phone">.*?</span>', "", cell) for cell in row] for row in cells]
    plain = [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]
    return [row[:-1] for row in plain]


def links(html: str) -> list[str]:
    return re.findall(r'class="row-link group-table__value" href="([^"]+)"', html)


def test_counts_and_sums_each_value_in_the_order_of_its_list(world: World) -> None:
    for source, amount in (("WEB", 100), ("CALL", 250), ("WEB", 50), ("", 100)):
        world.add("deal", source=source, amount=amount)
    assert lines(page(world, "/deals/?group=source")) == [
        ["Call", "1", "25.0%", "€250"],
        ["Website", "2", "50.0%", "€150"],
        ["(empty)", "1", "25.0%", "€100"],
        ["Total", "4", "100.0%", "€500"],
    ]


def test_reads_in_french(world: World) -> None:
    world.add("deal", source="", amount=10)
    html = page(world, "/deals/?group=source", language="fr")
    assert lines(html)[0] == ["(vide)", "1", "100,0 %", "10 €"]
    assert "Regrouper" in html


def test_a_code_that_no_list_has_is_a_group_of_its_own_and_opens(world: World) -> None:
    deal = world.add("deal", title="Left over")
    world.add("deal", source="CALL")
    Deal.objects.filter(pk=deal.pk).update(source="GONE")
    html = page(world, "/deals/?group=source")
    assert lines(html)[1][0] == "(deleted) GONE"
    opened = page(world, links(html)[1])
    assert "Left over" in opened
    assert re.search(r'id="list-total"><b>1</b>', opened)
    assert "Source: (deleted) GONE" in opened


@pytest.mark.parametrize("group", ["source", "type", "stage", "semantics", "responsible", "pipeline"])
def test_every_line_opens_exactly_the_records_that_it_counts(world: World, group: str) -> None:
    for place in range(8):
        world.add(
            "deal",
            source=("WEB", "CALL", "")[place % 3],
            stage=("NEW", "WON", "LOSE", "EXECUTING")[place % 4],
            responsible=(world.alice, world.bob)[place % 2],
            type=("SALE", "")[place % 2],
        )
    html = page(world, f"/deals/?group={group}", "admin")
    found = lines(html)
    assert len(links(html)) == len(found) - 1
    for address, line in zip(links(html), found, strict=False):
        opened = page(world, address, "admin")
        assert re.search(rf'id="list-total"><b>{line[1]}</b>', opened), address
        assert "group=" not in address


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("", ["Call", "E-mail", "Website"]),
        ("-count", ["E-mail", "Call", "Website"]),
        ("count", ["Call", "Website", "E-mail"]),
        ("-amount", ["Website", "Call", "E-mail"]),
        ("amount", ["E-mail", "Call", "Website"]),
        ("share; drop table", ["Call", "E-mail", "Website"]),
    ],
)
def test_sorts_the_lines_by_a_number(world: World, by: str, expected: list[str]) -> None:
    for source, amount in (("CALL", 50), ("EMAIL", 1), ("EMAIL", 1), ("WEB", 100)):
        world.add("deal", source=source, amount=amount)
    html = page(world, f"/deals/?group=source&by={by}")
    assert [line[0] for line in lines(html)[:-1]] == expected
    assert "by=" not in links(html)[0]


def test_keeps_the_filter_of_the_list_and_narrows_it(world: World) -> None:
    for source, stage in (("WEB", "NEW"), ("WEB", "WON"), ("CALL", "NEW")):
        world.add("deal", source=source, stage=stage)
    html = page(world, "/deals/?f=source:in:WEB,CALL&f=stage:in:NEW&group=source")
    assert [line[:2] for line in lines(html)] == [["Call", "1"], ["Website", "1"], ["Total", "2"]]
    assert links(html)[0] == "/deals/?f=stage%3Ain%3ANEW&f=source%3Ain%3ACALL"


def test_counts_only_what_the_reader_may_see(world: World) -> None:
    world.add("deal", source="WEB", amount=1)
    world.add("deal", source="CALL", amount=10, responsible=world.dave)
    assert lines(page(world, "/deals/?group=source")) == [
        ["Website", "1", "100.0%", "€1"],
        ["Total", "1", "100.0%", "€1"],
    ]


def test_leaves_out_what_was_deleted(world: World) -> None:
    deal = world.add("deal", source="WEB")
    world.add("deal", source="CALL")
    delete_items(item_types.get("deal"), [deal.pk], actor=world.admin, at=timezone.now())
    assert [line[0] for line in lines(page(world, "/deals/?group=source"))] == ["Call", "Total"]


def test_companies_add_up_their_revenue_in_the_currency_of_the_account(world: World) -> None:
    Currency.objects.get_or_create(code="USD", defaults={"decimals": 2})
    CurrencyRate.objects.create(currency_id="USD", since="2020-01-01", rate=Decimal("0.5"), nominal=1)
    world.add("company", title="A", industry="IT", revenue=1000, currency="EUR")
    world.add("company", title="B", industry="IT", revenue=1000, currency="USD")
    assert lines(page(world, "/companies/?group=industry"))[0][1:] == ["2", "100.0%", "€1,500"]


def test_contacts_are_only_counted(world: World) -> None:
    world.add("contact", last_name="Martin", type="CLIENT")
    assert lines(page(world, "/contacts/?group=type"))[0][1:] == ["1", "100.0%"]


def test_says_which_records_are_missing_from_the_sum(world: World) -> None:
    deal = world.add("deal", source="WEB", amount=10)
    Deal.objects.filter(pk=deal.pk).update(account_amount=None)
    assert "1 record is not in the sum" in page(world, "/deals/?group=source")


def test_the_largest_amounts_are_summed_exactly(world: World) -> None:
    for _place in range(12):
        world.add("deal", source="WEB", amount=Decimal("99999999999999.99"))
    assert lines(page(world, "/deals/?group=source"))[-1][3] == "€1,199,999,999,999,999.88"


def test_stages_of_several_pipelines_are_told_apart(world: World) -> None:
    pipeline = add_pipeline("deal", "Export", actor=world.admin, at=timezone.now())
    world.add("deal", stage="NEW")
    world.add("deal", pipeline=pipeline.pk)
    found = [line[0] for line in lines(page(world, "/deals/?group=stage", "admin"))]
    assert found[0].startswith("New ")
    assert found[1] == "New Export"


@pytest.mark.parametrize("group", ["title", "unknown", "<script>", "comments", "company", "x" * 10_000])
def test_another_field_is_no_grouping(world: World, group: str) -> None:
    world.add("deal", title="Any")
    answer = world.client_of("alice").get("/deals/", {"group": group})
    assert answer.status_code == 200
    assert "group-table__value" not in answer.content.decode()


def test_nothing_to_group_is_the_empty_list(world: World) -> None:
    assert "Nothing here yet" in page(world, "/deals/?group=source", "admin")


def test_names_of_values_are_text(world: World) -> None:
    DirectoryValue.objects.filter(directory="SOURCE", code="WEB").update(name="<script>alert(1)</script>")
    world.add("deal", source="WEB")
    html = world.client_of("alice").get("/deals/?group=source").content.decode()
    assert "<script>alert" not in html


def test_the_file_holds_the_groups(world: World) -> None:
    world.add("deal", source="WEB", amount=Decimal("99.5"))
    answer: Any = world.client_of("admin").get("/deals/export/?format=csv&group=source")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.splitlines() == [
        'Source,How many,"Share, in per cent",Amount',
        "Website,1,100,99.5",
        "Total,1,100,99.5",
    ]
    workbook: Any = world.client_of("admin").get("/deals/export/?format=xlsx&group=source")
    assert b"".join(workbook.streaming_content)[:2] == b"PK"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["WEB", "CALL", "", "GONE"]),
            st.sampled_from(["NEW", "WON", "LOSE"]),
            st.integers(min_value=-(10**13), max_value=10**13),
        ),
        max_size=12,
    ),
    group=st.sampled_from(["source", "stage", "semantics", "responsible"]),
    condition=st.sampled_from(["", "f=source:not_in:WEB", "f=source:empty", "view=won", "f=amount:gte:0"]),
)
def test_the_groups_add_up_to_the_list(
    world: World, rows: list[tuple[str, str, int]], group: str, condition: str
) -> None:
    Deal.objects.all().delete()
    for source, stage, amount in rows:
        deal = world.add("deal", stage=stage, amount=Decimal(amount) / 100)
        Deal.objects.filter(pk=deal.pk).update(source=source)
    listed = page(world, f"/deals/?{condition}")
    count = re.search(r'id="list-total"><b>([\d,]+)</b>', listed)
    grouped = page(world, f"/deals/?{condition}&group={group}")
    assert count is not None
    assert re.search(rf'id="list-total"><b>{count[1]}</b>', grouped)
    if count[1] != "0":
        found = lines(grouped)
        assert sum(int(line[1]) for line in found[:-1]) == int(found[-1][1]) == int(count[1])
        assert found[-1][3] in listed


@pytest.mark.parametrize("address", ["/deals/?group=source", "/deals/?group=responsible", "/companies/?group=industry"])
def test_needs_the_same_queries_for_many_rows(world: World, address: str) -> None:
    client = world.client_of("admin")

    def more(count: int) -> None:
        for place in range(count):
            world.add("deal", source=("WEB", "CALL", "")[place % 3], responsible=(world.alice, world.bob)[place % 2])
            world.add("company", title=f"Company {place}", industry=("IT", "")[place % 2], revenue=place)

    more(2)
    client.get(address)
    few = count_queries(lambda: client.get(address))
    more(6)
    assert count_queries(lambda: client.get(address)) == few
    expect_queries(f"list {address}", few)
