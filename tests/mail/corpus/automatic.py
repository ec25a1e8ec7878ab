# ruff: noqa: E501 (messages stand as they came)
"""What programmes write: bounces in many dialects, absence notes, lists, our own messages come back."""

from __future__ import annotations

from tests.mail.sample import Sample, headed, mixed, part

OURS = "<0123456789abcdef0123456789abcdef@dartford.gov.uk>"
DAEMON = {"From": "Mail Delivery System <MAILER-DAEMON@mx.example.org>", "Return_Path": "<>"}
STATUS = "Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; ann@example.org\nAction: {}\nStatus: {}\n"
WHO = {"sender": "Mail Delivery System", "address": "MAILER-DAEMON@mx.example.org"}
RETURNED = part(f"Message-ID: {OURS}\nSubject: Your complaint\n", "text/rfc822-headers")
REPORT = ("delivery status.txt", "headers.txt")


def report(action: str, status: str) -> bytes:
    return mixed(
        part("I'm sorry to have to inform you"),
        b"Content-Type: message/delivery-status\n\n" + STATUS.format(action, status).encode(),
        RETURNED,
        kind="report; report-type=delivery-status",
        **DAEMON,
        Subject="Undelivered Mail Returned to Sender",
        Auto_Submitted="auto-replied",
    )


SAMPLES = [
    Sample(
        name="dsn-failed",
        must="is a failed delivery",
        raw=report("failed", "5.1.1"),
        **WHO,
        files=REPORT,
        kind="bounce",
    ),
    Sample(
        name="dsn-delayed",
        must="is no failed delivery",
        raw=report("delayed", "4.4.1"),
        **WHO,
        files=REPORT,
        kind="delayed",
    ),
    Sample(
        name="dsn-delivered",
        must="is no failed delivery",
        raw=report("delivered", "2.0.0"),
        **WHO,
        files=REPORT,
        kind="delivered",
    ),
    Sample(
        name="bounce-exim",
        must="is a failed delivery though it is no report",
        raw=headed(
            f"A message that you sent could not be delivered.\n\n  ann@example.org\n    550 5.1.1 User unknown\n\nMessage-ID: {OURS}\n",
            **DAEMON,
            X_Failed_Recipients="ann@example.org",
            Auto_Submitted="auto-replied",
            Subject="Mail delivery failed",
        ),
        **WHO,
        text=("User unknown",),
        kind="bounce",
    ),
    Sample(
        name="bounce-qmail",
        must="is a failed delivery by its words and its empty sender",
        raw=headed(
            f"Hi. This is the qmail-send program.\n<ann@example.org>:\n550 no such user\n\n--- Below this line is a copy\n\nMessage-ID: {OURS}\n",
            **DAEMON,
            Subject="failure notice",
        ),
        **WHO,
        text=("qmail-send",),
        kind="bounce",
    ),
    Sample(
        name="bounce-exchange",
        must="is a failed delivery",
        raw=mixed(
            part("Your message couldn't be delivered."),
            b"Content-Type: message/delivery-status\n\n" + STATUS.format("failed", "5.1.10").encode(),
            b"Content-Type: message/rfc822\n\n" + headed(Message_ID=OURS, Subject="Your complaint"),
            kind="report; report-type=delivery-status",
            From="Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.org>",
            Subject="Undeliverable: Your complaint",
        ),
        sender="Microsoft Outlook",
        address="MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.org",
        files=("delivery status.txt", "message passed on.eml"),
        kind="bounce",
        earlier="2026-06-02T08:31:00+00:00",
    ),
    Sample(
        name="bounce-passed-on-by-a-person",
        must="is that person's message, not a failed delivery",
        raw=mixed(part("I got this from you, why?"), b"Content-Type: message/rfc822\n\n" + report("failed", "5.1.1")),
        text=("I got this from you, why?",),
        files=None,
        earlier="2026-06-02T08:31:00+00:00",
    ),
    Sample(
        name="read-receipt",
        must="is written by a programme",
        raw=mixed(
            part("Your message was displayed."),
            part(
                f"Disposition: manual-action/MDN-sent-manually; displayed\nOriginal-Message-ID: {OURS}\n",
                "message/disposition-notification",
            ),
            kind="report; report-type=disposition-notification",
            Subject="Read: Your complaint",
        ),
        files=None,
        kind="auto-reply",
    ),
    Sample(
        name="absence-3834",
        must="is an automatic reply",
        raw=headed("I am away.\n", Auto_Submitted="auto-replied (vacation)", Subject="Away", In_Reply_To=OURS),
        kind="auto-reply",
    ),
    Sample(
        name="absence-exchange",
        must="is an automatic reply",
        raw=headed(
            "I am away.\n",
            Auto_Submitted="auto-generated",
            X_Auto_Response_Suppress="All",
            Subject="Automatic reply: Your complaint",
            In_Reply_To=OURS,
        ),
        kind="auto-reply",
    ),
    Sample(
        name="absence-x-autoreply",
        must="is an automatic reply",
        raw=headed("Away.\n", X_Autoreply="yes", Subject="Away"),
        kind="auto-reply",
    ),
    Sample(
        name="absence-precedence",
        must="is an automatic reply",
        raw=headed("Away.\n", Precedence="auto_reply", Subject="Away"),
        kind="auto-reply",
    ),
    Sample(
        name="absence-polish",
        must="is an automatic reply",
        raw=headed(
            "Nie ma mnie.\n", Auto_Submitted="auto-generated", Subject="=?utf-8?Q?Odpowied=C5=BA_automatyczna:_Skarga?="
        ),
        kind="auto-reply",
    ),
    Sample(
        name="absence-only-by-subject",
        must="is a person's until somebody looks: a subject proves nothing",
        raw=headed("Away.\n", Subject="Out of office"),
    ),
    Sample(
        name="form-by-a-programme",
        must="is a complaint that gets no automatic answer",
        raw=headed("Name: Ann\nComplaint: the bins\n", Auto_Submitted="auto-generated", Subject="Website form"),
        text=("the bins",),
        kind="bulk",
    ),
    Sample(
        name="list",
        must="is kept, and gets no automatic answer",
        raw=headed(List_Id="<residents.example.org>", Precedence="list"),
        kind="bulk",
    ),
    Sample(
        name="no-reply",
        must="is kept, and gets no automatic answer",
        raw=headed(From="Ann Smith <no-reply@example.org>"),
        address="no-reply@example.org",
        kind="bulk",
    ),
    Sample(
        name="null-sender-person",
        must="is kept, and gets no automatic answer",
        raw=headed(Return_Path="<>"),
        kind="bulk",
    ),
    Sample(
        name="our-own-come-back",
        must="is known as ours",
        raw=headed(From="Dartford <complaints.officer@dartford.gov.uk>", X_Loop="complaints.officer@dartford.gov.uk"),
        sender="Dartford",
        address="complaints.officer@dartford.gov.uk",
        kind="loop",
    ),
    Sample(
        name="strangers-loop-mark",
        must="is a person's: anybody can write our mark",
        raw=headed(X_Loop="complaints.officer@dartford.gov.uk"),
    ),
]
