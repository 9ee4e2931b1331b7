"""Whatever is done through the page, REST, a file or an undo, in whatever order: no list ends in a forbidden state."""

import itertools
import random
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from comptoir.directories.catalogue import Directory, catalogue
from comptoir.directories.change_set import version_of
from comptoir.directories.files.document import Document, to_document
from comptoir.directories.files.plan import apply_document
from comptoir.directories.history.reading import history_of
from comptoir.directories.models import DirectoryValue, DirectoryVersion
from comptoir.directories.values.codes import full_code
from comptoir.directories.values.reading import values_of
from comptoir.directories.writing.edits import Add, Change, Delete, Drop, Edit, Order, Place
from comptoir.directories.writing.save import save_directory
from comptoir.directories.writing.undo import undo_change_set
from comptoir.events.models import Event
from comptoir.items.core.item_types import item_types
from comptoir.items.models import StageChange
from comptoir.items.writing import delete_items, restore_items, update_item
from comptoir.jobs.models import Job
from comptoir.jobs.queue import run
from comptoir.kit.errors import CrmError
from comptoir.kit.memo import remembering
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.writing import add_pipeline, delete_pipeline
from comptoir.sales.models import Deal
from tests.world import World

NAMES = ("Demo", "Signature", "Won", "Étape", "Call", "Site", "Demo", "Won", "", "x" * 101)
COLOURS = ("", "", "#39a8ef", "#FF0000", "#39A8EF", "red")


