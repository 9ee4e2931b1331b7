"""comptoir messages: collect, update, check and compile the translation catalogues."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from comptoir.ops import messages


class Command(BaseCommand):
    help = "Collect, update, check or compile the French translations, for all apps or the ones named."
    requires_system_checks: list[str] = []
    works_without_data = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "action",
            choices=["extract", "update", "check", "compile"],
            help="extract: print what the sources contain; update: add it to the catalogues; "
            "check: fail if a translation is missing, unfinished or unused; compile: make them ready for use",
        )
        parser.add_argument("app", nargs="*", help="names of apps, such as sales; all when none is given")

    def handle(self, *, action: str, app: list[str], **_: Any) -> None:
        chosen = messages.apps(app)
        if unknown := set(app) - {each.name for each in chosen}:
            raise CommandError(f"There is no app called {', '.join(sorted(unknown))}.")
        getattr(self, f"do_{action}")(chosen)

    def do_extract(self, apps: list[messages.App]) -> None:
        for app in apps:
            self.stdout.write(messages.as_po(app, messages.collect(app)))

    def do_update(self, apps: list[messages.App]) -> None:
        for app in apps:
            if messages.update(app):
                self.stdout.write(f"{app.name}: updated")

    def do_check(self, apps: list[messages.App]) -> None:
        found = [problem for app in apps for problem in messages.problems(app)]
        found += messages.conflicts(apps)
        for problem in found:
            self.stdout.write(problem)
        if found:
            raise CommandError(f"The French translations have {len(found)} problems.")
        self.stdout.write("The French translations are complete.")

    def do_compile(self, apps: list[messages.App]) -> None:
        for app in apps:
            if messages.compile_catalogue(app):
                self.stdout.write(f"{app.name}: compiled")
