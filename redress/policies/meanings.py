"""What does each key of a policy file mean, in a sentence for whoever writes one?

Beside the dataclasses rather than in them, so that ``rules.policy`` stays a page of shapes. A test holds
the two together: a key without a meaning, or a meaning without its key, fails.
"""

from __future__ import annotations

from collections.abc import Mapping

from redress.rules import policy as shapes

#: What a key means wherever it has no meaning of its own below.
EVERYWHERE: Mapping[str, str] = {
    "id": "What other tables call it by: small letters and numbers with hyphens. Never change one that is in use.",
    "name": "What people read.",
    "kind": "Which kind of table this is.",
    "paragraph": "The paragraph of the policy that says so.",
    "hint": "A short help shown beside it.",
    "number": "A number for your own lists of clocks or letters, such as C21. Nothing depends on it.",
    "reading": "Where the text of the policy is silent or unclear: how it is read here, in words.",
    "count": "How many.",
    "first_day": 'Whether the day it starts from is day one ("anchor") or the day after is ("next").',
}

_ROLL = (
    "What to do with a last day that is no working day: nothing (none), take an act on the next working day as in time "
    "(next-working-day), letters printing the unmoved day, or end on the working day before (previous-working-day)."
)

_LABEL = "What is asked."
_REQUIRED = "Whether it must be answered."
_NEEDED_WITH = "An entry of a list: the answer is compulsory where that entry is picked in the same step."

