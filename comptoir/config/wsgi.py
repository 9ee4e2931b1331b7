"""The WSGI application that the web server loads."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from comptoir.backup.unfinished import unfinished_restore, what_to_do

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")
if _begun := unfinished_restore(settings.COMPTOIR_HOME):
    raise ImproperlyConfigured(what_to_do(_begun))
application = get_wsgi_application()
