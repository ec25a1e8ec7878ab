"""What do the histories kept in the file come to now? Prints what ``standings-v1.json`` would hold."""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from tests.data.events import HISTORIES, standings  # noqa: E402

sys.stdout.write(standings(HISTORIES))