KEYS: Mapping[type, Mapping[str, str]] = {
    shapes.Policy: {
        "id": "The council's word for this policy; all versions of one policy share it.",
        "version": "Which version this is, such as 2026-04. Id and version together are unique.",
        "title": "What the council calls the policy.",
        "in_force_from": "The first day on which new cases come under it. Cases keep the version they began with.",
        "conflicts_paragraph": "The paragraph that keeps everybody who is implicated away from a complaint.",
        "council": "The council: see [council].",
        "paragraphs": "The numbered paragraphs: see [paragraphs].",
        "calendar": "Working days: see [calendar].",
        "receipt": "When something counts as received: see [receipt].",
        "roles": "The roles staff may hold: see [[roles]].",
        "tracks": "The ways a matter can be dealt with: see [[tracks]].",
        "clocks": "The time limits: see [[clocks]].",
        "rights": "What complainants may do without an answer: see [[rights]].",
        "moves": "Who may do what, and when: see [[moves]].",
        "positions": "Who is fit to be put in charge: see [[positions]].",
        "letters": "The letters and what they must contain: see [[letters]].",
        "outcomes": "What can be found: see [[outcomes]].",
        "requests": "How a later stage is asked for: see [[requests]].",
        "agreements": "Who must agree a final response: see [[agreements]].",
        "late": "Matters raised late: see [late].",
        "channels": "How complaints arrive: a list of choices.",
        "subjects": "What complaints are about: a list of choices. The complainant picks one.",
        "extension_reasons": "Why more time is taken: a list of choices.",
        "ways_forward": "How an unclear complaint is taken forward: a list of choices.",
        "elsewhere": "What other processes deal with: see [[elsewhere]].",
        "ombudsmen": "Which Ombudsman: see [ombudsmen].",
        "service_groups": "Services for which something is different: see [[service_groups]].",
        "contacts": "Bodies and how to reach them: see [contacts].",
        "steps": "Decisions and checks that go on record: see [[steps]].",
        "lists": "Lists that steps pick from, each a list of choices: [[lists.name]].",
        "guidance": "Short advice shown where it is needed: see [[guidance]].",
        "public": "What the public pages say: see [public].",
        "explanations": "Why it departs from a Code of the Ombudsmen: see [[explanations]].",
        "expertise": "What somebody must have learnt for certain cases: see [[expertise]].",
        "stand_ins": "Who acts where somebody may take no part: see [[stand_ins]].",
        "administration": "Who may adopt a new version: see [administration].",
    },
    shapes.Administration: {
        "by": "The roles whose holders may check and adopt a new version of this policy, on the pages or by command.",
        "paragraph": "The paragraph that puts them in charge of the procedure.",
    },
    shapes.Council: {
        "id": "The word in the address of the public pages: /this-word/. The same as the id of the policy.",
        "name": "The full name, as in letters.",
        "short_name": "The name in headings and lists.",
        "website": "The council's own site.",
        "complaints_email": "The address that letters come from and people write to.",
        "complaints_contact": "Whom people can turn to about complaints.",
        "accepted_emails": "Every address at which a complaint may arrive.",
        "colour": "The council's colour, as # and six signs. White words must be readable on it: contrast 4.5 to 1.",
        "reference_prefix": "How references begin: capital letters and numbers.",
        "privacy_notice": "Web address of the privacy notice.",
        "find_councillor": "Web address at which people can find their councillor.",
    },
    shapes.CalendarRules: {
        "nation": "Whose bank holidays are no working days.",
        "paragraph": "The paragraph that says what a working day is.",
        "closures_are_working_days": "Whether days on which the council is closed are counted all the same.",
        "closures_paragraph": "The paragraph that says so.",
        "closures": "The periods: see [[calendar.closures]].",
    },
    shapes.ClosurePeriod: {
        "first": "The first day.",
        "last": "The last day, included.",
        "reason": "Why, as it is shown on pictures of the calendar.",
    },
    shapes.OfficeHoursReceipt: {
        "hours": "A table for each weekday from monday to sunday with opening and closing time. "
        "A day without one has no closing time; whether it is a working day is for the calendar to say.",
    },
    shapes.OpeningHours: {
        "opens": "What came too late the day before is received at this time.",
        "closes": "What arrives after this time is received on the next working day.",
    },
    shapes.Role: {
        "sees": "How far holders may look: every case (everything), the cases of their directorate or department, "
        "the cases they hold, held or were asked to work on (held), only cases they hold or that were referred to them "
        "(referred), of the cases they logged only where they stand (status), or figures only (aggregates).",
        "duties": "What the role does, in a sentence or two.",
        "sees_confidential": "Whether that reach takes in cases classed as confidential. "
        "Whoever holds such a case sees it in any case.",
        "sees_identity": "Whether they see who complains where that is kept confidential. "
        "Whoever holds the case sees it in any case.",
        "one_for_each_place": "Whether every case has exactly one holder of the role: the nearest to its department.",
        "nominated_by": "The role that nominates its holders.",
        "changes_people": "Whether they may change people’s roles, nominations, cover and training.",
    },
    shapes.Expertise: {
        "flags": "Cases that carry one of these need it.",
        "positions": "The positions that then only somebody with this training on record can hold.",
    },
    shapes.StandIn: {
        "role": "The role that somebody else must take on where its holder may take no part in the case.",
        "by": "The roles whose holders can be named for it.",
        "step": "The step by which one of them is named, for one case.",
        "reading": "What is built where the text is silent.",
    },
    shapes.Track: {
        "id": 'What other tables call it by. The track for complaints has the id "complaint".',
        "stages": "Its stages in order, the first of them where everything begins: see [[tracks.stages]]. "
        "A track without any, for comments or compliments, is gone through in one.",
        "first": "Services for which it begins in another stage: see [[tracks.first]].",
        "counts_as_complaint": "Whether it is a complaint in the figures. Each of its stages then needs a response.",
        "series": "How references of this track begin, if they have a series of their own.",
    },
    shapes.Stage: {
        "next": "The stage that a complainant can ask for after this one. The last stage has none.",
        "entry": "Whether a matter may begin here directly. "
        "A receive move that names the stage under stages says who may begin it here.",
        "what_happens": "One sentence for the public pages.",
    },
    shapes.Clock: {
        "name": "What is to be done by then, as an order: “Answer at Stage One”.",
        "track": "The track it belongs to.",
        "stage": "The stage it belongs to; without one it runs over the whole track.",
        "paragraph": "The paragraph that sets the limit.",
        "also": "Further paragraphs that bear on it.",
        "anchor": "What it is counted from.",
        "length": "How long it runs.",
        "binds": "Whom it binds, and how hard. Without it: the council must act by then.",
        "met_by": "The milestones that stop it, whichever happens first. "
        "One of another stage is written with it: stage-two.requested.",
        "responsible": "The role that must act, or complainant.",
        "alerts": "Roles that are told when it is missed.",
        "extension": "Whether it can be made longer. Without it: it cannot.",
        "unless": "Milestones of the stage: when one has come by the date of this clock, nothing is owed under it. "
        'An acknowledgement that is due only if no answer has gone has unless = ["answered"].',
        "ends": "Further lengths, each with its own start, that it is compared with: the latest or earliest counts. "
        "Without it: its own length.",
        "overrides": "What is different for some services: see [[clocks.overrides]].",
        "several": "Which length counts where the points are of services that differ.",
    },
    shapes.Span: {
        "anchor": "What this length is counted from.",
        "length": "How long it is.",
        "paragraph": "The paragraph that says so, where it is not that of the clock.",
    },
    shapes.LatestEnd: {
        "of": "The further lengths: each a table with anchor and length.",
        "unknown": "While the start of one is unknown: count by those that are known (ignore), or by none (wait).",
    },
    shapes.EarliestEnd: {
        "of": "The further lengths: each a table with anchor and length.",
        "unknown": "While the start of one is unknown: count by those that are known (ignore), or by none (wait).",
    },
    shapes.Override: {
        "group": "The services it is for: the id of a [[service_groups]].",
        "length": "The length for them. Without it: the clock's own.",
        "responsible": "Who must act for them. Without it: as for the others.",
    },
    shapes.ServiceGroup: {
        "name": "What they are called together, in the middle of a sentence: “adult social care”.",
        "services": "The council's own codes of the services, as they stand in its directory.",
        "paragraph": "The paragraph that treats them apart.",
    },
    shapes.FirstStage: {
        "group": "The services it is for: the id of a [[service_groups]]. It counts where every point is about them.",
        "stage": "The stage in which it begins; it needs entry = true.",
    },
    shapes.AtMilestone: {
        "milestone": "What was done.",
        "stage": "In which stage, where that is not the clock's own.",
    },
    shapes.AtDue: {"clock": "The other clock; it belongs to the same track, and no circle may arise."},
    shapes.AtFact: {"fact": "Which date of the case."},
    shapes.AtAnswer: {
        "step": "The step that asks for the date. Where it has “commits”, every taking has a deadline of its own.",
        "question": "Which of its questions: one of kind day.",
    },
    shapes.ThatDay: {"paragraph": "The paragraph behind it, if there is one."},
    shapes.Commits: {
        "day": "The question that asks for the date: one of kind day.",
        "owner": "The question that asks who sees to it: one of kind person. Without it: the role of the clock.",
        "what": "The question in whose words it is told apart from others: one of kind words.",
    },
    shapes.EarlierOf: {"of": "The anchors to choose from."},
    shapes.LaterOf: {"of": "The anchors to choose from."},
    shapes.WorkingDays: {"paragraph": "The paragraph that says which day is day one."},
    shapes.CalendarDays: {"roll": _ROLL, "paragraph": "The paragraph that says which day is day one."},
    shapes.CalendarMonths: {
        "roll": _ROLL,
        "paragraph": "The paragraph that says how months are counted.",
    },
    shapes.ExtraWorkingDays: {"most": "How many extra working days there may be in all."},
    shapes.AnyNewDate: {"most": "How many extra working days there may be in all. Without it: any number."},
    shapes.ExtraCalendarDays: {"most": "How many extra days there may be in all."},
    shapes.WithinTotal: {
        "total": "How long the whole may last, extensions included: a length, as for the clock itself.",
        "counted": "Whether extra time is asked for and told in working days or in calendar days.",
    },
    shapes.DiscretionWindow: {
        "decided_by": "The role that decides whether a late request goes ahead. "
        "A request with such a window needs accepted_first = true and refusable_findings.",
    },
    shapes.Right: {
        "name": "What the complainant may do, to follow “you can”: “go to the Ombudsman without a response”.",
        "clock": "The clock; the right opens on the day after it has run out unanswered.",
        "after": "Whether it opens after the due date as it stands (due), "
        "or only after the last day to which the clock could ever be extended (cap).",
        "opens": "What it opens: the way to the Ombudsman (ombudsman), or the next stage as if this one had been "
        "refused (request-next-stage); that needs a move with this right.",
    },
    shapes.Move: {
        "action": "What is done: see the list of actions.",
        "step": 'Which step is taken, where action = "take-step".',
        "when": "Only on cases of which this is true: see the conditions.",
        "track": 'On which track. Without it: "complaint".',
        "stages": "In which stages. Without it: in every stage of the track.",
        "after": "Milestones of the stage that must have happened before.",
        "unless": "Milestones after which it is too late.",
        "by": "Who may do it: roles of this policy, and complainant, representative, system, import and api.",
        "letter": "The letter that goes with it. The act does not happen without the letter.",
        "position": "The position that the person put in charge, or deciding, must be fit for. "
        "Allocate and appoint need one.",
        "holder": "Whether only the person in charge, or whoever covers for them, may do it.",
        "ended": "Whether it can still be done when the matter is closed.",
        "right": "The right by which it is done: from the day on which that right opens.",
    },
    shapes.Position: {
        "roles": "One of these roles is needed.",
        "never": "None of these roles is allowed, whatever else the person holds.",
        "bars": "Earlier acts on the case that make a person unfit.",
        "warns": "Earlier acts for which a reason must be given.",
        "neither": "Earlier acts that do not matter. Every act of the list stands in exactly one of the three.",
        "never_paragraph": "The paragraph behind “never”.",
    },
    shapes.Letter: {
        "subject": "The subject line. May use {merge fields}.",
        "paragraph": "The paragraph that requires the letter.",
        "contents": "What it must contain, in the order printed: see [[letters.contents]].",
        "post_only": "Whether it is posted and never goes by e-mail.",
    },
    shapes.Content: {
        "heading": "The heading over it in the letter.",
        "paragraph": "The paragraph that requires this content.",
        "source": "Where it comes from.",
        "when": "When it is needed. Without it: always.",
    },
    shapes.Written: {"hint": "What the officer is asked for."},
    shapes.FromCase: {
        "fact": "What is taken from the case: see the list of facts.",
        "clock": "For a due-date: which clock's. That date is then a promise to the person.",
    },
    shapes.Fixed: {"text": "The words. May use {merge fields}."},
    shapes.ContactDetails: {
        "contacts": "The bodies to print.",
        "ombudsmen": "Whether to print the Ombudsmen that the points of this complaint can go to.",
        "text": "Words before the details. May use {merge fields}.",
    },
    shapes.WhenOutcome: {"any_of": "The outcomes with which it is needed."},
    shapes.WhenFlag: {"flag": "The flag with which it is needed: see the list of flags."},
    shapes.WhenFlags: {
        "all_of": "Every one of these flags is needed.",
        "any_of": "One at least of these flags is needed.",
        "none_of": "None of these flags may be there.",
    },
    shapes.FromStep: {"question": "The question of the step whose answer is printed."},
    shapes.Step: {
        "question": "What is asked.",
        "also": "Other paragraphs behind it.",
        "options": "The ways in which it can be taken: see [[steps.options]].",
        "questions": "What is asked whichever option is taken: see [[steps.questions]].",
        "owed": "When somebody must take it: a condition. Without it nobody waits for the step.",
        "owed_after": "Milestones of the stage before which nobody owes it yet.",
        "owed_unless": "Milestones of the stage after which nobody owes it any more.",
        "before": "The acts that wait while it is owed: actions, and other steps as step:… with their id.",
        "settled_by": "The options that settle it. Without it: any.",
        "each_stage": "Whether it is owed anew in every stage.",
        "each_time": "Other steps: after each taking of one of them this step is owed anew.",
        "each_holder": "Whether everybody who is put in charge owes it anew, and they alone.",
        "each_letter": "Whether it is to be taken anew before every letter, and owed by nobody until then.",
        "again": "Whether it can be taken again, as a changed mind or a further item.",
        "checklist": "The heading under which checks stand together. Without it: a decision.",
        "commits": "Each taking is a commitment of its own, with a date: see [steps.commits]. A clock with "
        'anchor = { kind = "answer" } on this step watches each of them.',
        "keeps": "The step whose commitments are kept by this one. It asks for them with "
        'a pick from list = "commitments", and is settled while none of them is open.',
    },
    shapes.Option: {
        "paragraph": "The paragraph behind this option, if it is another than the step's.",
        "public": "What the person is told of it on the page where they follow their case.",
        "note": "What an officer is told on choosing it.",
        "questions": "What is asked only with this option.",
        "letter": "The letter without which it cannot be taken so.",
        "letter_to": "The body that the letter goes to. Without it: whoever complains.",
        "in_the_post_to": "The question that asks for an e-mail address, which is told that the letter is in the post.",
        "when": "Offered only on such cases: a condition.",
        "flags": "What the run carries from then on.",
        "lifts": "What the run no longer carries.",
        "ends": "The reason for which the run ends by it, in a word of your own. Without it the run goes on.",
        "begins": "A run of another track begins in the same case.",
        "enters": "The stage in which the run goes on; its limits count from the receipt of the run.",
        "stands_aside": "Whether whoever takes the step so is kept away from the case from then on.",
        "restricts": "What applies to the person from then on, until a day: see [steps.options.restricts].",
        "frees": "What applies to the person no longer: a restriction, or a warning.",
        "reads": "Whether whoever takes the step so has read what was filed without a reply.",
    },
    shapes.Restricts: {
        "what": "A restriction of the contacts with a person, or a warning to staff.",
        "until": "The question that asks for the day of the review; it lapses the day after unless decided anew.",
        "who": "The question that asks whether it is the complainant or a representative. Without it: the complainant.",
        "terms": "The question that asks what applies.",
        "named": "The question that asks whom the person can contact.",
        "since": "The question that asks for the first day. Without it: the day of the decision.",
        "words": "The question in whose words staff are told.",
    },
    shapes.Begins: {
        "track": "Which track.",
        "stage": "In which stage. Without it: the first.",
        "received": 'Whether it counts as received when the step is taken ("now") or with the first run ("same").',
    },
    shapes.AskWords: {"label": _LABEL, "required": _REQUIRED, "needed_with": _NEEDED_WITH},
    shapes.AskDay: {
        "label": _LABEL,
        "required": _REQUIRED,
        "future": "Whether the date may lie ahead.",
        "after": "Another question of the step, from whose date this one must follow.",
        "working_days": "How many working days must have passed since then.",
        "needed_with": _NEEDED_WITH,
    },
    shapes.AskPick: {
        "label": _LABEL,
        "required": _REQUIRED,
        "list": "The list to pick from: one under [lists], or elsewhere, subjects, channels, extension_reasons, "
        "ways_forward, points or contacts.",
        "many": "Whether several can be picked.",
    },
    shapes.AskYesNo: {
        "label": _LABEL,
        "required": _REQUIRED,
        "must_be": "The answer without which the step cannot be taken.",
    },
    shapes.AskPerson: {
        "label": _LABEL,
        "required": _REQUIRED,
        "roles": "The roles of which the person has one.",
        "refers": "Whether the case is referred to the person, who may see it from then on.",
    },
    shapes.AskNumber: {"label": _LABEL, "required": _REQUIRED, "unit": "What is counted, such as pence."},
    shapes.Guidance: {
        "text": "The advice, in a sentence or two.",
        "at": "Where it is shown: actions, step:…, stage:… or page:… with its name.",
        "when": "Only on such cases: a condition.",
        "contacts": "Bodies whose details are shown with it.",
        "link": "A web page that says more.",
        "link_text": "What the link is called.",
    },
    shapes.Contact: {
        "name": "The body, as the policy prints it.",
        "lines": "The postal address, line by line.",
        "telephone": "As printed.",
        "textphone": "As printed.",
        "fax": "As printed.",
        "email": "An e-mail address.",
        "website": "A web address.",
        "purpose": "What people can go there for.",
        "remark": "What the council should check before it goes live. Never shown to the public.",
        "last_verified": "When somebody last checked the details.",
    },
    shapes.Outcome: {
        "meaning": "What it means, in words for the complainant.",
        "justified": "Whether the complaint was justified: wholly, partly or not at all (no). Each at least once; "
        "of several with the same, the one found of most points is the outcome of the whole, then the first.",
        "paragraph": "The paragraph that names this outcome.",
    },
    shapes.Choice: {
        "paragraph": "The paragraph it comes from.",
        "flags": "What a case carries from the moment the entry is chosen for it.",
        "landlord": "For a subject: whether it is about the council as a landlord.",
        "note": "What an officer is told on choosing it.",
        "officers_only": "Whether only officers can choose it; the public pages do not offer it.",
        "chosen_when": "It is chosen beforehand on such cases: a condition.",
        "chosen_by": "It is chosen beforehand where one of these rights has opened.",
        "leads_to": "The bodies that it leads to, where that does not follow from “landlord”.",
        "effect": "What it means for somebody on whose contacts it is a restriction.",
        "counts": "Whether the number of the person's contacts is shown beside it. No number decides anything.",
    },
    shapes.Elsewhere: {
        "name": "The matter, as people would call it.",
        "paragraph": "The paragraph that leaves it to others.",
        "advice": "What to do instead, in plain words.",
        "contacts": "Where to go.",
        "window": "How long there is to do that, in words.",
    },
    shapes.PublicWords: {
        "commitment": "The council's promise, in a sentence.",
        "invitation": "Why it is worth complaining.",
        "definition": "What a complaint is.",
        "definition_paragraph": "The paragraph with the definition.",
        "before_you_complain": "What to try first, if anything.",
        "who_may_complain": "Who may, one group a line.",
        "helpers": "Who can help to complain.",
        "help_text": "Further words about help.",
        "ombudsman_text": "What the Ombudsmen are and when to go to them.",
        "privacy": "What happens with personal information.",
        "officer_named": "Whether the complainant is told the name of the officer who deals with the complaint.",
        "officer_named_paragraph": "The paragraph about that.",
        "fields": "Which personal details the form asks for, beside name and e-mail address: see [[public.fields]].",
        "codes": "The Ombudsmen's Codes the public is told of: see [[public.codes]].",
    },
    shapes.PersonalField: {
        "id": "Which detail.",
        "asked": "Whether it must be given (needed), may be left out (optional) or is not asked at all (hidden).",
        "paragraph": "The paragraph that limits what is asked.",
    },
    shapes.CodeTold: {
        "code": "Which Ombudsman's Code: lgsco or housing-ombudsman. The page links to it.",
        "text": "How it binds the council, in plain words.",
        "paragraph": "The paragraph that says so.",
    },
    shapes.OmbudsmanRoutes: {
        "paragraph": "The paragraph that tells complainants of the Ombudsman.",
        "no": "Where a point goes that is not about the council as landlord.",
        "yes": "Where a point goes that is about the council as landlord.",
        "overlap": "Where a point goes that is about both.",
    },
    shapes.NextStageRequest: {
        "stage": "The stage that is asked for.",
        "paragraph": "The paragraph about asking for it.",
        "reasons_compulsory": "Whether the complainant must give reasons.",
        "reasons_paragraph": "The paragraph about reasons.",
        "window": "The clock within which it is to be asked for, if there is one.",
        "accepted_first": "Whether somebody decides if the stage goes ahead (actions accept-request, refuse-request).",
        "findings": "What that decision can find: a list of choices, [[requests.findings]].",
        "refusable_findings": "The findings with which the request can be refused.",
        "refusal_reasons": "The reasons for refusing: a list of choices, [[requests.refusal_reasons]].",
        "advice": "What to tell people who are about to ask.",
    },
    shapes.Agreement: {
        "stage": "The stage whose response must be agreed (action agree).",
        "by": "Roles that agree it.",
    },
    shapes.Explanation: {
        "code": "Which Ombudsman's Code: lgsco or housing-ombudsman.",
        "provision": "The id of its provision, such as 6.3 (`redress policy compare` lists them).",
        "text": "Why the policy departs from it, or how the council keeps it, in the council's own words.",
        "approved_by": "Who approved these words.",
        "approved_on": "The day on which they were approved.",
    },
    shapes.LateRule: {
        "window": "The clock within which a matter is to be raised.",
        "decided_by": "Roles that decide whether a late matter goes ahead (action decide-lateness).",
        "grounds": "What speaks for taking it: a list of choices, [[late.grounds]].",
        "never_lateness_alone": "Whether every ground must have been considered before a late matter is turned away.",
        "exempt_channels": "Channels through which nothing is ever late.",
    },
}

