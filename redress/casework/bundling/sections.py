"""What goes into a bundle, part by part, and what stands on its cover?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from redress.casework.bundling import told_case, told_documents, told_letters
from redress.casework.bundling.gathered import Gathered
from redress.casework.bundling.kinds import KINDS, PARTS, Kind
from redress.casework.explained import policy_of
from redress.casework.wording import status_words
from redress.design.parts import Heading, Note, Part, Terms, Words
from redress.design.templatetags.design import long_moment
from redress.records.bundled import Bundle, BundleKind
from redress.records.bundling.items import Item, Section
from redress.records.models import Party
from redress.records.packages import CONFIDENTIAL, PAPERS


def title_of(bundle: Bundle, *, confidential: bool) -> str:
    """What a bundle is called on its cover and in its window."""
    kind = BundleKind(bundle.kind)
    name = bundle.person.name if bundle.person else ""
    titles = {
        BundleKind.OMBUDSMAN: _("Papers of case %(reference)s for the Ombudsman"),
        BundleKind.OTHER: _("Papers of case %(reference)s"),
        BundleKind.FREEDOM: _("Case %(reference)s without personal data"),
        BundleKind.SUBJECT_ACCESS: _("What is held about %(name)s"),
    }
    told = titles[kind] % {"reference": bundle.case.reference, "name": name}
    return _("%(title)s: confidential items") % {"title": told} if confidential else told


def ordinary(bundle: Bundle, case: Gathered, people: Collection[int] = ()) -> Iterator[Section]:
    """The parts of the ordinary bundle of one case, in order, each with something in it.

    ``people`` are the persons whose own papers these are: they may read what is about them.
    """
    kind = KINDS[bundle.kind]
    chosen = [part for part in PARTS if part in kind.parts and part in bundle.chosen["parts"] and part != "person"]
    for part in chosen:
        items = tuple(_items(part, bundle, case, kind, people))
        if items:
            yield Section(str(PARTS[part]), items)


def confidential(bundle: Bundle, case: Gathered) -> list[Section]:
    """What goes apart; nothing where nothing was chosen for it."""
    chosen = _chosen(bundle, case, CONFIDENTIAL) if KINDS[bundle.kind].apart else []
    if not chosen:
        return []
    letters = case.letters_apart if bundle.kind == BundleKind.OMBUDSMAN else []
    notices = tuple(told_letters.notice_item(each) for each in letters)
    under_notice = bool(letters)
    files = tuple(_confidential(each, under_notice=under_notice) for each in chosen)
    found = Section(_("Confidential documents"), files)
    return [Section(_("The notice"), notices), found] if notices else [found]


def _confidential(document: Any, *, under_notice: bool) -> Item:
    """A document that goes apart. One that must be redacted for others goes whole to an Ombudsman under a notice.

    An Ombudsman may require any document (section 29, Local Government Act 1974), and does not pass on what a notice
    under section 32(3) covers. Without a notice nothing stands in the way of passing it on: then it goes as to anybody.
    """
    if not document.redact_first:
        return told_documents.confidential(document)
    if under_notice:
        whole = told_documents.confidential(document)
        return replace(whole, name=_("%(name)s (whole, not redacted)") % {"name": whole.name})
    version = told_documents.approved(document)
    return told_documents.confidential(document, version) if version else told_documents.not_included(document)


def _items(part: str, bundle: Bundle, case: Gathered, kind: Kind, people: Collection[int]) -> Iterable[Item]:
    if part == "correspondence":
        letters = bundle.chosen.get("letters")
        return told_letters.correspondence(
            case, None if letters is None else set(letters), internal="notes" in bundle.chosen["parts"]
        )
    if part == "documents":
        return _documents(bundle, case, kind, [each for each in case.parties if each.person_id in people])
    if part == "policy":
        versions = {run.policy: policy_of(case.standing, run.id) for run in case.standing.case.runs.values()}
        return [Item(name=_version(policy), said=told_case.policy_told(policy)) for policy in versions.values()]
    return [Item(name=str(PARTS[part]), said=_TOLD[part](case))]


def _version(policy: Any) -> str:
    return _("%(title)s, version %(version)s") % {"title": policy.title, "version": policy.version}


def _documents(bundle: Bundle, case: Gathered, kind: Kind, readers: list[Party]) -> Iterator[Item]:
    """The documents chosen; to a person or the public only in the redacted version where one was approved.

    One that must be redacted first goes whole to nobody but the reviewer: a slip stands in its place.
    """
    given_out = kind.id in (BundleKind.FREEDOM, BundleKind.SUBJECT_ACCESS)
    for document in _chosen(bundle, case, PAPERS):
        wanted = given_out or document.redact_first or bundle.chosen.get("redacted")
        redacted = told_documents.approved(document, readers) if wanted else None
        if redacted is not None:
            yield told_documents.redacted(document, redacted, named=not kind.anonymous)
        elif kind.anonymous:
            continue
        elif document.redact_first and not bundle.chosen.get("for_review"):
            yield told_documents.not_included(document)
        else:
            yield told_documents.whole(document)


def _chosen(bundle: Bundle, case: Gathered, where: str) -> list[Any]:
    places = bundle.chosen.get("documents", {})
    return [each for each in case.documents if places.get(str(each.pk)) == where]


_TOLD = {
    "summary": told_case.summary,
    "chronology": told_case.chronology,
    "words": told_letters.own_words,
    "decisions": told_case.decisions,
    "clocks": told_case.clocks,
    "remedies": told_case.remedies,
    "delivery": told_case.delivery,
    "notes": told_letters.internal_notes,
}


# --- the cover -------------------------------------------------------------------------------------


def cover(bundle: Bundle, cases: list[Gathered], *, apart: bool, who: str) -> tuple[Part, ...]:
    """What stands first: for whom and what for, of what, and how far it can be read aloud. ``apart``: on the
    confidential part."""
    facts = [
        (_("For"), bundle.recipient),
        (_("Purpose"), bundle.purpose),
        (_("Our reference"), ", ".join(case.row.reference for case in cases)),
        (_("Number of this bundle"), bundle.code),
        (_("As the record stood on"), long_moment(bundle.as_of)),
        (_("Ordered by"), "" if KINDS[bundle.kind].anonymous else who),
    ]
    return (
        *(_notice(bundle, cases) if apart else ()),
        Terms(tuple((name, said) for name, said in facts if said)),
        *(part for case in cases for part in _in_brief(case) if not apart),
        *_about(bundle, apart=apart),
    )


def _notice(bundle: Bundle, cases: list[Gathered]) -> Iterator[Part]:
    """Why the part is confidential: under a notice, where one was given to the Ombudsman."""
    kept_apart = _("It is kept apart from the other papers, and every page is marked.")
    if bundle.kind != BundleKind.OMBUDSMAN or not any(case.letters_apart for case in cases):
        yield Note(_("CONFIDENTIAL. The council asks you not to disclose this information.") + f" {kept_apart}")
        return
    covered = _(
        "CONFIDENTIAL. This information is covered by a notice under section 32(3) of the Local Government Act 1974. "
        "The council has asked that it is not disclosed, because that would be contrary to the public interest."
    )
    yield Note(f"{covered} {kept_apart}")
    chosen = (each for case in cases for each in _chosen(bundle, case, CONFIDENTIAL))
    if any(each.redact_first for each in chosen):
        yield Words(
            _(
                "Documents that the council redacts before it gives them to anybody else are here whole, and the "
                "contents say which. Only a copy that the council has redacted may be shown to others."
            )
        )


def _in_brief(case: Gathered) -> tuple[Part, ...]:
    points = [f"{each.number}. {each.title or _('Not described yet')}" for each in case.points]
    return (
        Heading(_("Case %(reference)s") % {"reference": case.row.reference}),
        Words(str(status_words(case.standing.status.code))),
        *(Words(point) for point in points),
    )


def _about(bundle: Bundle, *, apart: bool) -> Iterator[Part]:
    has_apart = KINDS[bundle.kind].apart and CONFIDENTIAL in bundle.chosen.get("documents", {}).values()
    if has_apart and not apart and bundle.chosen.get("tell_apart"):
        yield Words(_("Some items are confidential. They are sent apart from these papers."))
    if KINDS[bundle.kind].anonymous:
        yield Words(
            _(
                "Nobody is named here, and nothing that anybody wrote is given. Documents are given only in a version "
                "from which personal data was removed and that a second person approved."
            )
        )
    yield Heading(_("About these papers"))
    yield Words(
        _(
            "Every page has its number at the foot. The pages that we made are tagged, so that a screen reader can "
            "read them. Pages of files that others sent are shown as they came: scans among them cannot be read aloud."
        )
    )
    yield Words(
        _(
            "The archive in which these pages came has a list of all its files with their SHA-256 hashes (SHA256SUMS). "
            "With it anybody can check that nothing was changed."
        )
    )
