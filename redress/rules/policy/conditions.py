"""On which cases does something apply?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Always:
    kind: Literal["always"] = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhenOutcome:
    """When the overall outcome is one of these."""

    kind: Literal["outcome"] = "outcome"
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhenFlag:
    """When the case or the act carries a flag (for example ``discrimination``, ``late-request``)."""

    kind: Literal["flag"] = "flag"
    flag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhenFlags:
    """When the case or the act carries all of some flags, one at least of others, and none of the last."""

    kind: Literal["flags"] = "flags"
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()


Condition = Always | WhenOutcome | WhenFlag | WhenFlags
