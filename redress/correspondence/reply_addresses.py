"""To which address does somebody reply about their case, so that the reply finds it by itself?

The council's own address with a tag: ``complaints+dbc-2026-0001.k3jx7q2mbnpa5tw4@council.example``. The code in it is
made of the council, the case, the person and the secret of the installation. Whoever has it was written to by us about
that case; nobody can make one up, and an address with a wrong code is treated like the plain one.
"""

from __future__ import annotations

import base64
import re
from hmac import compare_digest

from django.conf import settings
from django.utils.crypto import salted_hmac

from redress import policies
from redress.records.models import Party

_LETTERS = 16  # of five bits each: nobody guesses eighty bits by writing e-mails
_LONGEST_BOX = 64  # RFC 5321: longer than that, no server need deliver it
_TAGGED = re.compile(rf"(?P<box>[^@+]+)\+(?P<reference>[a-z0-9/-]{{1,40}})\.(?P<code>[a-z2-7]{{{_LETTERS}}})", re.ASCII)


def accepted(council_id: str) -> frozenset[str]:
    """The addresses of a council that take complaints in, in small letters (Q34: more may than are published)."""
    council = policies.current(council_id).council
    return frozenset(each.lower() for each in (council.complaints_email, *council.accepted_emails))


def without_tag(address: str) -> str:
    """The address without what stands between + and @, in small letters."""
    box, _at, domain = address.strip().lower().rpartition("@")
    return f"{box.partition('+')[0]}@{domain}"


def reply_address(party: Party | None, council_id: str) -> str:
    """The address that a party replies to; the council's plain one for anybody else, or where that is set."""
    plain = policies.current(council_id).council.complaints_email
    if party is None or not settings.REPLY_ADDRESSES:
        return plain
    box, _at, domain = plain.rpartition("@")
    reference = party.case.reference.lower()
    tagged = f"{box}+{reference}.{_code(council_id, reference, party.pk, settings.SECRET_KEY)}"
    return f"{tagged}@{domain}" if len(tagged) <= _LONGEST_BOX and _TAGGED.fullmatch(tagged.lower()) else plain


def party_of(council_id: str, address: str) -> Party | None:
    """The party to whom we gave this address for their case; none where we did not."""
    box, _at, domain = address.strip().lower().rpartition("@")
    found = _TAGGED.fullmatch(box)
    if found is None or f"{found['box']}@{domain}" not in accepted(council_id):
        return None
    parties = Party.objects.filter(case__council=council_id, case__reference=found["reference"].upper())
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    for party in parties.select_related("case", "person"):
        if any(compare_digest(_code(council_id, found["reference"], party.pk, key), found["code"]) for key in keys):
            return party
    return None


def _code(council_id: str, reference: str, party: int, secret: str) -> str:
    made = salted_hmac("correspondence.reply", f"{council_id}\n{reference}\n{party}", secret=secret, algorithm="sha256")
    return base64.b32encode(made.digest()).decode().lower()[:_LETTERS]
