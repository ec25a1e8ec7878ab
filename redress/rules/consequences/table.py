"""Which function says what follows from which action?"""

from __future__ import annotations

from redress.rules import actions as order
from redress.rules.asks import ask_answered, ask_closed, asked
from redress.rules.consequences.answering import agreed, responded
from redress.rules.consequences.beginning import (
    allocated,
    appointed,
    lateness_decided,
    linked,
    points_settled,
    registered,
)
from redress.rules.consequences.extending import extended
from redress.rules.consequences.next_stage import next_stage_requested, reasons_given, request_accepted, request_refused
from redress.rules.consequences.recording import (
    calendar_adopted,
    closed,
    corrected,
    delivery_failed,
    noted,
    person_barred,
    plan_completed,
    plan_recorded,
    step_taken,
    withdrawn,
)
from redress.rules.consequences.situation import Consequence
from redress.rules.consequences.telling import (
    acknowledged,
    clarified,
    contact_made,
    help_asked,
    information_added,
    ombudsman_answered,
    signposted,
)
from redress.rules.merging import merged, unmerged

CONSEQUENCES: dict[type, Consequence] = {
    order.DecideLateness: lateness_decided,
    order.Register: registered,
    order.SettlePoints: points_settled,
    order.Allocate: allocated,
    order.Appoint: appointed,
    order.Acknowledge: acknowledged,
    order.Contact: contact_made,
    order.Clarify: clarified,
    order.Extend: extended,
    order.Agree: agreed,
    order.Respond: responded,
    order.RequestNextStage: next_stage_requested,
    order.GiveReasons: reasons_given,
    order.AcceptRequest: request_accepted,
    order.RefuseRequest: request_refused,
    order.Signpost: signposted,
    order.AnswerOmbudsman: ombudsman_answered,
    order.AddInformation: information_added,
    order.AskForHelp: help_asked,
    order.RecordActionPlan: plan_recorded,
    order.CompleteActionPlan: plan_completed,
    order.Withdraw: withdrawn,
    order.Close: closed,
    order.Note: noted,
    order.BarPerson: person_barred,
    order.ReportDeliveryFailure: delivery_failed,
    order.AdoptCalendar: calendar_adopted,
    order.Correct: corrected,
    order.TakeStep: step_taken,
    order.Link: linked,
    order.Merge: merged,
    order.Unmerge: unmerged,
    order.Ask: asked,
    order.AnswerAsk: ask_answered,
    order.CloseAsk: ask_closed,
}
