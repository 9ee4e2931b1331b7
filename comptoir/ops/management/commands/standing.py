"""comptoir standing: fit the standing models to all clients now, or print the models in force."""

import json as to_json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from comptoir.profile.models import StandingFit
from comptoir.profile.request import CLIENT_TYPES
from comptoir.profile.sections.standing.fit_standings import fit_standings


class Command(BaseCommand):
    help = "Print the models that forecast what clients buy (BG/NBD and Gamma-Gamma); --fit fits them anew first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--fit", action="store_true", help="fit to all clients, instead of waiting for the daily job"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *, fit: bool, json: bool, **_: Any) -> None:
        if fit:
            for client_type in CLIENT_TYPES:
                fit_standings(client_type, at=timezone.now())
        found = {row.client_type: _as_json(row) for row in StandingFit.objects.order_by("client_type")}
        if json:
            self.stdout.write(to_json.dumps(found, indent=1))
        elif not found:
            self.stdout.write("No model was fitted yet: comptoir standing --fit")
        else:
            self.stdout.write("\n".join(_as_lines(name, facts) for name, facts in found.items()))


def _as_json(row: StandingFit) -> dict[str, Any]:
    return {
        "clients": row.clients,
        "repeating": row.repeating,
        "parameters": row.parameters,
        "log_likelihood": row.log_likelihood,
        "correlation": row.correlation,
        "cut_offs": row.cut_offs,
        "refusal": row.refusal,
        "computed_at": row.computed_at.isoformat(),
        "version": row.version,
    }


def _as_lines(client_type: str, facts: dict[str, Any]) -> str:
    parameters = ", ".join(f"{name} {value:.3f}" for name, value in facts["parameters"].items())
    head = f"{client_type}: {facts['clients']} clients, {facts['repeating']} bought again, {facts['computed_at']}"
    return f"{head}\n  {parameters or 'no model: ' + facts['refusal']}"