ACTIONS: Mapping[str, str] = {
    "receive": "take in a complaint, request or enquiry; every track needs it",
    "decide-lateness": "decide whether a matter raised late goes ahead",
    "register": "log it formally",
    "settle-points": "say for each point which service and whose function it is about",
    "allocate": "put somebody in charge of a stage",
    "appoint": "put an investigator in charge of a later stage; a warning can be answered with a reason",
    "acknowledge": "send the letter that says the complaint is understood",
    "contact": "record that the person was spoken or written to, or that it was tried",
    "clarify": "settle how an unclear complaint is taken forward",
    "extend": "take more time, or tell a new expected date",
    "agree": "agree a final response in one draft",
    "respond": "answer the stage, with a finding for every point",
    "request-next-stage": "ask for the next stage",
    "give-reasons": "give the reasons that a request lacked",
    "accept-request": "decide that the next stage goes ahead",
    "refuse-request": "decide that it does not",
    "signpost": "tell the person of the Ombudsmen",
    "answer-ombudsman": "answer an Ombudsman's enquiry",
    "add-information": "add what the complainant sends later",
    "ask-for-help": "ask for help with complaining",
    "record-action-plan": "record a plan for putting things right",
    "complete-action-plan": "record that a plan was carried out",
    "withdraw": "end it because the complainant wishes so",
    "close": "end it",
    "note": "write an internal note",
    "bar-person": "keep somebody who is complained about or implicated away",
    "report-delivery-failure": "record that a letter could not be delivered; the programme does this (system)",
    "adopt-calendar": "count by a later edition of the bank holidays; the programme does this (system)",
    "correct": "set right the time of an earlier act",
    "take-step": "take a decision, or record a check, that the policy names: see [[steps]]",
}

