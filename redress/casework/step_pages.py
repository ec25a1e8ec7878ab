"""What are the words, the form and the act of the page of one step? The answer is read from the policy."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext as _

from redress.casework import acts
from redress.casework.action_pages import ActionPage
from redress.casework.step_desk import StepDesk
from redress.casework.step_effects import sentences
from redress.casework.step_form import LetterOfStepForm, StepForm


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
    )
