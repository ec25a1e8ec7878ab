"""Where does an officer order a bundle, see how far it is, and take it?"""

from __future__ import annotations

import secrets
import zipfile
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from redress.accounts.models import Staff
from redress.cases import find
from redress.cases.models import Case
from redress.cases.reading import log_read
from redress.cases.summary import staff_id
from redress.casework.bundling import held, leaving_out, ordering
from redress.casework.bundling.forms import OrderForm, Own
from redress.casework.bundling.gathered import Gathered
from redress.casework.bundling.kinds import KINDS, Kind, open_to
from redress.casework.case_page import case_to_read
from redress.casework.officers import for_officers
from redress.records import documents, packages
from redress.records.bundled import Bundle, BundleFile, BundleKind, BundleState
from redress.records.models import Part, Party
from redress.records.redaction_models import Redaction
from redress.records.redaction_withdrawal import withdrawals_of
from redress.rules.actors import Actor


@for_officers
@require_safe
def bundles(request: Any, reference: str) -> HttpResponse:
    """Which bundles may be ordered of a case, and which have been."""
    row = case_to_read(request, reference, "bundles")
    kinds = _kinds(request.actor, row)
    found = [each for each in ordering.bundles_of(row) if each.kind in {kind.id for kind in kinds}]
    people = Party.objects.filter(case=row).exclude(part=Part.BODY).select_related("person").order_by("pk")
    shown = {
        "row": row,
        "kinds": [(kind.id, BundleKind(kind.id).label) for kind in kinds if kind.id != BundleKind.SUBJECT_ACCESS],
        "people": list(people) if BundleKind.SUBJECT_ACCESS in {kind.id for kind in kinds} else [],
        "bundles": found,
        "packs": packages.packed_of(row),
    }
    return render(request, "casework/bundles/bundles.html", shown)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: Any, reference: str, kind: str) -> HttpResponse:
    """Order a bundle of one case."""
    row = case_to_read(request, reference, f"bundle: {kind}")
    chosen = next((each for each in _kinds(request.actor, row) if each.id == kind), None)
    if chosen is None or chosen.id == BundleKind.SUBJECT_ACCESS:
        raise Http404
    return _order(request, row, chosen, [row], None)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def order_held(request: Any, reference: str, pk: int) -> HttpResponse:
    """Order all that is held about a person of a case, across all their cases that this officer may see."""
    row = case_to_read(request, reference, f"held about person {pk}")
    party = get_object_or_404(Party.objects.filter(case=row).exclude(part=Part.BODY).select_related("person"), pk=pk)
    kinds = {each.id: each for each in _kinds(request.actor, row)}
    if BundleKind.SUBJECT_ACCESS not in kinds:
        raise PermissionDenied(_("Your role does not pack what is held about somebody."))
    cases = held.Held(party.person).cases(request.actor)
    for case in cases:
        if case.pk != row.pk:
            log_read(case, request.actor, f"held about a person of {row.reference}")
    return _order(request, row, kinds[BundleKind.SUBJECT_ACCESS], cases, party)


def _order(request: Any, row: Case, kind: Kind, cases: list[Case], party: Party | None) -> HttpResponse:
    files = [each for case in cases for each in documents.documents_of(case) if each.can_be_opened]
    told = [Gathered(case, timezone.localdate()) for case in cases]
    letters = [each for case in told for each in case.letters]
    person = held.Held(party.person) if party else None
    readers = [each.actor_id for each in person.parties] if person else []
    initial = {"recipient": party.person.name} if party else {}
    form = OrderForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        documents=files,
        letters=letters,
        readers=readers,
        under_notice=kind.apart and any(case.letters_apart for case in told),
        own=_own(person, cases, told) if person else None,
        initial=initial,
    )
    if form.is_bound and form.is_valid():
        bundle = ordering.order(
            row,
            kind=kind.id,
            purpose=form.cleaned_data["purpose"],
            recipient=form.cleaned_data["recipient"],
            chosen={**form.chosen(), "cases": [case.pk for case in cases]},
            by=request.actor,
            key=f"bundle-{staff_id(request.actor.id)}-{form.cleaned_data['key']}",
            names=form.names(),
            person=party.person if party else None,
        )
        return redirect("casework:bundle", row.reference, bundle.pk)
    label = BundleKind(kind.id).label
    if party and party.person.name:
        label = _("Subject access: all that is held about %(name)s") % {"name": party.person.name}
    shown = {"row": row, "form": form, "kind": kind, "label": label, "party": party, "cases": cases}
    return render(request, "casework/bundles/order.html", shown)


def _own(person: held.Held, cases: list[Case], told: list[Gathered]) -> Own:
    """What the order of somebody's own papers must know of them."""
    return Own(
        people=tuple(person.people),
        things=tuple(leaving_out.things_of(told, person.people, held.known_of(person, told))),
        unsettled=tuple(held.unsettled(cases)),
        was_reviewed=held.was_reviewed(person, cases),
    )


