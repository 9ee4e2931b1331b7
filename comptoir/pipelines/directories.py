"""The lists of stages that pipelines have, with the stages that a new pipeline comes with."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from comptoir.directories.catalogue import Directory, Shipped, catalogue
from comptoir.directories.values.colours import BLUE, GREEN, MINT, ORANGE, RED, SKY, TEAL
from comptoir.kit.semantics import Semantics
from comptoir.kit.text import Text
from comptoir.pipelines.models import Pipeline
from comptoir.pipelines.queries import (
    DEAL,
    INVOICE,
    TEMPLATES,
    pipeline_name,
    pipelines,
    stage_directory_of,
    stage_prefix,
)

SUCCESS, FAILURE = Semantics.SUCCESS.stored, Semantics.FAILURE.stored

# By the type of records: what the lists are called, and their place on the page.
LABELS: dict[str, tuple[Text, int]] = {DEAL: (_("Deal stages"), 20), INVOICE: (_("Invoice stages"), 40)}

DEAL_STAGES = catalogue.add_template(
    TEMPLATES[DEAL],
    (
        Shipped("NEW", 10, "Nouvelle", "New", is_system=True, colour=BLUE),
        Shipped("PREPARATION", 20, "Préparation des documents", "Document preparation", colour=SKY),
        Shipped("PREPAYMENT_INVOICE", 30, "Facture d'acompte", "Prepayment invoice", colour=TEAL),
        Shipped("EXECUTING", 40, "En cours d'exécution", "In progress", colour=MINT),
        Shipped("FINAL_INVOICE", 50, "Facture finale", "Final invoice", colour=ORANGE),
        Shipped("WON", 60, "Transaction gagnée", "Deal won", is_system=True, semantics=SUCCESS, colour=GREEN),
        Shipped("LOSE", 70, "Transaction perdue", "Deal lost", is_system=True, semantics=FAILURE, colour=RED),
        Shipped("APOLOGY", 80, "Analyse de l'échec", "Failure reason analysis", semantics=FAILURE, colour=RED),
    ),
)
INVOICE_STAGES = catalogue.add_template(
    TEMPLATES[INVOICE],
    (
        Shipped("N", 10, "Nouvelle", "New", is_system=True, colour=BLUE),
        Shipped("S", 20, "Envoyée au client", "Sent to client", colour=SKY),
        Shipped("P", 30, "Payée", "Paid", is_system=True, semantics=SUCCESS, colour=GREEN),
        # Ruling R6: failure means cancelled here; the code stays.
        Shipped("D", 40, "Annulée", "Cancelled", is_system=True, semantics=FAILURE, colour=RED),
    ),
)


def pipeline_directories() -> Sequence[Directory]:
    return [directory_of(pipeline) for item_type in LABELS for pipeline in pipelines(item_type)]


def directory_of(pipeline: Pipeline) -> Directory:
    """Return the list of the pipeline's stages."""
    label, order = LABELS[pipeline.item_type]
    return Directory(
        code=stage_directory_of(pipeline),
        label=label,
        order=order,
        is_stages=True,
        item_type=pipeline.item_type,
        prefix=stage_prefix(pipeline.item_type, pipeline.pk),
        pipeline_id=pipeline.pk,
        pipeline_name=pipeline_name(pipeline),
        shipped=DEAL_STAGES if pipeline.item_type == DEAL else INVOICE_STAGES,
        template=TEMPLATES[pipeline.item_type],
    )


catalogue.providers.append(pipeline_directories)
