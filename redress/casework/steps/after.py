"""What happens outside the case when a step has been taken: who is told, and who keeps away from now on?"""

from __future__ import annotations

from redress.accounts.models import Staff
from redress.cases import find
from redress.cases.summary import staff_id
from redress.casework.acting import Doing
from redress.casework.agreed_on import went_on_record
from redress.casework.copies import holders_of, send_referrals, send_what_was_written, tell
from redress.casework.restricting import applied
from redress.casework.standing_aside import PERSONAL_INTEREST, stand_aside
from redress.correspondence.notices import notify
from redress.records import words
from redress.rules.events import StepTaken
from redress.rules.policy import Option


def seen_to(on: Doing, option: Option) -> None:
    """Tell those to whom the case was referred; whoever declared an interest keeps away, and another is asked for."""
    send_referrals(on)
    applied(on, option)
    went_on_record(on, option.id)
    _say_it_is_in_the_post(on, option)
    if option.tells:
        _send_what_was_written(on, option)
    if option.stands_aside:
        _stand_aside(on)


def _send_what_was_written(on: Doing, option: Option) -> None:
    """Send the words of the step to those whom the policy names for it."""
    taken = next(entry.event for entry in reversed(find.history(on.row)) if isinstance(entry.event, StepTaken))
    texts = {each.digest: each.text for each in words.of(on.row, "decision")}
    said = {each.question: texts[each.value] for each in taken.answers if each.value in texts}
    send_what_was_written(on, option, taken.step, said)


def _say_it_is_in_the_post(on: Doing, option: Option) -> None:
    """An e-mail that says a letter is in the post, and nothing else of it (DA 8.1.3(d))."""
    if not option.in_the_post_to:
        return
    taken = next(entry.event for entry in reversed(find.history(on.row)) if isinstance(entry.event, StepTaken))
    kept = next((each.value for each in taken.answers if each.question == option.in_the_post_to), "")
    address = next((each.text.strip() for each in words.of(on.row) if each.digest == kept), "") if kept else ""
    notify(on.row, address, "in-the-post", {}, on.envelope["key"])


def _stand_aside(on: Doing) -> None:
    """Keep whoever took the step away from the case, and ask those who can choose for somebody else."""
    number = staff_id(on.by.id)
    if number is None:
        return
    on.row = stand_aside(
        on.row,
        Staff.objects.get(pk=number),
        ground=PERSONAL_INTEREST,
        at=on.at,
        key=f"{on.envelope['key']}:aside",
        run=on.run.id,
        recorded_at=on.envelope.get("recorded_at"),
    )
    for role in _who_can_choose(on):
        for person in holders_of(on, role):
            tell(on, person, "another-needed", {})


def _who_can_choose(on: Doing) -> list[str]:
    """The roles that put somebody into the position from which whoever declared an interest has withdrawn."""
    run = on.run
    moves = [
        move
        for act in ("allocate", "appoint")
        for move in on.policy.moves_for(run.track, act)
        if move.position == run.position and (not move.stages or run.stage in move.stages)
    ]
    known = {role.id for role in on.policy.roles}
    return list(dict.fromkeys(role for move in moves for role in move.by if role in known))
