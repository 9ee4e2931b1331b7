"""Which tables are exported as open files, and which are left out and why: every table is in one of the two.

A column that holds a secret (a password, a token, even hashed) is never exported; the tests look at the names of
columns.
"""

from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from comptoir.kit.text import Text
from comptoir.ops.portal_tables import tables


@dataclass(frozen=True, slots=True)
class Rule:
    """What a table holds, as the description says, and the columns that stay out of the file."""

    holds: Text
    without: tuple[str, ...] = ()


EXPORTED: dict[str, Rule] = {
    "access_department": Rule(_("Departments, with the one above and the head of each.")),
    "access_grant": Rule(_("What each role may do.")),
    "access_role": Rule(_("Roles.")),
    "access_user": Rule(_("Users."), without=("password",)),
    "access_user_roles": Rule(_("Which user has which roles.")),
    "account_accountsettings": Rule(_("Settings of the account.")),
    "account_currency": Rule(_("Currencies.")),
    "account_currencyrate": Rule(_("Rates of currencies, by day.")),
    "activities_activity": Rule(_("Activities: calls, e-mails, meetings, tasks.")),
    "activities_activitybinding": Rule(_("To which records an activity belongs.")),
    "activities_communication": Rule(_("Phone numbers and addresses that an activity went through.")),
    "catalog_product": Rule(_("Products.")),
    "clients_company": Rule(_("Companies.")),
    "clients_contact": Rule(_("Contacts.")),
    "clients_contactcompany": Rule(_("Which contacts belong to which companies.")),
    "directories_directoryvalue": Rule(_("Values of stages and drop-down lists; directories.yaml has them too.")),
    "backup_backupplan": Rule(_("When and where backups are made."), without=("passphrase",)),
    "events_event": Rule(_("The history: what was changed, by whom and when, with the values before and after.")),
    "imports_importmapping": Rule(_("Saved mappings of imports.")),
    "imports_importproblem": Rule(_("Rows that an import refused or changed.")),
    "imports_importrun": Rule(_("Imports, with their results.")),
    "items_contactpoint": Rule(_("Phone numbers, e-mail addresses, websites and messengers of records.")),
    "items_listview": Rule(_("Columns and order that users have chosen for their lists.")),
    "items_observer": Rule(_("Users who follow a record.")),
    "items_segment": Rule(_("Saved filters.")),
    "items_stagechange": Rule(_("The history of stages.")),
    "pipelines_pipeline": Rule(_("Pipelines.")),
    "profile_loadtarget": Rule(_("Targets of the communication load.")),
    "profile_profilelayout": Rule(_("Layouts of widgets.")),
    "profile_profileview": Rule(_("What users have last chosen in the Profile.")),
    "rest_incomingwebhook": Rule(_("Incoming webhooks, without their keys."), without=("token_hash",)),
    "rest_outgoingwebhook": Rule(
        _("Outgoing webhooks, without their keys."), without=("token", "secret", "old_secret", "old_secret_until")
    ),
    "sales_deal": Rule(_("Deals.")),
    "sales_dealcontact": Rule(_("Contacts of deals.")),
    "sales_invoice": Rule(_("Invoices.")),
    "sales_invoicecontact": Rule(_("Contacts of invoices.")),
    "sales_lead": Rule(_("Leads.")),
    "sales_leadcontact": Rule(_("Contacts of leads.")),
    "sales_payment": Rule(_("Payments of invoices.")),
    "sales_productrow": Rule(_("Product rows of deals, leads, quotes and invoices.")),
    "sales_quote": Rule(_("Quotes.")),
    "sales_quotecontact": Rule(_("Contacts of quotes.")),
}
WORKED_OUT = _("worked out from other tables, and again when needed")
WORK = _("work of this installation that is under way or done")
OURS = _("what the program remembers of itself")
CONFIDENTIAL = _("secrets, or what only makes sense beside them")
LEFT_OUT: dict[str, Text] = {
    "access_knowndevice": CONFIDENTIAL,
    "access_signinfailure": WORK,
    "access_usersession": CONFIDENTIAL,
    "auth_group": OURS,
    "auth_group_permissions": OURS,
    "auth_permission": OURS,
    "directories_directorystate": OURS,
    "directories_directoryversion": OURS,
    "directories_seededdirectory": OURS,
    "directories_undonechangeset": OURS,
    "django_content_type": OURS,
    "django_session": CONFIDENTIAL,
    "django_tasks_database_dbtaskresult": WORK,
    "events_pendingevent": WORK,
    "jobs_job": WORK,
    "jobs_workersign": WORK,
    "once_claim": WORK,
    "profile_clientstanding": WORKED_OUT,
    "profile_loadaverage": WORKED_OUT,
    "profile_peermeasure": WORKED_OUT,
    "profile_standingfit": WORKED_OUT,
    "rest_delivery": WORK,
    "search_searchentry": WORKED_OUT,
}


def exported() -> list[tuple[type[Model], Rule]]:
    """Return the tables that are exported. A table without a rule is not: a test names it."""
    return [(model, EXPORTED[model._meta.db_table]) for model in tables() if model._meta.db_table in EXPORTED]
