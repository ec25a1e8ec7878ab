"""What follows when the council and whoever complains tell each other something, or the Ombudsman is told?"""

from __future__ import annotations

from redress.rules import actions as order
from redress.rules import events as happened
from redress.rules.clock import rights
from redress.rules.consequences.situation import Situation, letter_is_fit, promises_of
from redress.rules.letters import ombudsmen_of
from redress.rules.refusals import Refused


def acknowledged(action: order.Acknowledge, on: Situation) -> list:
    letter_is_fit(action.letter, on)
    return [happened.Acknowledged(action.letter, promises_of(on, "acknowledged"))]


def contact_made(action: order.Contact, on: Situation) -> list:
    return [happened.ContactMade(action.method, action.result, action.note)]


def clarified(action: order.Clarify, on: Situation) -> list:
    return [happened.Clarified(action.way_forward, action.note)]


def signposted(action: order.Signpost, on: Situation) -> list:
    if action.right:
        opened = [r for r in rights(on.case, on.book) if r.right.id == action.right and r.run == on.run.id]
        if not opened or opened[0].from_day > on.at.day:
            day = opened[0].from_day if opened else None
            raise Refused("right-not-open", on.move.paragraph, right=action.right, from_day=day)
    letter_is_fit(action.letter, on)
    return [happened.Signposted(ombudsmen_of(on.case.points, on.policy), action.right, action.letter)]


def ombudsman_answered(action: order.AnswerOmbudsman, on: Situation) -> list:
    return [happened.OmbudsmanResponded(action.letter)]


def information_added(action: order.AddInformation, on: Situation) -> list:
    return [happened.InformationAdded(action.words, action.documents)]


def help_asked(action: order.AskForHelp, on: Situation) -> list:
    return [happened.HelpAsked(action.words)]
