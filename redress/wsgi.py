"""Where does the web server find the application?"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redress.settings")

application = get_wsgi_application()

from redress.accounts.checks import refuse_demonstration_people  # noqa: E402 - the models are there only now

refuse_demonstration_people()