class Play:
    """One account on which dice do everything that people, integrations and files may do to lists."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.world = World()
        self.at = timezone.now()
        self.forced: set[tuple[str, str]] = set()
        self.documents: list[Document] = []
        self.codes: dict[int, tuple[str, str]] = {}
        self.changes_order = ""

    def step(self) -> None:
        """Do one thing; a refusal changes nothing."""
        self.at += timedelta(minutes=1)
        before = self.state()
        self.changes_order = ""
        try:
            with remembering():
                self.dice.choice(MOVES)(self)
        except CrmError:
            assert self.state() == before
        with remembering():
            self.check()

    # --- What may be done --------------------------------------------------------------------------------------------
    def save(self) -> None:
        directory = self.directory()
        edits: list[Edit] = [self.edit(directory) for _each in range(self.dice.choice((1, 1, 2, 3)))]
        save_directory(directory, edits, seen=version_of(directory.code), actor=self.world.admin, at=self.at)
        self.changes_order = directory.code if any(isinstance(edit, Order) for edit in edits) else ""

    def edit(self, directory: Directory) -> Edit:
        match self.dice.randrange(5):
            case 0:
                semantics = self.dice.choice(("", "P", "F", "F", "S")) if directory.is_stages else ""
                key = self.dice.choice(("n1", "n1", "n2", self.code(directory)))
                code = self.dice.choice(("", "", "", "OWN", "own", self.code(directory)))
                return Add(key, self.name(), code, semantics, self.dice.choice(COLOURS))
            case 1:
                hidden, default = (self.dice.choice((None, None, True, False)) for _each in range(2))
                name, names = self.dice.choice((None, self.name())), self.dice.choice((None, {"fr": self.name()}))
                code, restore = self.code(directory), self.dice.random() < 0.3
                group = self.dice.choice((None, None, "", "F"))
                return Change(
                    code, name=name, names=names, hidden=hidden, default=default, restore=restore, semantics=group
                )
            case 2:
                codes = [value.code for value in self.values(directory)]
                self.dice.shuffle(codes)
                return Order([*codes, "n1"], moved=self.dice.random() < 0.7)
        return Delete(self.code(directory), self.dice.choice(("", self.code(directory), self.code(directory))))

    def add(self) -> None:
        """As REST and imports add: a place by its number, or none."""
        directory = self.directory()
        semantics = self.dice.choice(("", "P", "F", "S")) if directory.is_stages else ""
        code, sort = self.dice.choice(("", "R1", "R2")), self.dice.choice((None, self.dice.randint(-5, 130)))
        code = full_code(directory, code) if code else ""
        place = [] if sort is None else [Place(code, sort)]
        self.write(directory, Add(code, self.name(), code, semantics), *place)

    def update(self) -> None:
        directory = self.directory()
        code = self.dice.choice(self.values(directory)).code
        self.write(
            directory, self.dice.choice((Change(code, name=self.name()), Place(code, self.dice.randint(-5, 130))))
        )

    def delete(self) -> None:
        directory, forced = self.directory(), self.dice.random() < 0.5
        code = self.dice.choice(self.values(directory)).code
        self.write(directory, Drop(code, forced))
        if directory.is_stages:
            return
        if forced:
            self.forced.add((directory.code, code))

    def write(self, directory: Directory, *edits: Edit) -> None:
        save_directory(directory, edits, actor=self.world.admin, at=self.at)

    def undo(self) -> None:
        batches = list(dict.fromkeys(change.batch for change in history_of(most=30)))
        if batches:
            undo_change_set(self.dice.choice(batches[:4]), actor=self.world.admin, at=self.at)

    def export(self) -> None:
        directory = self.directory()
        self.documents.append(to_document([(directory, values_of(directory))]))

    def apply(self) -> None:
        if not self.documents:
            return
        document = self.edited(self.dice.choice(self.documents))
        apply_document(document, actor=self.world.admin, at=self.at)
        again = apply_document(document, actor=self.world.admin, at=self.at)
        assert not any(plan.changes_something for plan in again)

    def edited(self, document: Document) -> Document:
        """Somebody opens the file in an editor: a row is changed, moved or gone."""
        lists = {}
        for slug, rows in document.lists.items():
            own = [msgspec.structs.replace(row) for row in rows]
            row = self.dice.choice(own)
            match self.dice.randrange(5):
                case 0:
                    row.name, row.names = self.name(), self.dice.choice(({}, {"en": self.name()}, {"fr": "Essai"}))
                case 1:
                    row.hidden, row.default = self.dice.choice((True, False)), self.dice.choice((True, False))
                case 2:
                    own.remove(row)
                case 3:
                    self.dice.shuffle(own)
            lists[slug] = own
        return Document(document.comptoir, lists)

    def add_pipeline(self) -> None:
        source = self.dice.choice((None, *Pipeline.objects.filter(item_type="deal")))
        if Pipeline.objects.count() < 4:
            add_pipeline("deal", "Export", actor=self.world.admin, at=self.at, copy_from=source)

    def delete_pipeline(self) -> None:
        pipeline = self.dice.choice(list(Pipeline.objects.all()))
        delete_pipeline(pipeline, actor=self.world.admin, at=self.at)

    def make(self) -> None:
        """Somebody works: a deal in any stage that is offered, from any source; the old ones are chosen too."""
        stages = self.dice.choice([each for each in catalogue.all() if each.item_type == "deal"])
        source = catalogue.find("SOURCE")
        assert source is not None
        self.world.add(
            "deal", title="Boat", pipeline=stages.pipeline_id, stage=self.code(stages), source=self.code(source)
        )

    def move(self) -> None:
        deal = self.dice.choice((None, *Deal.objects.alive()))
        if deal is not None:
            stages = next(
                each for each in catalogue.all() if each.item_type == "deal" and each.pipeline_id == deal.pipeline_id
            )
            values = {"stage": self.code(stages)}
            update_item(item_types.get("deal"), deal.pk, values, actor=self.world.admin, at=self.at)

    def throw_away(self) -> None:
        deal = self.dice.choice((None, *Deal.objects.alive()))
        if deal is not None:
            batch = delete_items(item_types.get("deal"), [deal.pk], actor=self.world.admin, at=self.at)
            if self.dice.random() < 0.3:
                restore_items(batch, actor=self.world.admin, at=self.at)

    def work(self) -> None:
        """The worker gets one job done, not always the oldest."""
        waiting = list(Job.objects.filter(state=Job.State.WAITING))
        if waiting:
            run(self.dice.choice(waiting).pk)

    # --- What is picked ----------------------------------------------------------------------------------------------
    def directory(self) -> Directory:
        """Mostly those that deals hold codes of."""
        own = [each for each in catalogue.all() if each.item_type == "deal" or each.code == "SOURCE"]
        return self.dice.choice([*own, *own, *own, *catalogue.all()])

    def values(self, directory: Directory) -> list[DirectoryValue]:
        return list(DirectoryValue.objects.filter(directory=directory.code).order_by("sort", "pk"))

    def code(self, directory: Directory) -> str:
        codes = [value.code for value in self.values(directory)]
        return self.dice.choice([*codes, *codes, "NOPE"])

    def name(self) -> str:
        return self.dice.choice(NAMES)

    # --- What must hold ----------------------------------------------------------------------------------------------
    def check(self) -> None:
        directories = {directory.code: directory for directory in catalogue.all()}
        rows: dict[str, list[DirectoryValue]] = {code: [] for code in directories}
        for value in DirectoryValue.objects.order_by("sort", "pk"):
            rows[value.directory].append(value)
            known = self.codes.setdefault(value.pk, (value.directory, value.code))
            assert known == (value.directory, value.code)
        for code, directory in directories.items():
            if directory.is_stages and directory.shown:
                check_stages(rows[code], renumbered=code == self.changes_order)
            check_marks(rows[code], is_stages=directory.is_stages)
        self.check_items(rows)

    def check_items(self, rows: dict[str, list[DirectoryValue]]) -> None:
        """An item without a list's value is one that somebody forced; history ends where the deal is."""
        stages = {
            (value.pipeline_id, value.code): value
            for code in rows
            for value in rows[code]
            if value.directory.startswith("DEAL_STAGE")
        }
        sources = {value.code for value in rows["SOURCE"]}
        last = dict(StageChange.objects.filter(item_type=2).order_by("pk").values_list("item_id", "stage"))
        for deal in Deal.objects.all():
            assert not deal.source or deal.source in sources or ("SOURCE", deal.source) in self.forced
            assert (stages[deal.pipeline_id, deal.stage].semantics or "P") == deal.semantics
            assert last[deal.pk] == deal.stage

    def state(self) -> list[Any]:
        """Return what a refusal must leave as it was."""
        deals = Deal.objects.order_by("pk").values_list("pk", "stage", "source", "deleted_at")
        values, pipelines = DirectoryValue.objects.order_by("pk").values(), Pipeline.objects.order_by("pk").values()
        versions = DirectoryVersion.objects.filter(number__gt=0).order_by("pk").values_list("pk", "number")
        jobs = Job.objects.order_by("pk").values_list("pk", "state")
        return [*values, *pipelines, *versions, *deals, *jobs, Event.objects.count()]

    def finish(self) -> None:
        """Let the worker end everything: nothing is being replaced any more."""
        while waiting := Job.objects.filter(state=Job.State.WAITING).first():
            run(waiting.pk)
        self.changes_order = ""
        self.check()
        assert not DirectoryValue.objects.exclude(leaving_to="").exists()


