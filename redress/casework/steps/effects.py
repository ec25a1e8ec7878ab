"""What follows when a step is taken with an option, in plain words, before anybody presses the button?"""

from __future__ import annotations

from django.utils.translation import gettext as _

from redress.casework.steps.desk import StepDesk
from redress.casework.wording import stage_name
from redress.rules import phrases, steps
from redress.rules.policy import AskPerson, Option


def what_follows(desk: StepDesk, option: Option) -> list[str]:
    """One short sentence for each thing that happens; none where it only goes on record."""
    return [*_letter(desk, option), *_ways(desk, option), *_marks(desk, option), *_sight(desk, option)]


def sentences(desk: StepDesk) -> str:
    """All that follows from the option chosen, and what can be done then that waited for it."""
    if desk.option is None:
        return ""
    told = [*what_follows(desk, desk.option), *_freed(desk, desk.option)]
    return " ".join(told) or _("It goes on record with its answers. Nothing is sent.")


def _letter(desk: StepDesk, option: Option) -> list[str]:
    if not option.letter:
        return []
    letter = desk.policy.letter(option.letter)
    if option.letter_to:
        by = (
            _("A letter goes by post, and by post only, to %(body)s: “%(letter)s”.")
            if letter.post_only
            else _("A letter goes to %(body)s: “%(letter)s”.")
        )
        return [by % {"body": desk.policy.contacts[option.letter_to].name, "letter": letter.name}]
    if option.letter_to_name:
        return [_("A letter goes to the person that you name: “%(letter)s”.") % {"letter": letter.name}]
    if not desk.run.acknowledgeable:
        return [_("There is nobody to write to, so no letter goes out.")]
    return [_("A letter goes out: “%(letter)s”.") % {"letter": letter.name}]


def _ways(desk: StepDesk, option: Option) -> list[str]:
    """Where it goes on and where it ends."""
    told = []
    track = desk.policy.track(desk.run.track).name
    if option.begins is not None:
        begins = desk.policy.track(option.begins.track).name
        since = (
            _("“%(track)s” begins in this case, counted from the day this came.")
            if option.begins.received == "same"
            else _("“%(track)s” begins in this case, counted from now.")
        )
        told.append(since % {"track": begins})
    if option.enters:
        stage = stage_name(desk.policy, desk.run.track, option.enters)
        told.append(_("It goes on at %(stage)s and must be given to somebody there.") % {"stage": stage})
    if option.ends:
        told.append(_("“%(track)s” ends here.") % {"track": track})
    elif desk.run.ended_by_step == desk.step.id:
        told.append(_("“%(track)s” goes on: it is no longer ended.") % {"track": track})
    return told


def _marks(desk: StepDesk, option: Option) -> list[str]:
    """What the case carries from then on, and what no longer: only what changes."""
    carried = desk.run.flags
    marks = phrases.all_of((f"“{flag_name(flag)}”" for flag in option.flags if flag not in carried), _)
    lifted = phrases.all_of((f"“{flag_name(flag)}”" for flag in option.lifts if flag in carried), _)
    return [
        *([_("The case is marked %(marks)s.") % {"marks": marks}] if marks else []),
        *([_("The mark %(marks)s is taken off.") % {"marks": lifted}] if lifted else []),
    ]


def _sight(desk: StepDesk, option: Option) -> list[str]:
    """Who can open the case from then on, and who no longer."""
    told = []
    if any(isinstance(question, AskPerson) and question.refers for question in steps.questions_of(desk.step, option)):
        told.append(_("Whoever you name can open the case from then on."))
    if option.stands_aside:
        told.append(_("You keep away from this case from then on and can no longer open it."))
    return told


def _freed(desk: StepDesk, option: Option) -> list[str]:
    """What waited for this step and need not wait any longer; or that the step stays to be taken."""
    step = desk.step
    if step not in steps.owed(desk.standing.case, desk.run, desk.policy):
        return []
    if step.settled_by and option.id not in step.settled_by:
        return [_("“%(step)s” still has to be settled afterwards.") % {"step": step.name}]
    if not step.before or option.ends:
        return []
    acts = phrases.either((phrases.act_name(desk.policy, act, _) for act in step.before), _)
    return [_("Then somebody can %(acts)s.") % {"acts": acts}]


def flag_name(flag: str) -> str:
    """A mark of a case in words: special-case is “Special case”."""
    return _("Confidential") if flag == "confidential" else flag.replace("-", " ").capitalize()
