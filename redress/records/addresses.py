"""Which addresses has a postcode, and in which ward do they lie?

The council gives a file of its addresses (:mod:`redress.records.address_files` reads it). A new file takes the
place of the old one in a single moment: until all of it is there, everybody still sees the old one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council

_AT_ONCE = 2000  # rows to a transaction: on SQLite nobody else can write meanwhile
MOST_AT_A_POSTCODE = 500


class AddressFile(models.Model):
    """A file of addresses that a council gave. Only the one that is ``current`` is looked in."""

    council = models.ForeignKey(Council, models.PROTECT, verbose_name=_("council"), related_name="+")
    name = models.CharField(_("name of the file"), max_length=200)
    rows = models.PositiveIntegerField(_("addresses"), default=0)
    current = models.BooleanField(_("in use"), default=False)
    loaded_at = models.DateTimeField(_("loaded"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["council", "-id"]
        verbose_name = _("file of addresses")
        verbose_name_plural = _("files of addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["council"], condition=models.Q(current=True), name="records_addressfile_one_current"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Address(models.Model):
    """One address of a council's file. ``postcode`` is kept without its space; ``lines`` has a line each."""

    file = models.ForeignKey(AddressFile, models.CASCADE, related_name="addresses")
    uprn = models.CharField(_("UPRN"), max_length=12)
    lines = models.CharField(_("address"), max_length=500)
    postcode = models.CharField(_("postcode"), max_length=8)
    ward = models.CharField(_("ward"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [models.UniqueConstraint(fields=["file", "uprn"], name="records_address_uprn_once")]
        indexes = [models.Index(fields=["file", "postcode"], name="records_address_postcode")]

    def __str__(self) -> str:
        return self.uprn

    @property
    def in_one_line(self) -> str:
        """The address as one chooses it from a list."""
        return ", ".join(self.lines.splitlines())

    @property
    def postcode_in_words(self) -> str:
        """The postcode with its space."""
        return spaced(self.postcode)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file of addresses, read and found good. ``postcode`` is compact."""

    uprn: str
    lines: str
    postcode: str
    ward: str


# --- postcodes -----------------------------------------------------------------------------------

_SHAPE = re.compile(r"(?:GIR0AA|[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2})")
_MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1"})


def compact(typed: str) -> str:
    """A postcode as it is compared: capitals and digits without a space; empty where it can be none.

    However it was typed: ``da1 1dr``, ``DA11DR``, ``Da1-1dr.`` or with the letter O for a nought.
    """
    text = "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())
    if len(text) >= 5:
        text = text[:-3] + text[-3].translate(_MISTAKEN) + text[-2:]
    return text if _SHAPE.fullmatch(text) else ""


def spaced(postcode: str) -> str:
    """A postcode as it is written, with its space; what is none stays as it was typed, in capitals."""
    found = compact(postcode)
    return f"{found[:-3]} {found[-3:]}" if found else " ".join(postcode.upper().split())


# --- looking up ----------------------------------------------------------------------------------


def file_of(council: Council | str) -> AddressFile | None:
    """The file of addresses in use; none where the council gave none."""
    return AddressFile.objects.filter(council=council, current=True).first()


def at_postcode(council: Council | str, postcode: str) -> list[Address]:
    """The addresses with this postcode, however it was typed, as people look for them: number 2 before number 10."""
    wanted = compact(postcode)
    if not wanted:
        return []
    found = Address.objects.filter(file__council=council, file__current=True, postcode=wanted)
    return sorted(found[:MOST_AT_A_POSTCODE], key=lambda address: _as_counted(address.lines))


def address_of(council: Council | str, uprn: str) -> Address | None:
    """The address with this UPRN; none where the file in use has no such address."""
    return Address.objects.filter(file__council=council, file__current=True, uprn=uprn).first()


def ward_of(council: Council | str, postcode: str) -> str:
    """The ward of a postcode, where all its addresses lie in one; empty where nobody can say."""
    wards = {address.ward for address in at_postcode(council, postcode)}
    return wards.pop() if len(wards) == 1 else ""


def _as_counted(lines: str) -> list[tuple[int, int, str]]:
    """An address as it is put in order: the numbers in it by their size."""
    parts = re.split(r"(\d+)", lines.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]


# --- taking a file in ----------------------------------------------------------------------------


def replace(
    council: Council | str, name: str, rows: Iterable[Row], *, progress: Callable[[int], object] | None = None
) -> AddressFile:
    """Let these rows take the place of the council's addresses; gives the file that is now in use.

    ``progress`` is told how many are there so far. Stopped on the way, the old addresses stay in use, and what
    was half there is thrown away the next time.
    """
    council_id = council.pk if isinstance(council, Council) else council
    _throw_away(AddressFile.objects.filter(council=council_id, current=False))
    file = AddressFile.objects.create(council_id=council_id, name=name[:200])
    there = 0
    for some in _in_parts(rows):
        Address.objects.bulk_create(
            [Address(file=file, uprn=row.uprn, lines=row.lines, postcode=row.postcode, ward=row.ward) for row in some]
        )
        there += len(some)
        if progress is not None:
            progress(there)
    with transaction.atomic():
        AddressFile.objects.filter(council=council_id, current=True).update(current=False)
        file.rows, file.current = there, True
        file.save(update_fields=["rows", "current"])
    _throw_away(AddressFile.objects.filter(council=council_id, current=False))
    return file


def _throw_away(files: models.QuerySet[AddressFile]) -> None:
    for file in files:
        while some := list(Address.objects.filter(file=file).values_list("pk", flat=True)[:_AT_ONCE]):
            Address.objects.filter(pk__in=some).delete()
        file.delete()


def _in_parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        yield some
