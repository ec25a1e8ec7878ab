"""How is the made-up council of three_stages.toml put beside the real ones, for as long as a test lasts?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from redress import policies

FOLDER = Path(__file__).parent
MARSHBRIDGE = "marshbridge"


@contextmanager
def marshbridge_installed() -> Iterator[None]:
    """Inside, its policy file is read as a council's own would be: from a folder of REDRESS_POLICIES."""
    with mock.patch.dict("os.environ", {policies.FOLDERS: str(FOLDER)}):
        policies.reload()
        try:
            yield
        finally:
            policies.reload()
