"""What tests.faults disturbs: REST's batch, deleting many, an undo, a replacement of a list value with its job."""

import json
import os
from pathlib import Path
from typing import Any

from django.test import Client

from tests.faults import LATER, NOW


class Work:
    """Twelve deals of an administrator. `resume` is a worker that looks ten minutes later."""

    every: tuple[str, ...] = ()

    def make(self) -> None:
        from django.core.management import call_command

        from comptoir.access.models import User
        from comptoir.items.core.item_types import item_types
        from comptoir.items.writing import add_items

        call_command("migrate", interactive=False, verbosity=0)
        admin = User.objects.create(login="admin", is_admin=True)
        rows = [{"title": f"Deal {number}", "source": "PARTNER", "amount": "10"} for number in range(12)]
        add_items(item_types.get("deal"), rows, actor=admin, at=NOW)
        self.prepare(admin)

    def prepare(self, admin: Any) -> None:
        """Make what this work needs besides."""

    def act(self) -> None:
        raise NotImplementedError

    def resume(self) -> None:
        from django_tasks_db.management.commands.db_worker import Worker

        from comptoir.events.outbox import deliver
        from comptoir.jobs.queue import requeue_lost

        requeue_lost(LATER)
        Worker(
            queue_names=["default"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="resumed",
            excluded_queue_names=[],
        ).run()
        deliver()

    def look(self) -> Any:
        from comptoir.directories.models import DirectoryValue
        from comptoir.events.models import Event, PendingEvent
        from comptoir.jobs.models import Job
        from comptoir.sales.models import Deal
        from comptoir.search.models import SearchEntry

        return {
            "deals": [list(row) for row in Deal.objects.order_by("pk").values_list("title", "source", "stage")],
            "deleted": Deal.objects.filter(deleted_at__isnull=False).count(),
            "events": sorted(f"{code} {item_id}" for code, item_id in Event.objects.values_list("code", "item_id")),
            "list": list(
                DirectoryValue.objects.filter(directory="SOURCE").order_by("pk").values_list("code", flat=True)
            ),
            "leaving": DirectoryValue.objects.exclude(leaving_to="").count(),
            "pending": PendingEvent.objects.count(),
            "found": SearchEntry.objects.filter(item_type=2).count(),
            "jobs": sorted(Job.objects.values_list("state", flat=True)),
        }


class Delete(Work):
    def act(self) -> None:
        from comptoir.access.models import User
        from comptoir.items.core.item_types import item_types
        from comptoir.items.writing import delete_items
        from comptoir.sales.models import Deal

        ids = list(Deal.objects.order_by("pk").values_list("pk", flat=True))
        delete_items(item_types.get("deal"), ids, actor=User.objects.get(), at=NOW)


class UndoDelete(Delete):
    def prepare(self, admin: Any) -> None:
        Delete().act()

    def act(self) -> None:
        from comptoir.access.models import User
        from comptoir.events.models import Event
        from comptoir.items.writing import restore_items

        batch = Event.objects.order_by("pk").last().batch
        restore_items(batch, actor=User.objects.get(), at=NOW)


class Replace(Work):
    """The page's save and the job of it, as a worker runs it right after."""

    def act(self) -> None:
        from comptoir.access.models import User
        from comptoir.directories.catalogue import catalogue
        from comptoir.directories.writing.edits import Delete as DeleteValue
        from comptoir.directories.writing.save import save_directory

        directory = catalogue.get("SOURCE")
        edits = [DeleteValue(code="PARTNER", replace_by="EMAIL")]
        save_directory(directory, edits, seen=0, actor=User.objects.get(), at=NOW)
        self.run_jobs()

    def run_jobs(self) -> None:
        from comptoir.jobs.models import Job
        from comptoir.jobs.queue import run

        for job in Job.objects.filter(state=Job.State.WAITING):
            run(job.pk)


class Batch(Work):
    """Each command of a batch is a write of its own: those that were answered are there, whole."""

    def prepare(self, admin: Any) -> None:
        from comptoir.rest.incoming.actions import add_webhook

        url = add_webhook(admin, "Script", ["crm"], actor=admin, at=NOW).url
        path = url.split("/rest/", 1)[1].rstrip("/")
        (Path(os.environ["COMPTOIR_HOME"]) / "webhook").write_text(f"/rest/{path}")

    def act(self) -> None:
        path = (Path(os.environ["COMPTOIR_HOME"]) / "webhook").read_text()
        commands = {f"c{number}": f"crm.deal.add?fields[TITLE]=New {number}" for number in range(4)}
        body = {"halt": 1, "cmd": commands}
        answer = Client(SERVER_NAME="127.0.0.1").post(
            f"{path}/batch", json.dumps(body), content_type="application/json"
        )
        if answer.status_code >= 500 or answer.json().get("result", {}).get("result_error"):
            raise RuntimeError(f"refused with {answer.status_code}")


DELETE, UNDO, REPLACE, BATCH = Delete(), UndoDelete(), Replace(), Batch()
