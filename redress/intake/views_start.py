"""What does somebody find who comes to complain?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from redress.accounts.models import Council
from redress.intake import drafts, lengths
from redress.intake.councils import contacts, of_a_council, ombudsmen, served
from redress.policies.code_files import codes


@require_safe
def councils(request: HttpRequest) -> HttpResponse:
    """The councils served here; where there is only one, straight to it."""
    known = served()
    if len(known) == 1:
        return redirect("intake:start", known[0][0].pk)
    return render(request, "intake/councils.html", {"councils": [council for council, _policy in known]})


@require_safe
@of_a_council
def start(request: Any, council: Council) -> HttpResponse:
    """The start page: everything it says of the council comes from its policy."""
    policy = request.policy
    page = {
        "policy": policy,
        "stages": lengths.stages(policy),
        "limit": lengths.limit_for_complaining(policy),
        "best_time": lengths.best_time_to_complain(policy),
        "complaints_contact": policy.contacts[policy.council.complaints_contact],
        "helpers": contacts(policy, policy.public.helpers),
        "ways_lead_to": contacts(
            policy, tuple(dict.fromkeys(filter(None, (way.contact for way in policy.public.ways))))
        ),
        "special_helpers": contacts(policy, tuple(one.contact for one in policy.public.special_helpers)),
        "councillors": contacts(policy, policy.public.councillors),
        "equality": contacts(policy, policy.public.equality.policies) if policy.public.equality else [],
        "other_policies": contacts(policy, policy.public.other_policies),
        "ombudsmen": ombudsmen(policy),
        "codes": [(told, codes()[told.code]) for told in policy.public.codes],
        "draft": drafts.unsent(request, council),
    }
    return render(request, "intake/start.html", page)


@require_safe
@of_a_council
def matters_elsewhere(request: Any, council: Council) -> HttpResponse:
    """Every matter that others deal with, with whom to go to."""
    policy = request.policy
    matters = [(matter, contacts(policy, matter.contacts)) for matter in policy.elsewhere]
    return render(request, "intake/matters_elsewhere.html", {"policy": policy, "matters": matters})
