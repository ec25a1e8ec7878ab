"""How does somebody come back to a complaint they have not sent, on this device or another one?

By a link that is e-mailed to them, or by a code they write down. Both do nothing else, and end when the complaint is
sent or is kept no longer. Of an address only a keyed hash is kept: to send the link once more it has to be typed again.
"""

from __future__ import annotations

import secrets

from django.utils import timezone
from django.utils.crypto import salted_hmac

from redress.accounts.models import Council
from redress.correspondence.before_cases import write_to
from redress.design.templatetags.design import long_date
from redress.intake import drafts
from redress.intake.links import return_link
from redress.intake.models import Draft, DraftKey

#: Letters and figures that nobody mistakes for one another, however they are written down.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _LONG = 3, 4
_MISREAD = str.maketrans({"O": "Q", "0": "Q", "I": "J", "1": "J", "L": "J", "U": "V"})
MAIL = "intake/mail/saved.txt"


def new_code(draft: Draft) -> str:
    """A code to write down, told only once: three groups of four, 58 bits that nobody guesses at twenty tries."""
    groups = ["".join(secrets.choice(_SIGNS) for _sign in range(_LONG)) for _group in range(_GROUPS)]
    DraftKey.objects.create(draft=draft, kind=DraftKey.Kind.CODE, hash=drafts.hashed(_plain("".join(groups))))
    return " ".join(groups)


def mail_link(draft: Draft, email: str) -> None:
    """Send a link by which to come back, inside the caller's transaction."""
    secret = secrets.token_urlsafe(32)
    made = DraftKey.objects.create(draft=draft, kind=DraftKey.Kind.LINK, hash=drafts.hashed(secret))
    draft.email_hash = _hash_of(email)
    draft.touched_at = timezone.now()
    draft.save(update_fields=["email_hash", "touched_at"])
    context = {"until": long_date(drafts.until(draft))}
    link = return_link(draft.council_id, secret)
    write_to(draft.council_id, email, MAIL, context, f"draft-key-{made.pk}", link=link)


def mail_again(council: Council, email: str) -> None:
    """Send a new link to each unsent draft to which one was sent before at this address. It tells nobody whether."""
    for draft in Draft.objects.filter(council=council, case=None, email_hash=_hash_of(email)):
        if not drafts.is_stale(draft):
            mail_link(draft, email)


def opened_by(council: Council, kind: str, secret: str) -> Draft | None:
    """The unsent draft that a link or a code opens; none for one that is wrong, has ended or is another council's."""
    hashed = drafts.hashed(_plain(secret) if kind == DraftKey.Kind.CODE else secret)
    key = DraftKey.objects.filter(kind=kind, hash=hashed, draft__council=council).select_related("draft").first()
    draft = key.draft if key is not None else None
    return draft if draft is not None and not draft.is_sent and not drafts.is_stale(draft) else None


def let_in(draft: Draft) -> str:
    """Let one more browser in; gives the secret that it is to remember."""
    secret = secrets.token_urlsafe(32)
    DraftKey.objects.create(draft=draft, kind=DraftKey.Kind.BROWSER, hash=drafts.hashed(secret))
    return secret


def _plain(code: str) -> str:
    """A code as it is compared, however it was written down and typed."""
    signs = "".join(sign for sign in code.upper() if sign.isascii() and sign.isalnum())
    return signs.translate(_MISREAD)


def _hash_of(email: str) -> str:
    return salted_hmac("redress.intake.returning", email.strip().casefold(), algorithm="sha256").hexdigest()