MILESTONES: Mapping[str, str] = {
    "received": "it arrived (only in the first stage; a later stage begins with requested)",
    "lateness-decided": "somebody decided whether a late matter goes ahead",
    "registered": "it was logged",
    "allocated": "somebody was put in charge",
    "appointed": "an investigator was appointed",
    "acknowledged": "the acknowledgement went",
    "contacted": "the person was spoken or written to",
    "clarified": "the way forward was settled",
    "extended": "more time was taken",
    "delay-notified": "a new expected date was told, which moved nothing",
    "agreed": "the final response was agreed",
    "answered": "the response went",
    "requested": "this stage was asked for",
    "accepted": "the request was accepted",
    "refused": "the request was refused",
    "signposted": "the person was told of the Ombudsmen",
    "ombudsman-answered": "the Ombudsman was answered",
    "action-plan-recorded": "an action plan was recorded",
    "action-plan-completed": "the action plan was carried out",
    "withdrawn": "the complainant withdrew",
    "closed": "it was closed",
}

ACTS: Mapping[str, str] = {
    "received": "took the complaint in",
    "registered": "logged it",
    "settled-points": "settled what its points are about",
    "decided-lateness": "decided whether it went ahead although late",
    "allocated": "put somebody in charge",
    "appointed": "appointed an investigator",
    "acknowledged": "sent the acknowledgement",
    "contacted": "spoke or wrote to the complainant",
    "clarified": "settled the way forward",
    "extended": "took more time or told of a delay",
    "agreed": "agreed a response",
    "answered": "sent a response",
    "decided-request": "accepted or refused a request for the next stage",
    "signposted": "told of the Ombudsmen",
    "answered-ombudsman": "answered an Ombudsman",
    "noted": "wrote an internal note",
    "closed": "closed it",
    "corrected": "corrected a time",
    "logged-request": "logged a request for the next stage, or its reasons",
    "logged-information": "logged further information",
    "planned": "recorded or completed an action plan",
    "took-step": "took a decision, or made a check, that the policy names",
    "held": "was in charge of a stage",
    "drafted": "wrote on a response",
    "line-manager": "is line manager of somebody who held or answered a stage",
}

