"""A process of the tests of `comptoir move`: makes one, moves it (killed at its n-th step), prints digests.

python -m tests.ops.moving_portal make | digests | move ADDRESS [AT]
"""

import json
import os
import sys
from datetime import timedelta

import django


def main(action: str, address: str = "", at: str = "0") -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")
    django.setup()
    from comptoir.ops.portal_tables import digests

    if action == "make":
        make()
    elif action == "move":
        from comptoir.ops.move import target
        from comptoir.ops.move.moving import move
        from tests.faults import Fault

        fault = Fault(int(at))
        # The move is given the same connection again.
        fault.watch(target.open_target(address))
        move(address)
        sys.stdout.write(json.dumps({"steps": len(fault.steps)}))
        return
    sys.stdout.write(json.dumps({table: [each.rows, each.sum] for table, each in digests().items()}))


def make() -> None:
    """A demo portal, and values of every sort that a database may keep in its own way."""
    from django.core.management import call_command
    from django.utils import timezone

    from comptoir.access.models import SignInFailure, User
    from comptoir.clients.models import Company
    from comptoir.events.models import Event
    from comptoir.jobs.models import Job
    from comptoir.ops.first_start import set_up
    from comptoir.sales.models import Deal

    call_command("migrate", interactive=False, verbosity=0)
    now = timezone.now()
    set_up(demo=True, at=now, say=lambda _text: None)
    admin = User.objects.get(login="admin")
    Company.objects.filter(pk=1).update(
        title="Œuvre « 😀 » \u202f\t\\ ' \" %s", comments="a\r\nb\u2028c", deleted_at=now
    )
    Deal.objects.filter(pk=1).update(amount="99999999999999.9999", account_amount=None, rate="0.0123456789")
    Event.objects.create(
        code="item.changed",
        item_type=2,
        item_id=1,
        actor=admin,
        at=now - timedelta(microseconds=1),
        changes={"z": [None, 1.5], "a": [{"ü": [True, 10**18]}, "\ud7ff"]},
    )
    Job.objects.create(name="sales.recompute_open_amounts", arguments={}, created_at=now)
    last = SignInFailure.objects.create(login="x", address="::1", at=now)
    last.delete()


if __name__ == "__main__":
    main(*sys.argv[1:])
