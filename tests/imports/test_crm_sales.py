"""The documented import of real tables gives the published figures, to the last deal; a second one adds nothing."""

import json
from collections import defaultdict
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.core.management import call_command
from django.test import TestCase

from comptoir.access.models import Department, User
from comptoir.account.queries import local_day
from comptoir.activities.models import Activity
from comptoir.clients.models import Company
from comptoir.items.core.choices import sources
from comptoir.kit.period import quarter_of
from comptoir.sales.models import Deal, Invoice, Payment, ProductRow
from tests.imports.examples import run_example
from tests.rest.conftest import Rest, make_webhook
from tests.world import World


@pytest.fixture(autouse=True, scope="class")
def folder(request: pytest.FixtureRequest, data_folder: Path) -> None:
    if request.cls is not None:
        request.cls.folder = data_folder


@pytest.mark.usefixtures("folder")
class TestCrmSales(TestCase):
    folder: ClassVar[Path]
    reports: ClassVar[dict[str, dict[str, Any]]]
    expected: ClassVar[dict[str, Any]]

    @classmethod
    def setUpTestData(cls) -> None:
        _admin = World().admin
        cls.expected = json.loads((cls.folder / "expected.json").read_text(encoding="utf-8"))["crm_sales"]
        cls.reports = run_example("import-crm-sales", cls.folder / "crm_sales")
        cls.reports |= run_example("import-scenario", cls.folder / "scenario")

    def test_every_row_is_in(self) -> None:
        added = {name: report["added"] for name, report in self.reports.items()}
        assert added == {
            "sales_teams.csv": 35,
            "products.csv": 7,
            "accounts.csv": 85,
            "sales_pipeline.csv": 8800,
            "deals.csv": 0,
            "activities.csv": 1553,
            "invoices.csv": 355,
        }
        assert self.reports["deals.csv"]["skipped"] == 617
        assert not any(report["refused"] or report["warnings"] for report in self.reports.values())

    def test_stages_have_the_right_meaning(self) -> None:
        names = {"P": ("Prospecting", "Engaging"), "S": ("Won",), "F": ("Lost",)}
        by_stage = self.expected["totals"]["by_stage"]
        for semantics, stages in names.items():
            assert Deal.objects.filter(semantics=semantics).count() == sum(by_stage[stage] for stage in stages)
        won = sum(deal.amount for deal in Deal.objects.filter(semantics="S"))
        assert won == Decimal(self.expected["totals"]["won_sum"])

    def test_the_published_companies(self) -> None:
        for name, figures in self.expected["accounts"].items():
            deals = list(Deal.objects.filter(company__title=name))
            won = [deal for deal in deals if deal.semantics == "S"]
            assert len(deals) == figures["deals"]
            assert len(won) == figures["won"]
            assert sum(deal.semantics == "F" for deal in deals) == figures["lost"]
            assert sum(deal.amount for deal in won) == Decimal(figures["won_sum"])
            days = sum((deal.close_date - deal.begin_date).days for deal in won) / len(won)
            assert round(days, 4) == figures["avg_cycle_days_won"]
            assert self.won_by_quarter(won) == figures["won_by_close_quarter"]

    def test_rest_gives_the_published_figures(self) -> None:
        admin = User.objects.get(login="admin")
        make_webhook(admin)
        rest = Rest(admin)
        totals = self.expected["totals"]
        assert rest("crm.deal.list", {"select": ["ID"]}).body["total"] == totals["rows"]
        assert self.won(rest, {})[1] == Decimal(totals["won_sum"])
        for name, figures in self.expected["accounts"].items():
            [company] = rest("crm.company.list", {"filter": {"TITLE": name}, "select": ["ID"]}).result
            where = {"COMPANY_ID": company["ID"]}
            counted = [
                rest("crm.item.list", {"entityTypeId": 2, "filter": {"companyId": company["ID"], **part}}).body["total"]
                for part in ({}, {"stageSemanticId": "S"}, {"stageSemanticId": "F"}, {"closed": "N"})
            ]
            assert counted == [figures[key] for key in ("deals", "won", "lost", "open")]
            assert self.won(rest, where) == (figures["won"], Decimal(figures["won_sum"]))

    @staticmethod
    def won(rest: Rest, where: dict[str, Any]) -> tuple[int, Decimal]:
        """Return number and sum of the won deals, read page by page as bulk readers do."""
        amounts: list[Decimal] = []
        last = 0
        while True:
            conditions = {**where, "STAGE_SEMANTIC_ID": "S", ">ID": last}
            rows = rest(
                "crm.deal.list",
                {
                    "filter": conditions,
                    "order": {"ID": "ASC"},
                    "select": ["ID", "OPPORTUNITY"],
                    "start": -1,
                },
            ).result
            amounts += [Decimal(row["OPPORTUNITY"]) for row in rows]
            if len(rows) < 50:
                return len(amounts), sum(amounts, Decimal(0))
            last = rows[-1]["ID"]

    @staticmethod
    def won_by_quarter(deals: list[Deal]) -> dict[str, dict[str, Any]]:
        quarters: dict[str, list[Deal]] = defaultdict(list)
        for deal in deals:
            assert deal.closed_at is not None
            day = local_day(deal.closed_at)
            quarters[f"{day.year}Q{quarter_of(day)}"].append(deal)
        return {
            code: {"won": len(found), "won_sum": f"{sum(deal.amount for deal in found):.0f}"}
            for code, found in quarters.items()
        }

    def test_sellers_work_under_their_managers(self) -> None:
        anna = User.objects.select_related("department__head", "department__parent").get(login="anna.snelling")
        assert (str(anna.department.head), str(anna.department.parent)) == ("Dustin Brinkmann", "Central")
        assert not anna.has_usable_password()
        assert User.objects.exclude(login="admin").count() == 41
        assert Department.objects.filter(parent=None).count() == 3
        for name, won in self.expected["by_agent_won"].items():
            first, _space, last = name.rpartition(" ")
            assert (
                Deal.objects.filter(semantics="S", responsible__name=first, responsible__last_name=last).count() == won
            )

    def test_accounts(self) -> None:
        acme = Company.objects.get(title="Acme Corporation")
        assert (acme.employees, acme.revenue) == ("EMPLOYEES_4", Decimal(1100040000))
        industry = sources.choices.find("INDUSTRY", acme.industry)
        assert industry is not None
        assert industry.name == "Technology"
        assert acme.comments == "year_established: 1996\noffice_location: United States"
        assert Company.objects.filter(industry="").count() == 0

    def test_the_traps_are_met_and_told(self) -> None:
        choices = self.reports["sales_pipeline.csv"]["choices"]
        assert choices["read_as"] == {"product": {"GTXPro → GTX Pro": 1480}}
        assert choices["blank"] == {
            "account": {"company": 1425},
            "close_date": {"close_date": 2089},
            "close_value": {"amount": 2089},
            "engage_date": {"begin_date": 500},
        }
        assert self.reports["accounts.csv"]["choices"]["read_as"]["industry"]["technolgy → Technology"] == 12
        assert Deal.objects.filter(company=None).count() == self.expected["blank_account_rows"]
        assert Deal.objects.filter(semantics="P", close_date=None, closed_at=None).count() == 2089
        assert Deal.objects.filter(begin_date=None).count() == 500
        assert not ProductRow.objects.filter(product=None).exists()

    def test_titles_and_rows(self) -> None:
        deal = Deal.objects.get(originator_id="crm-sales", origin_id="Z063OYW0")
        row = ProductRow.objects.get(owner_type=2, owner_id=deal.pk)
        assert (deal.title, deal.amount) == ("Isdom – GTX Pro", Decimal(4514))
        assert (row.name, row.total, row.quantity) == ("GTX Pro", Decimal(4514), 1)

    def test_invoices_are_paid_sent_or_cancelled(self) -> None:
        counts = {code: Invoice.objects.filter(stage__endswith=f":{code}").count() for code in "PSD"}
        assert counts == {"P": 242, "S": 82, "D": 31}
        assert Payment.objects.count() == 242
        invoice = Invoice.objects.select_related("deal").get(number="SI00001")
        assert (invoice.amount, invoice.tax, invoice.deal.origin_id) == (
            Decimal("1264.80"),
            Decimal("210.80"),
            "1C1I7A6R",
        )
        assert (str(invoice.begin_date), str(invoice.close_date)) == ("2017-03-07", "2017-04-06")
        assert [str(payment.day) for payment in invoice.payments.all()] == ["2017-04-04"]

    def test_activities_are_bound_to_company_and_deal(self) -> None:
        activity = Activity.objects.get(origin_id="SA00661")
        assert {binding.item_type for binding in activity.bindings.all()} == {4, 2}
        assert activity.happened_at.isoformat() == "2017-08-07T09:30:59+00:00"

    def test_a_second_import_adds_nothing(self) -> None:
        again = run_example("import-crm-sales", self.folder / "crm_sales")
        again |= run_example("import-scenario", self.folder / "scenario")
        assert [report["added"] + report["updated"] + report["refused"] for report in again.values()] == [0] * 7
        assert (Deal.objects.count(), Company.objects.count(), User.objects.count()) == (8800, 85, 42)

    def test_the_profile_shows_the_published_figures(self) -> None:
        path = self.folder / "expected_profile.json"
        for company, periods in json.loads(path.read_text(encoding="utf-8")).items():
            for period, figures in periods.items():
                out = StringIO()
                call_command("profile", company=company, period=period, json=True, stdout=out)
                assert json.loads(out.getvalue()) == figures, (company, period)


@pytest.mark.django_db
def test_the_scenario_stands_alone(world: World, data_folder: Path) -> None:
    _admin = world.admin
    reports = run_example("import-scenario", data_folder / "scenario")
    assert [report["added"] for report in reports.values()] == [617, 1553, 355]
    assert Company.objects.count() == 6
    assert Deal.objects.filter(company__title="Cancity", semantics="S").count() == 55
