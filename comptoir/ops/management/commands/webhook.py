"""comptoir webhook: make, list and revoke the addresses through which programs call REST."""

from typing import Any

import msgspec
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from comptoir.access.models import User
from comptoir.rest.incoming.actions import add_webhook, revoke_webhook
from comptoir.rest.models import IncomingWebhook
from comptoir.rest.scopes import SCOPES


class Command(BaseCommand):
    help = "Make, list or revoke incoming webhooks. The address of a new one is printed once and never kept."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        add = verbs.add_parser("add", help="make a webhook and print its address")
        add.add_argument("--user", default="admin", help="sign-in name of the user it acts as (%(default)s)")
        add.add_argument("--scope", default=",".join(SCOPES), help="scopes, comma-separated (%(default)s)")
        add.add_argument("--title", default="comptoir webhook add", help="what it is for (%(default)s)")
        revoke = verbs.add_parser("revoke", help="make a webhook's address stop working, for good")
        revoke.add_argument("id", type=int, help="number that `list` shows")
        for verb in (add, revoke, verbs.add_parser("list", help="list the webhooks in force")):
            verb.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *, verb: str, **options: Any) -> None:
        getattr(self, f"do_{verb}")(options)

    def do_add(self, options: dict[str, Any]) -> None:
        user = User.objects.filter(login__iexact=options["user"]).first()
        if user is None:
            raise CommandError(f"There is no user {options['user']!r}.")
        scopes = [name.strip() for name in options["scope"].split(",") if name.strip()]
        if unknown := sorted(set(scopes) - set(SCOPES)):
            raise CommandError(f"Unknown scope: {', '.join(unknown)}. There are: {', '.join(SCOPES)}.")
        made = add_webhook(user, options["title"], scopes, actor=user, at=timezone.now())
        self.show(options, {**described(made.webhook), "url": made.url}, made.url)

    def do_list(self, options: dict[str, Any]) -> None:
        found = [described(webhook) for webhook in IncomingWebhook.objects.in_force().for_list()]
        lines = [f"{row['id']}  {row['user']}  {','.join(row['scopes'])}  {row['title']}" for row in found]
        self.show(options, found, "\n".join(lines) or "There is no webhook in force.")

    def do_revoke(self, options: dict[str, Any]) -> None:
        webhook = IncomingWebhook.objects.in_force().select_related("user").filter(pk=options["id"]).first()
        if webhook is None:
            raise CommandError(f"There is no webhook {options['id']} in force.")
        revoke_webhook(webhook, actor=webhook.user, at=timezone.now())
        self.show(options, described(webhook), f"Webhook {webhook.pk} is revoked.")

    def show(self, options: dict[str, Any], data: object, text: str) -> None:
        self.stdout.write(msgspec.json.encode(data).decode() if options["json"] else text)


def described(webhook: IncomingWebhook) -> dict[str, Any]:
    return {
        "id": webhook.pk,
        "user": webhook.user.login,
        "title": webhook.title,
        "scopes": webhook.scopes,
        "created_at": webhook.created_at,
        "last_used_at": webhook.last_used_at,
        "revoked_at": webhook.revoked_at,
    }
