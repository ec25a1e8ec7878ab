"""Which act has which page: its address, its words, its form and the act itself?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from redress.casework import action_forms as forms
from redress.casework import acts, extending, linking, merging, own_case, points_form
from redress.casework import letter_forms as letters
from redress.casework import people_forms as people
from redress.casework.act_form import ActForm, LetterForm
from redress.casework.acting import Done
from redress.casework.asks import acting as asking
from redress.casework.asks import answer_forms
from redress.casework.asks import forms as asking_forms
from redress.casework.desk import Desk
from redress.casework.response import drafting as responding
from redress.casework.response.form import RespondForm
from redress.casework.suggested import keep_choices_of_points


@dataclass(frozen=True)
class ActionPage:
    """The page of one act. ``action`` is the rules' name of it and its address.

    ``follows`` tells in a sentence what will follow, ``done`` what has happened when it is done. ``begin``
    fills the form when it is opened, ``beside`` gives what the page shows beside it, ``afterwards`` tells
    others when it is done. ``preview`` is the page on which it is looked at before it goes, where that is not a letter
    of the policy. ``takes_files``: files can be sent with it. ``arrives``: it is something that reached the council,
    rather than something it did.
    """

    action: str
    title: Any
    button: Any
    follows: Any
    done: Any
    form: type[ActForm]
    act: Callable[..., Done]
    template: str = "casework/actions/act.html"
    preview: str = ""
    takes_files: bool = False
    arrives: bool = False
    begin: Callable[[Desk], dict[str, Any]] = lambda desk: {}
    beside: Callable[[Desk, ActForm], dict[str, Any]] = lambda desk, form: {}
    afterwards: Callable[[Desk, ActForm, Done], None] = lambda desk, form, done: None

    @property
    def sends_a_letter(self) -> bool:
        """Whether it is done by a letter of the policy."""
        return issubclass(self.form, LetterForm)

    @property
    def looked_at(self) -> str:
        """The page on which it is looked at before it is done; empty where there is nothing to look at."""
        return self.preview or ("casework/actions/preview.html" if self.sends_a_letter else "")


_PAGES = (
    ActionPage(
        action="register",
        title=_("Register the complaint"),
        button=_("Register"),
        follows=_("The complaint is logged as a formal one. It can then be given to somebody."),
        done=_("The complaint is registered"),
        form=forms.RegisterForm,
        act=acts.register,
    ),
    ActionPage(
        action="settle-points",
        title=_("Say what the complaint is about"),
        button=_("Save"),
        follows=_("The service decides who can be given the complaint, and which Ombudsman letters name."),
        done=_("What the complaint is about is saved"),
        form=points_form.SettlePointsForm,
        act=acts.settle_points,
        template="casework/actions/points.html",
        afterwards=keep_choices_of_points,
    ),
    ActionPage(
        action="decide-lateness",
        title=_("Decide whether the late complaint goes ahead"),
        button=_("Record the decision"),
        follows=_("If it goes ahead, it can be registered and given to somebody."),
        done=_("The decision is recorded"),
        form=forms.LatenessForm,
        act=acts.decide_lateness,
    ),
    ActionPage(
        action="allocate",
        title=_("Give the case to somebody"),
        button=_("Give it to this person"),
        follows=_("The person gets an e-mail. Those whom the policy names get a copy."),
        done=_("The case has been given to somebody"),
        form=people.AllocateForm,
        act=acts.allocate,
        template="casework/actions/pick.html",
    ),
    ActionPage(
        action="appoint",
        title=_("Choose who investigates"),
        button=_("Choose this person"),
        follows=_("The person gets an e-mail and can open the whole case."),
        done=_("Somebody has been chosen to investigate"),
        form=people.AppointForm,
        act=acts.appoint,
        template="casework/actions/pick.html",
    ),
    ActionPage(
        action="bar-person",
        title=_("Keep somebody away from the case"),
        button=_("Keep this person away"),
        follows=_("The person can no longer see the case and is never offered for it. They are not told."),
        done=_("That person is kept away from the case"),
        form=people.BarForm,
        act=acts.bar_person,
    ),
    ActionPage(
        action="acknowledge",
        title=_("Acknowledge the complaint"),
        button=_("Look at the letter"),
        follows=_("The letter goes out, and the date it gives for our answer is a promise."),
        done=_("The acknowledgement is recorded and on its way"),
        form=LetterForm,
        act=acts.acknowledge,
    ),
    ActionPage(
        action="contact",
        title=_("Record a contact"),
        button=_("Record"),
        follows=_("The contact stands in the timeline. No date changes."),
        done=_("The contact is recorded"),
        form=forms.ContactForm,
        act=acts.record_contact,
    ),
    ActionPage(
        action="clarify",
        title=_("Record what was clarified"),
        button=_("Record"),
        follows=_("The way forward stands in the timeline. No date changes."),
        done=_("The clarification is recorded"),
        form=forms.ClarifyForm,
        act=acts.clarify,
    ),
    ActionPage(
        action="add-information",
        title=_("Add what the complainant told us"),
        button=_("Add"),
        follows=_("It stands with the complaint, in the person’s words."),
        done=_("The information is added"),
        form=forms.InformationForm,
        act=acts.add_information,
        arrives=True,
    ),
    ActionPage(
        action="ask-for-help",
        title=_("Record a request for help"),
        button=_("Record"),
        follows=_("The request stands in the timeline, so that somebody can help."),
        done=_("The request for help is recorded"),
        form=forms.HelpForm,
        act=acts.ask_for_help,
        arrives=True,
    ),
    ActionPage(
        action="note",
        title=_("Write a note"),
        button=_("Save the note"),
        follows=_("Colleagues who may see the case can read it. Nothing is sent."),
        done=_("The note is saved"),
        form=forms.NoteForm,
        act=acts.note,
    ),
    ActionPage(
        action="link",
        title=_("Link the case with another"),
        button=_("Record the link"),
        follows=_("It stands on both cases, for those who may see both. Each keeps its own dates and answers."),
        done=_("The link is recorded on both cases"),
        form=linking.LinkForm,
        act=own_case.link,
    ),
    ActionPage(
        action="merge",
        title=_("Put this together with an earlier case"),
        button=_("Put the two together"),
        follows=_("This case goes on in the earlier one and keeps its reference. It can be taken apart again."),
        done=_("The two cases are put together"),
        form=merging.MergeForm,
        act=merging.merge,
        template="casework/actions/merge.html",
        beside=merging.who_is_told,
    ),
    ActionPage(
        action="unmerge",
        title=_("Take this apart from the other case"),
        button=_("Take the two apart"),
        follows=_("This case goes on by itself. Its dates count from the day on which it came."),
        done=_("The two cases are taken apart"),
        form=merging.UnmergeForm,
        act=merging.unmerge,
        template="casework/actions/merge.html",
        beside=merging.who_is_told,
    ),
    ActionPage(
        action="extend",
        title=_("Take more time"),
        button=_("Look at the letter"),
        follows=_("The letter tells the complainant the new date and why."),
        done=_("The notice is recorded and on its way"),
        form=letters.ExtendForm,
        act=acts.extend,
        template="casework/actions/extend.html",
        beside=extending.beside,
    ),
    ActionPage(
        action="respond",
        title=_("Answer the complaint"),
        button=_("Look at the letter"),
        follows=_("The letter goes out and this stage is answered."),
        done=_("The answer is recorded and on its way"),
        form=RespondForm,
        act=acts.respond,
        template="casework/actions/respond.html",
        begin=responding.begun,
        beside=responding.beside_answer,
    ),
    ActionPage(
        action="agree",
        title=_("Agree the response"),
        button=_("Record"),
        follows=_("If you agree, exactly this response can be sent. If it is changed, it must be agreed again."),
        done=_("Your decision is recorded, and the officer has been told"),
        form=letters.AgreeForm,
        act=responding.agree_or_return,
        template="casework/actions/agree.html",
        begin=responding.begun_agreement,
        beside=responding.beside_agreement,
        afterwards=responding.tell_the_officer,
    ),
    ActionPage(
        action="request-next-stage",
        title=_("Log a request for the next stage"),
        button=_("Log the request"),
        follows=_("The next stage begins, and its dates with it. A request that comes too late is marked so."),
        done=_("The request is logged"),
        form=letters.RequestForm,
        act=acts.request_next_stage,
        arrives=True,
    ),
    ActionPage(
        action="give-reasons",
        title=_("Log the reasons for the request"),
        button=_("Log the reasons"),
        follows=_("The request is whole and can be decided on."),
        done=_("The reasons are logged"),
        form=letters.GiveReasonsForm,
        act=acts.give_reasons,
        arrives=True,
    ),
    ActionPage(
        action="accept-request",
        title=_("Accept the request"),
        button=_("Look at the letter"),
        follows=_("The letter goes out. Somebody must then be chosen to investigate."),
        done=_("The request is accepted and the letter on its way"),
        form=letters.AcceptForm,
        act=acts.accept_request,
    ),
    ActionPage(
        action="refuse-request",
        title=_("Refuse the request"),
        button=_("Look at the letter"),
        follows=_("The letter goes out with the reasons and the Ombudsman’s details. It is the council’s last word."),
        done=_("The refusal is recorded and the letter on its way"),
        form=letters.RefuseForm,
        act=acts.refuse_request,
    ),
    ActionPage(
        action="signpost",
        title=_("Tell the complainant about the Ombudsman"),
        button=_("Look at the letter"),
        follows=_("The letter goes out. The case stays as it is."),
        done=_("The letter is recorded and on its way"),
        form=letters.SignpostForm,
        act=acts.signpost,
    ),
    ActionPage(
        action="receive",
        title=_("Record an enquiry from the Ombudsman"),
        button=_("Record"),
        follows=_("The enquiry stands beside the complaint, with its own dates."),
        done=_("The Ombudsman’s enquiry is recorded"),
        form=forms.OmbudsmanEnquiryForm,
        act=acts.open_ombudsman_run,
        arrives=True,
    ),
    ActionPage(
        action="answer-ombudsman",
        title=_("Record our answer to the Ombudsman"),
        button=_("Record"),
        follows=_("The enquiry is answered and can be closed."),
        done=_("Our answer to the Ombudsman is recorded"),
        form=forms.OmbudsmanAnswerForm,
        act=acts.answer_ombudsman,
    ),
    ActionPage(
        action="ask",
        title=_("Ask others for information"),
        button=_("Look at it before it goes"),
        follows=_(
            "You see it exactly as it will go, and then send it. They are reminded until they answer, and you are "
            "told. No date moves."
        ),
        done=_("Your questions are on their way"),
        form=asking_forms.AskForm,
        act=asking.ask,
        template="casework/actions/ask.html",
        preview="casework/actions/preview_ask.html",
    ),
    ActionPage(
        action="answer-ask",
        title=_("Record an answer to what was asked"),
        button=_("Record the answer"),
        follows=_("The answer stands on the case. They are reminded no more."),
        done=_("The answer is recorded"),
        form=answer_forms.AnswerAskForm,
        template="casework/actions/answer_ask.html",
        takes_files=True,
        act=asking.record_answer,
        arrives=True,
    ),
    ActionPage(
        action="close-ask",
        title=_("Settle what was asked"),
        button=_("Record"),
        follows=_("Nothing more is waited for. Their link shows that it is settled."),
        done=_("That is settled"),
        form=answer_forms.CloseAskForm,
        act=asking.close_ask,
    ),
    ActionPage(
        action="record-action-plan",
        title=_("Record an action plan"),
        button=_("Record"),
        follows=_("The date by which the plan must be carried out is counted from now."),
        done=_("The action plan is recorded"),
        form=forms.PlanForm,
        act=acts.record_action_plan,
    ),
    ActionPage(
        action="complete-action-plan",
        title=_("Record that an action plan has been carried out"),
        button=_("Record"),
        follows=_("Nothing more is owed for the plan."),
        done=_("The action plan is recorded as carried out"),
        form=forms.CompletePlanForm,
        act=acts.complete_action_plan,
    ),
    ActionPage(
        action="withdraw",
        title=_("Record that the complainant withdraws"),
        button=_("Record the withdrawal"),
        follows=_("The case ends and nothing more is owed on it."),
        done=_("The withdrawal is recorded"),
        form=forms.WithdrawForm,
        act=acts.withdraw,
        arrives=True,
    ),
    ActionPage(
        action="close",
        title=_("Close the case"),
        button=_("Close the case"),
        follows=_("The case leaves the work lists. What the complainant may still do stays open to them."),
        done=_("The case is closed"),
        form=forms.CloseForm,
        act=acts.close,
    ),
    ActionPage(
        action="correct",
        title=_("Correct a date"),
        button=_("Record the correction"),
        follows=_("Both dates stay in the record. Dates that follow are worked out afresh; a promised date stands."),
        done=_("The correction is recorded"),
        form=forms.CorrectForm,
        act=acts.correct,
    ),
)

PAGES: dict[str, ActionPage] = {page.action: page for page in _PAGES}
