"""REST methods of pipelines: crm.category.*, and crm.dealcategory.*, their older names for deals."""

from comptoir.pipelines.rest import categories, deal_categories

__all__ = ["categories", "deal_categories"]
