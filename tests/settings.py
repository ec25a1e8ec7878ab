"""How do the tests set up Django? As the test environment, on SQLite or on a PostgreSQL of their own."""

import os
import tempfile

os.environ["REDRESS_ENVIRONMENT"] = "test"
os.environ.setdefault("REDRESS_DATA", tempfile.mkdtemp(prefix="redress-tests-"))
if os.environ.get("PYTEST_XDIST_WORKER"):
    # A test that travels in time destroys strays by the time it is there: the files of another worker would be strays.
    os.environ["REDRESS_DATA"] = os.path.join(os.environ["REDRESS_DATA"], os.environ["PYTEST_XDIST_WORKER"])
    os.makedirs(os.environ["REDRESS_DATA"], exist_ok=True)
os.environ.setdefault("REDRESS_LOG_LEVEL", "WARNING")

if os.environ.get("REDRESS_TEST_DATABASE", "sqlite") == "postgresql" and not os.environ.get("REDRESS_DATABASE_URL"):
    from tests.postgresql import temporary_server

    os.environ["REDRESS_DATABASE_URL"] = temporary_server()

from redress.settings import *  # noqa: F403

# The strongest hasher is right for people and slow for a thousand tests; one test checks the real setting.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
