"""What has come in at the two councils by e-mail, post, text and social media, and waits to be placed?

As with the cases, nothing is written here that the pages and the worker could not write.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from redress import jobs
from redress.accounts.models import Department
from redress.arrivals import filing, settling
from redress.arrivals.models import Arrival, PostUpload, Source
from redress.arrivals.post import letters, uploads
from redress.arrivals.register import register
from redress.arrivals.taking import take
from redress.demonstration import paper_mail
from redress.demonstration.scripts import COMPLAINT
from redress.demonstration.walk import Office, Walk
from redress.records import people


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail as somebody wrote it; ``day`` and ``at`` are when it reached the council."""

    name: str
    address: str
    subject: str
    text: str
    day: int
    at: str
    headers: tuple[tuple[str, str], ...] = ()
    file: bool = False


MAILS = {
    "late": Mail(
        "Gwen Ashdown",
        "gwen.ashdown@mail.example",
        "Still no answer about my council tax",
        "I rang three times in two weeks about my council tax bill. Each time I was told that somebody would ring "
        "back. Nobody did. The bill is wrong because my daughter moved out in spring.\n\nPlease put it right.\n\n"
        "Gwen Ashdown",
        -9,
        "09:12",
    ),
    "photograph": Mail(
        "Idris Okafor",
        "idris.okafor@mail.example",
        "Rubbish left again in Mill Lane",
        "For the third time the crew has left the bags behind our houses. I send you a picture. What makes me angry "
        "is that I was told last month that it would not happen again.\n\nIdris Okafor, 14 Mill Lane",
        -1,
        "19:40",
        file=True,
    ),
    "forwarded": Mail(
        "Nadia Fairweather",
        "nadia.fairweather@mail.example",
        "Fwd: The noise from the leisure centre",
        "This came to my own inbox while I was away.\n\n"
        "---------- Forwarded message ---------\nFrom: Colin Marsh <colin.marsh@mail.example>\nDate: {earlier}\n"
        "Subject: The noise from the leisure centre\n\nThe fans on the roof run all night. I have not slept properly "
        "since the heat began. I want somebody to tell me when they will be repaired.\n\nColin Marsh",
        -2,
        "10:05",
    ),
    "absence": Mail(
        "Rosa Pemberton",
        "rosa.pemberton@mail.example",
        "Automatic reply: We have received your complaint",
        "I am away until the end of the month and read no e-mails.",
        -3,
        "11:30",
        headers=(("Auto-Submitted", "auto-replied"),),
    ),
    "spam": Mail(
        "Best Watches",
        "offers@watches.example",
        "Lowest prices this week",
        "Dear customer, see our watches at prices nobody can match.",
        -4,
        "03:17",
    ),
    "thanks": Mail(
        "Peter Lindqvist",
        "peter.lindqvist@mail.example",
        "Who do I write to about a park bench?",
        "The bench by the pond lost a board. It is no complaint, I only do not know whom to tell.",
        0,
        "08:20",
    ),
}
MORE = (
    "I looked for the letter that you asked for and found it. It is of the third of last month and says that the work "
    "would be done within two weeks. It has not been done to this day."
)
TEXT = "bins at 3 orchard close missed AGAIN. this is the 4th time. ring me"
POSTED = "@{handle} your crossing lights at Station Road have been dark for a week. Is anybody there?"


def build(offices: dict[str, Office], walks: list[Walk]) -> None:
    """Let things come in at each council, and let officers and the worker do what they would have done by now."""
    for office in offices.values():
        _mails(office, next(walk for walk in walks if _is_open(walk, office)))
        _messages(office)
        _post(office)


def _mails(office: Office, walk: Walk) -> None:
    found = {name: _taken(office, mail) for name, mail in MAILS.items()}
    party = people.complainant_of(walk.file)
    assert party is not None
    asked = Mail(party.person.name, party.person.email, f"Re: {walk.file.reference}", MORE, -1, "14:25")
    _taken(office, asked)
    desk = office.staff[office.hall.desk]
    settling.set_aside(found["spam"], code=settling.SPAM, more="", by=desk)
    told = _taken(office, Mail(party.person.name, party.person.email, "The letter", MORE, -2, "16:02", file=True))
    by, key = office.actor(office.hall.desk), f"demonstration:arrival:{told.pk}"
    if told.case is None:
        filing.put_on_case(told, walk.file, by=by, key=key, party=party)