def check_stages(rows: Iterable[DirectoryValue], *, renumbered: bool) -> None:
    staying = [row for row in rows if not row.leaving_to]
    semantics = [row.semantics for row in staying]
    assert [kind for kind, _rows in itertools.groupby(semantics)] == ["", "S", "F"]
    assert semantics.count("S") == 1
    system = [row for row in staying if row.is_system]
    assert [row.semantics for row in system] == ["", "S", "F"]
    assert not any(row.is_hidden for row in system)
    if renumbered:
        assert staying[0] == system[0]
        assert [row.sort for row in staying] == [(place + 1) * 10 for place in range(len(staying))]


def check_marks(rows: Iterable[DirectoryValue], *, is_stages: bool) -> None:
    default = [row for row in rows if row.is_default]
    assert len(default) <= 1
    assert not any(row.is_hidden or row.leaving_to for row in default)
    assert len({row.code.upper() for row in rows}) == len(list(rows))


MOVES: list[Callable[[Play], None]] = [
    Play.save, Play.save, Play.save, Play.add, Play.update, Play.delete, Play.undo, Play.undo, Play.export, Play.apply,
    Play.apply, Play.add_pipeline, Play.delete_pipeline, Play.make, Play.make, Play.make, Play.move, Play.throw_away,
    Play.work,
]  # fmt: skip


@pytest.mark.django_db
class TestAnyLife(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(dice=st.randoms(use_true_random=False), steps=st.integers(1, 15))
    def test_leaves_every_list_whole_and_no_item_orphaned(self, dice: random.Random, steps: int) -> None:
        play: Any = Play(dice)
        for _step in range(steps):
            play.step()
        play.finish()
