"""The types of contact points a column can hold, and what other programs call them."""

from django.utils.translation import gettext_lazy as _

from comptoir.imports.mapping.targets import Target
from comptoir.items.core.fields import Field
from comptoir.kit.text import Text

Entry = tuple[str, Text, tuple[str, ...]]

POINT_TYPES: dict[str, tuple[Entry, ...]] = {
    "PHONE": (
        (
            "WORK",
            _("Work phone"),
            (
                "Phone",
                "Phone number",
                "Telephone",
                "Tel",
                "Téléphone",
                "Téléphone professionnel",
                "Телефон",
                "Рабочий телефон",
                "Person - Phone",
                "Business phone",
            ),
        ),
        ("MOBILE", _("Mobile phone"), ("Mobile", "Cell phone", "Portable", "Téléphone mobile", "Мобильный телефон")),
        ("FAX", _("Fax"), ("Fax number", "Télécopie", "Факс")),
        ("HOME", _("Home phone"), ("Téléphone personnel", "Домашний телефон")),
        ("PAGER", _("Pager"), ("Pager number", "Пейджер")),
        ("OTHER", _("Other phone"), ("Other phone number", "Autre téléphone", "Другой телефон")),
    ),
    "EMAIL": (
        (
            "WORK",
            _("Work e-mail"),
            (
                "E-mail",
                "Email",
                "Mail",
                "E-mail address",
                "Email address",
                "Courriel",
                "Adresse e-mail",
                "E-mail professionnel",
                "Рабочий e-mail",
                "Электронная почта",
                "Person - Email (Work)",
            ),
        ),
        ("HOME", _("Home e-mail"), ("E-mail personnel", "Частный e-mail", "Person - Email (Home)")),
        ("OTHER", _("Other e-mail"), ("Autre e-mail", "Другой e-mail")),
    ),
    "WEB": (
        (
            "WORK",
            _("Company website"),
            (
                "Website",
                "Web site",
                "Web",
                "Site",
                "Corporate website",
                "Site web",
                "Site Internet",
                "Сайт",
                "Корпоративный сайт",
            ),
        ),
        ("HOME", _("Personal page"), ("Page personnelle", "Личная страница")),
        ("FACEBOOK", _("Facebook page"), ("Facebook",)),
        ("LIVEJOURNAL", _("LiveJournal"), ()),
        ("TWITTER", _("Twitter"), ("X",)),
        ("OTHER", _("Other website"), ("Autre site",)),
    ),
    "IM": (
        ("SKYPE", _("Skype"), ("Skype ID",)),
        ("TELEGRAM", _("Telegram"), ()),
        ("VIBER", _("Viber"), ()),
        ("ICQ", _("ICQ"), ("ICQ number",)),
        ("MSN", _("MSN"), ("MSN/Live!",)),
        ("JABBER", _("Jabber"), ()),
        ("OTHER", _("Other messenger"), ("Other contact", "Autre messagerie")),
    ),
}


def point_targets(field: Field) -> list[Target]:
    """Return a target for each type of these points: the first one answers to the field's own name."""
    targets = []
    for position, (value_type, label, aliases) in enumerate(POINT_TYPES.get(field.target, ())):
        own = (field.code, field.target) if position == 0 else ()
        targets.append(Target(f"{field.code}:{value_type}", label, field, value_type, (*own, *aliases)))
    return targets
