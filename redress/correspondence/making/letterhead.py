"""Whose paper is it: the council's name, colour and logo, and where it is to be found?

It is the look of the day on which a letter is printed. What the letter says is its sheet's.
"""

from __future__ import annotations

from dataclasses import dataclass

from redress import policies
from redress.accounts import pictures
from redress.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the head of a council's paper. ``pictures``: its own ones for easy read, by what each is for."""

    name: str
    colour: str
    logo: bytes = b""
    logo_alt: str = ""
    lines: tuple[str, ...] = ()
    telephone: str = ""
    website: str = ""
    pictures: tuple[tuple[str, bytes, str], ...] = ()

    @property
    def returns_to(self) -> str:
        """The address in one line, for letters that come back."""
        return ", ".join(self.lines)

    @property
    def site(self) -> str:
        """The website as it is said: without what browsers add by themselves."""
        return self.website.removeprefix("https://").removeprefix("http://").rstrip("/")


@dataclass(frozen=True, slots=True)
class Window:
    """Where an envelope shows the address, in millimetres from the edges of the first page.

    ``returned``: the council's own address is to be seen there too, above the reader's, for letters that come back.
    """

    left: int
    top: int
    width: int
    height: int
    returned: bool = True


#: An envelope DL with its window on the left (BS 4264), for a page that is folded in three.
DL = Window(left=20, top=45, width=90, height=35)
#: What GOV.UK Notify reads the address from; its envelope says by itself where letters come back to.
NOTIFY = Window(left=24, top=39, width=96, height=27, returned=False)


def letterhead_of(council_id: str) -> Letterhead:
    """The paper of a council today: its policy in force, its logo and its pictures. One query."""
    policy = policies.current(council_id)
    own = pictures.in_force(council_id)
    logo = own.pop(pictures.LOGO, None)
    return Letterhead(
        name=policy.council.name,
        colour=policy.council.colour,
        logo=bytes(logo.content) if logo else b"",
        logo_alt=logo.alt if logo else "",
        pictures=tuple((each.shows, bytes(each.content), each.alt) for each in own.values()),
        **_found_at(policy),
    )


def _found_at(policy: Policy) -> dict[str, object]:
    """Where the council is written to and telephoned about complaints, without its name, which stands above."""
    council = policy.council
    contact = policy.contacts[council.complaints_contact]
    return {
        "lines": tuple(line for line in contact.lines if line not in (council.name, contact.name)),
        "telephone": contact.telephone,
        "website": council.website,
    }
