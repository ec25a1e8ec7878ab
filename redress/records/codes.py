"""What does a code look like that somebody writes down and types again, and how is it kept?

Letters and digits that nobody mistakes for one another, in groups of four. A code is short, so it is kept only under
the installation's own key; what opens with it counts the tries.
"""

from __future__ import annotations

import secrets

from django.utils.crypto import salted_hmac

#: Without 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B, U and V.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
_GROUPS, _IN_A_GROUP = 3, 4


def new_code() -> str:
    """A new code as it is told: K7TM-3QXA-P9WE. About 54 bits."""
    letters = [secrets.choice(ALPHABET) for _place in range(_GROUPS * _IN_A_GROUP)]
    return "-".join("".join(letters[at : at + _IN_A_GROUP]) for at in range(0, len(letters), _IN_A_GROUP))


def plain(typed: str) -> str:
    """What was typed, in capitals without spaces and marks."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def hashed(purpose: str, council: str, reference: str, typed: str) -> str:
    """What is kept of a code for one purpose on one case: nothing can be guessed from it without our key."""
    said = f"{purpose} {council} {reference.strip().upper()} {plain(typed)}"
    return salted_hmac("redress.records.codes", said, algorithm="sha256").hexdigest()
