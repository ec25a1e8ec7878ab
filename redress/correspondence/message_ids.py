"""By which id does a mail programme know a message of ours again?"""

from __future__ import annotations

import secrets

from redress import policies


def message_id(council_id: str) -> str:
    """A Message-ID that is fixed before the first attempt; it says the council's mail domain and nothing else."""
    _box, _at, domain = policies.current(council_id).council.complaints_email.rpartition("@")
    return f"<{secrets.token_hex(16)}@{domain}>"