def _is_open(walk: Walk, office: Office) -> bool:
    """Whether somebody complains by e-mail on a case that goes on and to which something can be added."""
    case = walk.file
    if case.council_id != office.council.pk or case.ended or case.confidential or case.identity_confidential:
        return False
    party = people.complainant_of(case)
    at_work = case.track == COMPLAINT and case.owner_id is not None and case.next_due is not None
    return bool(party and party.person.email) and at_work


def _taken(office: Office, mail: Mail) -> Arrival:
    at = office.diary.moment(mail.day, mail.at).instant
    assert at is not None
    earlier = office.diary.moment(mail.day - 3, "18:41").instant
    assert earlier is not None
    raw = _written(office, mail, at, earlier)
    return take(office.council.pk, raw, received=at)[0]


def _written(office: Office, mail: Mail, at: datetime, earlier: datetime) -> bytes:
    message = EmailMessage()
    message["From"] = f"{mail.name} <{mail.address}>"
    message["To"] = f"complaints@{office.council.pk}.example"
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{office.council.pk}-{mail.day}-{mail.at.replace(':', '')}@mail.example>"
    for name, value in mail.headers:
        message[name] = value
    local = timezone.localtime(earlier)
    message.set_content(mail.text.replace("{earlier}", f"{local:%d %B %Y %H:%M}"))
    if mail.file:
        message.add_attachment(
            paper_mail.drawn("14 Mill Lane"), maintype="image", subtype="png", filename="picture.png"
        )
    return message.as_bytes()


def _messages(office: Office) -> None:
    """A text message and a post, as a programme of the council's would hand them in."""
    said: list[tuple[Source, str, dict[str, Any], int, str]] = [
        (Source.TEXT, "text", {"sender_address": "07700 900461", "text": TEXT}, -1, "21:15"),
        (
            Source.SOCIAL,
            "social",
            {"sender_name": "Station Road Watch", "text": POSTED.format(handle=office.council.pk)},
            -3,
            "12:44",
        ),
    ]
    for source, key, facts, day, at in said:
        received = office.diary.moment(day, at)
        register(office.council, source=source, key=f"demonstration:{key}", received=received, **facts)


# --- post ----------------------------------------------------------------------------------------


def _post(office: Office) -> None:
    """A pile that was taken apart and stamped, and one that waits for that."""
    upload = _uploaded(office, "monday-post.pdf", paper_mail.pile(paper_mail.LETTERS))
    pages = list(upload.pages.order_by("number"))
    letters.part(upload, letters.suggested_beginnings(pages, one_each=False), letters.suggested_away(pages))
    letters.stamp(upload, _stamps(office))
    _at_work()
    _uploaded(office, "from-reception.pdf", paper_mail.pile(paper_mail.FROM_RECEPTION))


def _uploaded(office: Office, name: str, content: bytes) -> PostUpload:
    by = office.staff[POST_ROOM.get(office.council.pk, office.hall.desk)]
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    upload = uploads.take_in([file], by=by, key=f"demonstration:{name}", one_each=False)
    _at_work()
    upload.refresh_from_db()
    return upload


POST_ROOM = {"dartford": "desmond.tully"}


def _stamps(office: Office) -> dict[int, letters.Stamped]:
    diary = office.diary
    department = Department.objects.filter(council=office.council).order_by("pk").first()
    stamp = {"on": diary.day(-2), "by": office.staff[POST_ROOM.get(office.council.pk, office.hall.desk)].name}
    return {
        1: letters.Stamped(
            **stamp, shown=True, sender="Mrs E Talbot", about="Damp in the bedroom", department=department
        ),
        2: letters.Stamped(**stamp, shown=True, sender="J Whitlock"),
        3: letters.Stamped(
            first=diary.day(-4),
            last=diary.day(-2),
            choice="middle",
            reason="The tray at reception was last emptied four days before, and filled again after that.",
            about="Parking permits",
        ),
    }


def _at_work() -> None:
    """The worker does what is due."""
    jobs.run_all_due(timezone.now())
