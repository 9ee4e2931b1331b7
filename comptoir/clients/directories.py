"""The lists of clients, with the values they come with: what contacts and companies are, and where they came from."""

from django.utils.translation import gettext_lazy as _

from comptoir.directories.catalogue import Directory, Shipped, catalogue

SOURCE = catalogue.add(
    Directory(
        "SOURCE",
        _("Sources"),
        order=110,
        shipped=(
            Shipped("CALL", 10, "Appel", "Call", is_system=True),
            Shipped("EMAIL", 20, "E-mail", "E-mail"),
            Shipped("WEB", 30, "Site web", "Website"),
            Shipped("ADVERTISING", 40, "Publicité", "Advertising"),
            Shipped("PARTNER", 50, "Client existant", "Existing client"),
            Shipped("RECOMMENDATION", 60, "Recommandation", "By recommendation"),
            Shipped("TRADE_SHOW", 70, "Salon / exposition", "Trade show"),
            Shipped("WEBFORM", 80, "Formulaire CRM", "CRM form", is_system=True),
            Shipped("CALLBACK", 90, "Rappel", "Callback", is_system=True),
            Shipped("RC_GENERATOR", 100, "Générateur de ventes", "Sales generator", is_system=True),
            Shipped("STORE", 110, "Boutique en ligne", "Online store", is_system=True),
            Shipped("OTHER", 120, "Autre", "Other"),
            Shipped("REPEAT_SALE", 130, "Ventes répétées", "Repeat sales", is_system=True),
            Shipped("BOOKING", 81, "Réservation en ligne", "Online booking", is_system=True),
        ),
    )
)
CONTACT_TYPE = catalogue.add(
    Directory(
        "CONTACT_TYPE",
        _("Contact type"),
        order=120,
        shipped=(
            Shipped("CLIENT", 10, "Clients", "Clients"),
            Shipped("SUPPLIER", 20, "Fournisseurs", "Suppliers"),
            Shipped("PARTNER", 30, "Partenaires", "Partners"),
            Shipped("OTHER", 40, "Autre", "Other"),
        ),
    )
)
COMPANY_TYPE = catalogue.add(
    Directory(
        "COMPANY_TYPE",
        _("Company type"),
        order=130,
        shipped=(
            Shipped("CUSTOMER", 10, "Client", "Client"),
            Shipped("SUPPLIER", 20, "Fournisseur", "Supplier"),
            Shipped("COMPETITOR", 30, "Concurrent", "Competitor"),
            Shipped("PARTNER", 40, "Partenaire", "Partner"),
            Shipped("OTHER", 50, "Autre", "Other"),
        ),
    )
)
EMPLOYEES = catalogue.add(
    Directory(
        "EMPLOYEES",
        _("Number of employees"),
        order=140,
        shipped=(
            Shipped("EMPLOYEES_1", 10, "moins de 50", "less than 50", is_system=True),
            Shipped("EMPLOYEES_2", 20, "50-250", "50-250"),
            Shipped("EMPLOYEES_3", 30, "250-500", "250-500"),
            Shipped("EMPLOYEES_4", 40, "plus de 500", "over 500"),
        ),
    )
)
INDUSTRY = catalogue.add(
    Directory(
        "INDUSTRY",
        _("Industry"),
        order=150,
        shipped=(
            Shipped("IT", 10, "Technologies de l'information", "Information Technology"),
            Shipped("TELECOM", 20, "Télécommunications", "Telecommunications"),
            Shipped("MANUFACTURING", 30, "Production / industrie", "Manufacturing"),
            Shipped("BANKING", 40, "Services bancaires", "Banking"),
            Shipped("CONSULTING", 50, "Conseil", "Consulting"),
            Shipped("FINANCE", 60, "Finance", "Finance"),
            Shipped("GOVERNMENT", 70, "Administration publique", "Government"),
            Shipped("DELIVERY", 80, "Livraison", "Delivery"),
            Shipped("ENTERTAINMENT", 90, "Divertissement", "Entertainment"),
            Shipped("NOTPROFIT", 100, "Organisation à but non lucratif", "Non-profit"),
            Shipped("OTHER", 110, "Autre", "Other", is_system=True),
        ),
    )
)
# Ruling R12: a portal gets the salutations of its language only.
HONORIFIC = catalogue.add(
    Directory(
        "HONORIFIC",
        _("Salutations"),
        order=170,
        shipped=(
            Shipped("HNR_FR_1", 10, "M.", "Mr.", only_in="fr"),
            Shipped("HNR_FR_2", 20, "Mme", "Mrs.", only_in="fr"),
            Shipped("HNR_FR_3", 30, "Mlle", "Miss", only_in="fr", is_hidden=True),
            Shipped("HNR_FR_4", 40, "Dr", "Dr.", only_in="fr"),
            Shipped("HNR_EN_1", 10, "M.", "Mr.", only_in="en"),
            Shipped("HNR_EN_2", 20, "Mme", "Mrs.", only_in="en"),
            Shipped("HNR_EN_3", 30, "Mme", "Ms.", only_in="en"),
            Shipped("HNR_EN_4", 40, "Dr", "Dr.", only_in="en"),
        ),
    )
)