FACTS: Mapping[str, str] = {
    "reference": "the reference of the case",
    "officer": "who is in charge, as far as the policy lets the name be told",
    "due-date": "the date of the clock that the content names",
    "outcome": "the outcome of the whole and what it means",
    "extension-days": "how many more working days there are",
    "new-date": "the new date after an extension or in a delay notice",
    "request-finding": "what was found when the request was decided upon",
    "window-end": "the last day to ask for the next stage; only where the request for it has a window",
    "contact": "how to reach the council about complaints",
}

MERGE_FIELDS: Mapping[str, str] = {
    "reference": "the reference of the case",
    "council": "the council's full name",
    "short_name": "the council's short name",
    "website": "the council's website",
    "complaints_email": "the council's address for complaints",
    "privacy_notice": "web address of the privacy notice; give it under [council]",
    "window_end": "the last day to ask for the next stage; only where the request for it has a window",
}

#: What kinds mean whose dataclass has no words of its own.
KINDS: Mapping[type, str] = {shapes.Always: "It is needed in every letter of this kind."}

CASE_FLAGS: Mapping[str, str] = {
    "late-request": "the next stage was asked for after its window",
    "reasons-awaited": "a request came without its reasons",
    "lateness-accepted": "it was made late, and it was decided that it goes ahead",
    "lateness-declined": "it was made late, and it was decided that it does not go ahead",
    "anonymous": "nobody knows who complains",
    "no-address": "there is no address to write to",
    "consent-written": "somebody acts for the complainant and says that there is written consent",
    "consent-spoken": "somebody acts for the complainant and says that there is consent, not in writing yet",
    "consent-none": "somebody acts for the complainant and says that there is no consent",
    "several-services": "the points are about two services or more",
    "provider-council": "a point is about something the council itself provides",
    "provider-contractor": "a point is about a contractor",
    "provider-partner": "a point is about a partner organisation",
}

DATED_FACTS: Mapping[str, str] = {
    "happened_on": "when the matter occurred",
    "aware_on": "when the complainant came to know of it",
    "request_made_on": "the date a request for the next stage bears, where it is known",
}
