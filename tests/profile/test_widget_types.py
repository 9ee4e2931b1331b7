"""Every type of widget through everything that is done with one: whatever module stands in the folder of types."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from comptoir.access.models import User
from comptoir.items.core.item_types import item_types
from comptoir.profile.layouts.in_force import layout_in_force
from comptoir.profile.layouts.saving import save_layout
from comptoir.profile.request import read_asked
from comptoir.profile.widget_pages.fields import fields
from comptoir.profile.widgets.check import faults_of
from comptoir.profile.widgets.drawing import draw_alone, plan
from comptoir.profile.widgets.reading import read_widget, stored_layout
from comptoir.profile.widgets.type import WidgetType, kind_of, widget_types
from tests.profile.test_strip import filled
from tests.world import World

pytestmark = pytest.mark.django_db
TYPES = pytest.mark.parametrize("kind", list(widget_types), ids=lambda kind: kind.code)


@TYPES
def test_goes_through_everything(kind: WidgetType, world: World) -> None:
    company, viewer = filled(world), world.admin
    widget = kind.begin()
    assert faults_of(widget) == {}
    assert kind_of(widget) is kind
    assert read_widget(widget.stored()) == widget
    assert stored_layout([widget.stored()]) == [widget]
    save_layout(layout_in_force(viewer, "company"), [widget], at=timezone.now())
    for query in ({"period": "ALL"}, {"period": "Y-2025", "compare": "previous"}):
        asked = read_asked(query, item_types.get("company"), company, viewer)
        tile = draw_alone(plan(widget, asked), asked)
        head, *rows = kind.rows(tile)
        assert all(len(row) == len(head) for row in rows)
        assert all(cell is None or isinstance(cell, str | int | Decimal) for row in rows for cell in row)
        shown: dict[str, Any] = fields(widget.stored(), asked)
        assert shown["kind"] is kind
        assert shown["tile"].shown == tile.shown
    _pages(world, viewer, f"/companies/{company.pk}/profile/", kind)


def _pages(world: World, viewer: User, path: str, kind: WidgetType) -> None:
    client = world.client_of("admin")
    widget = f"{path}widgets/new-widget/"
    for address in (
        f"{path}?period=Y-2025&compare=previous",
        f"{path}print/",
        f"{path}widgets/gallery/",
        f"{path}widgets/new/?type={kind.code}",
        widget,
        f"{widget}span/?days=Y-2025",
        f"{widget}explained/",
        f"{widget}export/",
        f"{widget}export/?format=xlsx",
    ):
        response = client.get(address)
        assert response.status_code == 200, address
    assert f'data-type="{kind.code}"' in client.get(path).content.decode()
    assert [each.id for each in layout_in_force(viewer, "company").widgets] == ["new-widget"]
