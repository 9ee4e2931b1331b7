"""The invented names and subjects that the demo portal is made of, in French and English."""

from collections.abc import Mapping
from typing import Any

DEPARTMENTS = {
    "fr": ("Direction commerciale", "Ventes France", "Export"),
    "en": ("Sales management", "Home sales", "Export"),
}

# First name, last name, position, department (place in DEPARTMENTS), role, heads the department.
STAFF = (
    ("Claire", "Morel", {"fr": "Directrice commerciale", "en": "Sales director"}, 0, "executive", True),
    ("Hugo", "Lambert", {"fr": "Chef des ventes", "en": "Head of sales"}, 1, "head", True),
    ("Inès", "Garnier", {"fr": "Commerciale", "en": "Salesperson"}, 1, "manager", False),
    ("Malik", "Benali", {"fr": "Commercial", "en": "Salesperson"}, 1, "manager", False),
    ("Sofia", "Rinaldi", {"fr": "Responsable export", "en": "Head of export"}, 2, "head", True),
    ("Tom", "Fischer", {"fr": "Commercial export", "en": "Export salesperson"}, 2, "manager", False),
)

COMPANY_HEADS = (
    "Atelier",
    "Maison",
    "Comptoirs",
    "Établissements",
    "Brasserie",
    "Librairie",
    "Clinique",
    "Garage",
    "Hôtel",
    "Studio",
)
COMPANY_TAILS = (
    "Valmont",
    "Bellecour",
    "du Marais",
    "Kerguelen",
    "Saint-Aubin",
    "des Alpes",
    "Lacassagne",
    "Verdier",
    "Orsay",
    "Perrault",
    "Montclar",
    "des Tilleuls",
    "Rochebrune",
    "Delmas",
    "Bréhat",
    "Fontenay",
    "du Vieux-Port",
    "Cassini",
    "Arpège",
    "Lagrange",
    "Ventoux",
    "Mirabeau",
    "des Lices",
    "Carnot",
)
FIRST_NAMES = (
    "Adèle",
    "Baptiste",
    "Camille",
    "Damien",
    "Élodie",
    "Fabrice",
    "Gaëlle",
    "Hélène",
    "Ivan",
    "Jeanne",
    "Karim",
    "Léa",
    "Maxime",
    "Nadia",
    "Olivier",
    "Pauline",
    "Quentin",
    "Romane",
    "Samir",
    "Thérèse",
    "Ugo",
    "Valérie",
    "William",
    "Yann",
)
LAST_NAMES = (
    "Aubry",
    "Barbier",
    "Chevalier",
    "Dupuis",
    "Esnault",
    "Faure",
    "Guérin",
    "Hamel",
    "Jacquet",
    "Klein",
    "Leroux",
    "Mercier",
    "Nguyen",
    "Olivier",
    "Pasquier",
    "Quéré",
    "Renaud",
    "Schmitt",
    "Texier",
    "Vidal",
    "Weber",
    "Zimmermann",
)
POSITIONS = {
    "fr": ("Gérante", "Acheteur", "Directeur technique", "Assistante de direction", "Responsable de site", "Comptable"),
    "en": ("Owner", "Buyer", "Technical director", "Executive assistant", "Site manager", "Accountant"),
}
CITIES = (
    ("Lyon", "69002"),
    ("Nantes", "44000"),
    ("Lille", "59000"),
    ("Bordeaux", "33000"),
    ("Rennes", "35000"),
    ("Grenoble", "38000"),
    ("Genève", "1201"),
    ("Bruxelles", "1000"),
)
STREETS = ("rue des Forges", "quai de la Loire", "avenue Jean-Jaurès", "place du Marché", "rue Haute", "cours Vitton")

# Name in French, in English, price before tax in euros.
PRODUCTS = (
    ("Comptoir en chêne", "Oak counter", 2400),
    ("Étagère modulaire", "Modular shelf", 380),
    ("Vitrine réfrigérée", "Chilled display", 5200),
    ("Caisse tactile", "Touch till", 890),
    ("Balance connectée", "Connected scale", 460),
    ("Enseigne lumineuse", "Illuminated sign", 1350),
    ("Pose et mise en service", "Installation", 650),
    ("Contrat d'entretien", "Service contract", 1180),
)

ACTIVITY_TITLES: Mapping[str, Mapping[str, Any]] = {
    "call": {
        "fr": ("Point sur le projet", "Relance de l'offre", "Demande de délai"),
        "en": ("Project update", "Quote follow-up", "Asked for time"),
    },
    "email": {
        "fr": ("Envoi de l'offre", "Réponse à une question", "Confirmation de commande"),
        "en": ("Quote sent", "Question answered", "Order confirmed"),
    },
    "meeting": {
        "fr": ("Visite du magasin", "Démonstration", "Signature"),
        "en": ("Shop visit", "Demonstration", "Signature"),
    },
    "chat": {
        "fr": ("Question sur le site", "Suivi de livraison"),
        "en": ("Question on the site", "Delivery question"),
    },
    "webform": {
        "fr": ("Demande de devis en ligne", "Demande de rappel"),
        "en": ("Quote asked online", "Callback asked"),
    },
    "sms": {"fr": ("Rappel de rendez-vous", "Livraison demain"), "en": ("Meeting reminder", "Delivery tomorrow")},
    "task": {"fr": ("Préparer le plan", "Vérifier le stock"), "en": ("Prepare the plan", "Check the stock")},
}
PIPELINE_EXPORT = {"fr": "Export", "en": "Export"}
