"""What are the words, the form and the act of the page of one step? The answer is read from the policy."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from redress.accounts.models import Staff
from redress.cases.summary import staff_id
from redress.casework import acts
from redress.casework.act_form import ActForm
from redress.casework.action_pages import ActionPage
from redress.casework.desk import Desk
from redress.casework.involvement import earlier_of
from redress.casework.steps.desk import StepDesk
from redress.casework.steps.effects import sentences
from redress.casework.steps.form import LetterOfStepForm, StepForm


def _nothing(desk: Desk, form: ActForm) -> dict[str, Any]:
    return {}


def _earlier(desk: Desk, form: ActForm) -> dict[str, Any]:
    """What an automatic search finds of earlier involvement, beside a declaration of interest."""
    me = Staff.objects.filter(pk=staff_id(desk.actor.id))
    found = earlier_of(desk.row, me, desk.actor, on=desk.today)
    return {"declares": True, "earlier": [each for cases in found.values() for each in cases]}


def page_of(desk: StepDesk) -> ActionPage:
    """The page on which this step is taken with the option chosen."""
    option, letter = desk.option, desk.letter
    return ActionPage(
        action=desk.action,
        title=desk.step.name,
        button=_("Look at the letter") if letter else _("Record"),
        follows=sentences(desk),
        done=_("On record: %(step)s, %(option)s") % {"step": desk.step.name, "option": option.name if option else ""},
        form=LetterOfStepForm if letter else StepForm,
        act=partial(acts.take_step, step=desk.step.id, option=option.id if option else ""),
        template="casework/actions/step.html",
        beside=_earlier if desk.step.each_holder else _nothing,
    )
