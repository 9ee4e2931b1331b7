"""Why a change to a pipeline is refused."""

from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import Conflict, Invalid


class NameRequired(Invalid):
    code = "name_required"
    message = _("Give the pipeline a name.")

    def __init__(self) -> None:
        super().__init__(fields={"name": self.message})


class NameTooLong(Invalid):
    code = "name_too_long"
    message = _("This name is too long: at most 255 characters.")

    def __init__(self) -> None:
        super().__init__(fields={"name": self.message})


class DefaultPipeline(Conflict):
    code = "default_pipeline"
    message = _("The default pipeline cannot be deleted.")


class PipelineInUse(Conflict):
    code = "pipeline_in_use"
    message = _("There are records in this pipeline, perhaps in the recycle bin. Move them first.")
