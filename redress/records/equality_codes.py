"""Who may answer the questions about themselves, once and for a limited time, without being known by it?

A code is made from a secret, and nothing of it is kept. That of a complaint is made from the secret of its tracking
link, which only the person has: whoever holds the database, and even the key of the installation, cannot make it again,
and so cannot tell from the codes that were used whose they were. A code that staff hand over is made from a secret that
is thrown away at once. Sixteen signs: one for the week, six from the secret, nine that prove that we made it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from hmac import compare_digest

from django.utils.crypto import salted_hmac

#: Crockford's 32 signs: none is easily taken for another when it is read out.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_OWN, _PROOF = 6, 9
LENGTH = 1 + _OWN + _PROOF
_WEEK = 7


class WrongCode(ValueError):
    """We made no such code, or it has run out: ``ran_out`` tells which."""

    def __init__(self, *, ran_out: bool) -> None:
        super().__init__("ran out" if ran_out else "unknown")
        self.ran_out = ran_out


@dataclass(frozen=True, slots=True)
class _Parts:
    week: int
    own: str
    proof: str


def new_code(council: str, on: date, secret: str = "") -> str:
    """The code that belongs to a secret, made on a day; without one, a code that nobody can make again."""
    own = _signs(f"own:{council}:{secret or secrets.token_urlsafe(32)}", _OWN)
    week = _week(on)
    return SIGNS[week % len(SIGNS)] + own + _proof(council, week, own)


def read(council: str, typed: str, on: date, weeks: int) -> str:
    """The code as somebody typed it, if it is one of ours and can still be used. Raises :class:`WrongCode`."""
    code = plain(typed)
    if len(code) != LENGTH or set(code) - set(SIGNS):
        raise WrongCode(ran_out=False)
    parts = _parts(code, on)
    if not compare_digest(parts.proof, _proof(council, parts.week, parts.own)):
        raise WrongCode(ran_out=False)
    if not 0 <= _week(on) - parts.week <= weeks:
        raise WrongCode(ran_out=True)
    return code


def plain(typed: str) -> str:
    """Capital letters and figures only, with the letters that look like figures read as those."""
    return "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_READ_AS)


def in_fours(code: str) -> str:
    """A code as it is printed and read out."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def mark_of(council: str, code: str) -> str:
    """What is kept of a code that was used: the same for every code of one secret, in whatever week it was made."""
    return salted_hmac("records.equality.used", f"{council}:{code[1 : 1 + _OWN]}", algorithm="sha256").hexdigest()


def runs_out(code: str, on: date, weeks: int) -> int:
    """The last week, counted as :func:`week_of` counts, in which any code of the same secret can be used."""
    return _week(on) + weeks


def week_of(day: date) -> int:
    """The number of the week a day lies in; used codes are forgotten by it."""
    return _week(day)


def _week(day: date) -> int:
    return day.toordinal() // _WEEK


def _parts(code: str, on: date) -> _Parts:
    """The week is the latest not after today that its sign can stand for."""
    now = _week(on)
    week = now - (now - SIGNS.index(code[0])) % len(SIGNS)
    return _Parts(week, code[1 : 1 + _OWN], code[1 + _OWN :])


def _proof(council: str, week: int, own: str) -> str:
    return _signs(f"proof:{council}:{week}:{own}", _PROOF)


def _signs(text: str, length: int) -> str:
    digest = salted_hmac("records.equality.code", text, algorithm="sha256").digest()
    return "".join(SIGNS[byte % len(SIGNS)] for byte in digest[:length])