@for_officers
@require_safe
def bundle(request: Any, reference: str, pk: int) -> HttpResponse:
    """One bundle: what was ordered, how far it is, and its files."""
    row, found = _bundle(request, reference, pk)
    return render(request, "casework/bundles/bundle.html", {"row": row, **_shown(found)})


@for_officers
@require_safe
def progress(request: Any, reference: str, pk: int) -> HttpResponse:
    """How far a bundle is, for the page that asks again while it is open; that page was written down as read."""
    row = find.case_for(request.actor, request.council, reference)
    found = _may_have(request.actor, row, pk)
    response = render(request, "casework/bundles/progress.html", {"row": row, **_shown(found)})
    response["Cache-Control"] = "private, no-store"
    return response


@for_officers
@require_safe
def take(request: Any, reference: str, pk: int, which: str, ending: str) -> HttpResponse:
    """A file of a bundle: the archive, or the PDF that is in it. That it was taken is written down."""
    _row, found = _bundle(request, reference, pk)
    file = get_object_or_404(BundleFile, bundle=found, confidential=which == "confidential")
    if not file.stored_as or found.state != BundleState.READY:
        raise Http404
    ordering.log_taken(found, file, request.actor, f"{ending} taken")
    opened = default_storage.open(file.stored_as)
    name = file.name
    if ending == "pdf":
        archive = zipfile.ZipFile(opened)
        opened = archive.open("confidential.pdf" if file.confidential else "bundle.pdf")
        name = f"{name.removesuffix('.zip')}.pdf"
    kind = "application/pdf" if ending == "pdf" else "application/zip"
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


@for_officers
@require_POST
def again(request: Any, reference: str, pk: int) -> HttpResponse:
    """Have the files of a bundle made once more: because their time was over, or because it went wrong."""
    row, found = _bundle(request, reference, pk)
    if found.state != BundleState.EXPIRED and not ordering.has_failed(found):
        messages.info(request, _("Its files are there, or are being made."))
        return redirect("casework:bundle", row.reference, pk)
    key = f"again-{found.pk}-{request.POST.get('key', '')[:64]}"
    made = ordering.order_again(found, by=request.actor, key=key)
    return redirect("casework:bundle", row.reference, made.pk)


def _kinds(actor: Actor, row: Case) -> tuple[Kind, ...]:
    """The kinds this officer may order; PermissionDenied where there are none."""
    kinds = open_to(actor, row, find.standing(row))
    if not kinds:
        raise PermissionDenied(_("Your role does not pack papers for anybody outside the council."))
    return kinds


def _bundle(request: Any, reference: str, pk: int) -> tuple[Case, Bundle]:
    row = case_to_read(request, reference, f"bundle {pk}")
    return row, _may_have(request.actor, row, pk)


def _may_have(actor: Actor, row: Case, pk: int) -> Bundle:
    """A bundle of a case, for whoever may order its kind and may see every case that is in it."""
    kinds = {kind.id for kind in _kinds(actor, row)}
    bundles_of = Bundle.objects.select_related("case", "person", "again_of").prefetch_related("files")
    found = get_object_or_404(bundles_of, case=row, pk=pk, kind__in=kinds)
    cases = set(found.chosen.get("cases") or [row.pk])
    seen = find.visible_to(actor, row.council_id, on=timezone.localdate())
    seen = seen.filter(find.identity_known(actor, row.council_id), pk__in=cases)
    if cases - {row.pk} and set(seen.values_list("pk", flat=True)) != cases:
        raise Http404
    return found


def _shown(found: Bundle) -> dict[str, Any]:
    failed = ordering.has_failed(found)
    by = Staff.objects.filter(pk=staff_id(found.by) or 0).first()
    files = list(found.files.all())
    return {
        "bundle": found,
        "files": files,
        "by": by.name if by else "",
        "kind": KINDS[found.kind],
        "failed": failed,
        "waits": not failed and found.state in (BundleState.WAITING, BundleState.MAKING),
        "step": _step(found),
        "same": ordering.is_the_same_again(found),
        "key": secrets.token_hex(16),
        "versions": _versions(files),
        "asks": reverse("casework:bundle-progress", args=[found.case.reference, found.pk]),
    }


def _versions(files: list[BundleFile]) -> list[tuple[Redaction, Any]]:
    """The redacted versions that the files carry, each with how it was withdrawn since, if it was."""
    carried = [pk for each in files for pk in each.redactions]
    withdrawn = {each.redaction_id: each for each in withdrawals_of(carried)} if carried else {}
    rows = Redaction.objects.filter(pk__in=carried).select_related("document").defer("boxes", "found", "pages")
    return [(each, withdrawn.get(each.pk)) for each in rows.order_by("pk")] if carried else []


def _step(found: Bundle) -> str:
    """What is being done now, in words."""
    if found.state == BundleState.WAITING:
        return _("It waits for its turn.")
    told = {
        "pages": _("Item %(done)s of %(total)s is being read.") % {"done": found.done + 1, "total": found.total},
        "binding": _("The pages are being numbered and bound."),
        "packing": _("The files are being packed, each with its hash."),
    }
    return told.get(found.step, "")
