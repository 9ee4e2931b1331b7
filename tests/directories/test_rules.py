"""Whatever edits come: a list never ends in a forbidden state, codes never change, no item is orphaned."""

import itertools
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from comptoir.directories.catalogue import catalogue
from comptoir.directories.change_set import version_of
from comptoir.directories.errors import InvalidEdits
from comptoir.directories.models import DirectoryValue
from comptoir.directories.writing.edits import Add, Change, Delete, Edit, Order
from comptoir.directories.writing.save import save_directory
from comptoir.jobs.queue import run
from comptoir.sales.models import Deal
from tests.world import World

CODES = ["NEW", "PREPARATION", "PREPAYMENT_INVOICE", "EXECUTING", "FINAL_INVOICE", "WON", "LOSE", "APOLOGY"]
NAMES = st.sampled_from(["Demo", "", "Signature", "Won", "x" * 101, "Étape"])
CODE = st.sampled_from([*CODES, "n1", "n2", "NOPE"])
EDITS = st.one_of(
    st.builds(Add, key=st.sampled_from(["n1", "n2"]), name=NAMES, semantics=st.sampled_from(["", "P", "F", "S"])),
    st.builds(
        Change,
        code=CODE,
        name=st.one_of(st.none(), NAMES),
        hidden=st.one_of(st.none(), st.booleans()),
        restore=st.booleans(),
    ),
    st.builds(Delete, code=CODE, replace_by=st.one_of(st.just(""), CODE)),
    st.builds(Order, codes=st.permutations(CODES)),
)  # fmt: skip


@pytest.mark.django_db
class TestAnySequenceOfEdits(TestCase):
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(saves=st.lists(st.lists(EDITS, max_size=4), max_size=4), stages=st.lists(st.sampled_from(CODES), max_size=4))
    def test_the_rules_hold(self, saves: list[list[Edit]], stages: list[str]) -> None:
        world = World()
        for stage in stages:
            world.add("deal", stage=stage)
        ids = dict(DirectoryValue.objects.filter(directory="DEAL_STAGE").values_list("pk", "code"))
        for edits in saves:
            self.save(world, edits)
        self.check_structure()
        now = dict(DirectoryValue.objects.filter(directory="DEAL_STAGE").values_list("pk", "code"))
        assert all(ids.get(pk, code) == code for pk, code in now.items())
        assert set(Deal.objects.values_list("stage", flat=True)) <= set(now.values())

    def save(self, world: World, edits: list[Edit]) -> None:
        directory = catalogue.find("DEAL_STAGE")
        assert directory is not None
        before = self.rows()
        try:
            saved = save_directory(
                directory, edits, seen=version_of("DEAL_STAGE"), actor=world.admin, at=timezone.now()
            )
        except InvalidEdits:
            assert self.rows() == before
            return
        for job in saved.jobs:
            run(job)

    def rows(self) -> list[Any]:
        return list(DirectoryValue.objects.filter(directory="DEAL_STAGE").order_by("pk").values())

    def check_structure(self) -> None:
        rows = list(DirectoryValue.objects.filter(directory="DEAL_STAGE").order_by("sort", "id"))
        semantics = [row.semantics for row in rows]
        assert semantics.count("S") == 1
        assert "F" in semantics
        assert rows[0].code == "NEW"
        assert [kind for kind, _rows in itertools.groupby(semantics)] == ["", "S", "F"]
        assert {"NEW", "WON", "LOSE"} <= {row.code for row in rows}
