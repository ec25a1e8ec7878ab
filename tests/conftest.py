"""What does every test share?"""

import shutil
from pathlib import Path

import pytest
from django.conf import settings


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folder of files that the tests wrote, once every parallel worker is done with it."""
    data = Path(settings.DATA)
    if not hasattr(config, "workerinput") and data.name.startswith("redress-tests-"):
        shutil.rmtree(data, ignore_errors=True)
