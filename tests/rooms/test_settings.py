"""Do the settings refuse what is unsafe, all at once, and keep secrets out of the log?"""

import io
import json
import logging
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from structlog.stdlib import ProcessorFormatter

from redress.configuration import ConfigurationRefused, configuration, postgresql

PRODUCTION = {
    "REDRESS_ENVIRONMENT": "production",
    "REDRESS_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789-ABCDEFGHIJKLMNOP",
    "REDRESS_ALLOWED_HOSTS": "complaints.council.example",
    "REDRESS_PUBLIC_URL": "https://complaints.council.example",
    "REDRESS_EMAIL_HOST": "mail.council.example",
}


@pytest.fixture
def logged():
    """What our own log handler writes."""
    handler = next(h for h in logging.getLogger().handlers if isinstance(h.formatter, ProcessorFormatter))
    told, before = io.StringIO(), handler.stream
    handler.setStream(told)
    logging.getLogger().setLevel("INFO")
    yield told
    handler.setStream(before)
    logging.getLogger().setLevel("WARNING")


def test_a_complete_production_configuration_is_accepted():
    assert configuration(PRODUCTION).production


def test_production_names_everything_that_is_missing_at_once():
    with pytest.raises(ConfigurationRefused) as refused:
        configuration({"REDRESS_ENVIRONMENT": "production", "REDRESS_DEBUG": "yes"})
    told = str(refused.value)
    for name in (
        "REDRESS_SECRET_KEY",
        "REDRESS_ALLOWED_HOSTS",
        "REDRESS_PUBLIC_URL",
        "REDRESS_EMAIL_HOST",
        "REDRESS_DEBUG",
    ):
        assert name in told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REDRESS_SECRET_KEY", "short"),
        ("REDRESS_SECRET_KEY", "a" * 60),
        ("REDRESS_ALLOWED_HOSTS", "*"),
        ("REDRESS_PUBLIC_URL", "http://complaints.council.example"),
        ("REDRESS_DEBUG", "yes"),
        ("REDRESS_DATABASE_URL", "mysql://here/there"),
        ("REDRESS_EMAIL_PORT", "smtp"),
        ("REDRESS_EMAIL_SECURITY", "perhaps"),
        ("REDRESS_LOG_LEVEL", "LOUD"),
    ],
)
def test_a_production_value_that_is_unsafe_or_mistyped_is_refused(name, value):
    with pytest.raises(ConfigurationRefused) as refused:
        configuration({**PRODUCTION, name: value})
    assert [reason for reason in refused.value.reasons if name in reason] == refused.value.reasons


def test_an_unknown_environment_is_refused():
    with pytest.raises(ConfigurationRefused, match="REDRESS_ENVIRONMENT"):
        configuration({"REDRESS_ENVIRONMENT": "prod"})


def test_a_postgresql_address_is_read_with_its_odd_characters():
    entry = postgresql("postgresql://red%40ress:p%2Fw@db.example:5433/complaints?sslmode=require", pool=7)
    assert (entry["USER"], entry["PASSWORD"], entry["HOST"], entry["PORT"], entry["NAME"]) == (
        "red@ress",
        "p/w",
        "db.example",
        "5433",
        "complaints",
    )
    assert entry["OPTIONS"] == {"sslmode": "require", "pool": {"min_size": 1, "max_size": 7}}


def test_passwords_are_kept_by_argon2():
    source = (Path(settings.BASE_DIR) / "redress" / "settings.py").read_text()
    assert source.index("Argon2PasswordHasher") < source.index("PBKDF2PasswordHasher")


@pytest.mark.django_db
def test_health_says_whether_the_database_answers(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json()["database"] == "ok"
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_every_page_carries_the_strict_policies(client):
    response = client.get("/healthz")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def test_a_request_line_has_a_route_and_neither_path_nor_query(client, logged):
    client.get("/no-such-council/secret-link/?name=Łucja")
    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    assert any(line["event"] == "request" and line["status"] == 404 for line in lines)
    assert "secret-link" not in logged.getvalue()
    assert "ucja" not in logged.getvalue()


def test_a_fault_is_logged_with_its_place(logged):
    try:
        raise ValueError("Łucja Žukauskienė lives here")
    except ValueError:
        logging.getLogger("redress.test").exception("failed")
    line = json.loads(logged.getvalue().splitlines()[-1])
    assert line["fault"] == "ValueError"
    assert "test_settings.py" in line["where"][-1]


@pytest.mark.django_db
def test_sqlite_takes_its_write_lock_at_once():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL locks rows")
    assert settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
