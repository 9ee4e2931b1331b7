"""comptoir standing: prints the models in force, and fits them when asked to."""

import json
from io import StringIO

from django.core.management import call_command

from comptoir.profile.models import StandingFit


def told(**options: bool) -> str:
    out = StringIO()
    call_command("standing", stdout=out, **options)
    return out.getvalue()


def test_says_what_to_do_before_the_first_fit(db: None) -> None:
    assert "comptoir standing --fit" in told()


def test_fits_and_prints(db: None) -> None:
    found = json.loads(told(fit=True, json=True))
    assert found["company"]["refusal"] == "few_repeating"
    assert StandingFit.objects.count() == 2
    assert "no model: few_repeating" in told()
