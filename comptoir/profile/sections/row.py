"""The sections of the profile in the order in which pages, paper and key figures show them."""

from comptoir.profile.sections.channels.section import ChannelsSection
from comptoir.profile.sections.conversion.section import ConversionSection
from comptoir.profile.sections.identity.section import IdentitySection
from comptoir.profile.sections.load.section import LoadSection
from comptoir.profile.sections.rhythm.section import RhythmSection
from comptoir.profile.sections.section import Section
from comptoir.profile.sections.standing.section import StandingSection
from comptoir.profile.sections.widgets.section import WidgetsSection
from comptoir.profile.sections.won.section import WonSection

ROW: tuple[type[Section], ...] = (
    IdentitySection,
    LoadSection,
    ChannelsSection,
    WonSection,
    ConversionSection,
    WidgetsSection,
    RhythmSection,
    StandingSection,
)
FOLDING = frozenset(section.code for section in ROW if section.folds)
