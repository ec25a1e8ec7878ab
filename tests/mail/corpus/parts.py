# ruff: noqa: E501 (messages stand as they came)
"""Awkward parts: HTML, files, messages within messages, signed and encrypted ones, Outlook's own."""

from __future__ import annotations

import struct

from tests.mail.sample import FOLDER, PDF, PNG, Sample, attached, headed, mixed, part, several

SMIME = "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m"


def tnef(text: str, *files: tuple[str, bytes]) -> bytes:
    """A winmail.dat as Outlook makes it."""

    def item(level: int, name: int, kind: int, data: bytes) -> bytes:
        return struct.pack("<BHHI", level, name, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)

    out = struct.pack("<IH", 0x223E9F78, 1) + item(1, 0x9007, 6, struct.pack("<II", 1252, 0))
    out += item(1, 0x800C, 2, text.encode("cp1252") + b"\x00")
    for name, content in files:
        out += item(2, 0x9002, 6, bytes(14)) + item(2, 0x8010, 1, name.encode("cp1252") + b"\x00")
        out += item(2, 0x800F, 6, content)
    return out


HTML = """<html><head><title>No</title><style>p{color:red}</style></head><body>
<p>Dear Council,</p><p>The <b>bins</b> were&nbsp;missed.</p><ul><li>Monday</li><li>Tuesday</li></ul>
<script>alert("never")</script><a href="https://example.org/photo">See here</a>
<img src="https://tracker.example/x.gif" alt="A full bin"></body></html>
"""
INNER = headed(
    "I wrote to you first.\n",
    From="Bob <bob@example.org>",
    Subject="First",
    Date="Fri, 1 May 2026 18:00:00 +0100",
    Received="from a by mx.home.example; Fri, 1 May 2026 18:00:30 +0100",
    Message_ID="<first@example.org>",
)
CALENDAR = "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:Visit about the damp\nDTSTART:20260610T090000Z\nEND:VEVENT\nEND:VCALENDAR\n"

SAMPLES = [
    Sample(
        name="html-only",
        must="is read as plain words",
        raw=headed(HTML, Content_Type="text/html; charset=utf-8"),
        text=(
            "Dear Council,\n\nThe bins were missed.",
            "• Monday",
            "• Tuesday",
            "See here <https://example.org/photo>",
            "A full bin",
        ),
        never=("alert", "color:red", "<b>", "tracker"),
        notes=("html",),
    ),
    Sample(
        name="html-broken",
        must="is read without its tags",
        raw=headed("<p>The bins <b>were <i>missed</p> <<div x='>'>again<!-- never", Content_Type="text/html"),
        text=("The bins were missed", "again"),
        notes=("html",),
    ),
    Sample(
        name="html-quotes",
        must="marks what is repeated",
        raw=headed(
            "<div>New words.</div><div>On Mon, 1 Jun 2026 at 10:00, Council &lt;c@x.example&gt; wrote:<br></div>"
            "<blockquote>Old <blockquote>older</blockquote></blockquote>",
            Content_Type="text/html; charset=utf-8",
        ),
        text=("New words.", "> Old", "> > older"),
        new="New words.",
        notes=("html",),
    ),
    Sample(
        name="alternative",
        must="reads the plain text and not both",
        raw=mixed(
            part("The bins were missed."), part("<p>The bins were <b>missed</b>.</p>", "text/html"), kind="alternative"
        ),
        text=("The bins were missed.",),
        never=("<p>",),
        notes=("html",),
    ),
    Sample(
        name="alternative-empty-plain",
        must="reads the HTML where the plain text says nothing",
        raw=mixed(
            part(""), part("<p>The bins were missed again and again in our road.</p>", "text/html"), kind="alternative"
        ),
        text=("The bins were missed again",),
        notes=("html",),
    ),
    Sample(
        name="alternative-stub-plain",
        must="reads the HTML where the plain text only says that there is HTML",
        raw=mixed(
            part("This is an HTML message."),
            part("<p>" + "The bins were missed again and again. " * 20 + "</p>", "text/html"),
            kind="alternative",
        ),
        text=("The bins were missed again",),
        notes=("html",),
    ),
    Sample(
        name="attachments",
        must="keeps every file",
        raw=mixed(
            part("Two files."), attached(PDF, "letter.pdf", "application/pdf"), attached(PNG, "bin.png", "image/png")
        ),
        text=("Two files.",),
        files=("letter.pdf", "bin.png"),
    ),
    Sample(
        name="same-names",
        must="keeps files of one name apart",
        raw=mixed(part("Three."), *(attached(PDF + bytes([n]), "scan.pdf") for n in (49, 50, 51))),
        files=("scan.pdf", "scan (2).pdf", "scan (3).pdf"),
    ),
    Sample(
        name="path-names",
        must="keeps files whose names are paths; nothing is written there",
        raw=mixed(part("x"), attached(PDF, "../../../etc/cron.d/evil"), attached(PDF, "C:\\\\Windows\\\\evil.exe")),
        files=None,
    ),
    Sample(
        name="name-2231",
        must="reads names in letters of other alphabets",
        raw=mixed(
            part("x"),
            part(PDF, "application/pdf", "Content-Disposition: attachment; filename*=utf-8''%C5%81%C3%B3d%C5%BA.pdf"),
        ),
        files=("Łódź.pdf",),
    ),
    Sample(
        name="name-2231-cut",
        must="puts a name together again",
        raw=mixed(
            part("x"),
            part(
                PDF,
                "application/pdf",
                "Content-Disposition: attachment;\n filename*0*=utf-8''%C5%81%C3%B3;\n filename*1=dz.pdf",
            ),
        ),
        files=("Łódz.pdf",),
    ),
    Sample(
        name="name-encoded-word",
        must="reads names the way Outlook writes them",
        raw=mixed(part("x"), attached(PDF, "=?utf-8?B?xYHDs2TFui5wZGY=?=")),
        files=("Łódź.pdf",),
    ),
    Sample(
        name="no-file-name",
        must="gives a file a name",
        raw=mixed(part("x"), part(PDF, "application/pdf", "Content-Disposition: attachment")),
        files=("attachment 1.pdf",),
    ),
    Sample(
        name="inline-images",
        must="keeps pictures that stand in the text",
        raw=mixed(
            part('<p>See <img src="cid:1" alt="bin"></p>', "text/html; charset=utf-8"),
            part(
                PNG,
                "image/png; name=image001.png",
                "Content-ID: <1>",
                "Content-Disposition: inline; filename=image001.png",
            ),
            kind="related",
        ),
        text=("See bin",),
        files=("image001.png",),
        notes=("html",),
    ),
    Sample(
        name="file-without-words",
        must="is taken in",
        raw=headed(
            b"JVBERi0xLjQK\n", Content_Type="application/pdf; name=scan.pdf", Content_Transfer_Encoding="base64"
        ),
        text=(),
        files=("scan.pdf",),
    ),
    Sample(
        name="empty-file",
        must="keeps that it was there",
        raw=mixed(part("x"), attached(b"", "nothing.txt")),
        files=("nothing.txt",),
    ),
    Sample(
        name="text-file",
        must="keeps a text that is a file as a file",
        raw=mixed(
            part("Words."),
            part("Not words.", "text/plain; name=notes.txt", "Content-Disposition: attachment; filename=notes.txt"),
        ),
        text=("Words.",),
        never=("Not words.",),
        files=("notes.txt",),
    ),
    Sample(
        name="words-after-file",
        must="reads words before and after a file",
        raw=mixed(part("Before."), attached(PDF, "a.pdf"), part("After.")),
        text=("Before.\n\nAfter.",),
        files=("a.pdf",),
    ),
    Sample(
        name="forward-as-file",
        must="keeps the message passed on, shows its words, and offers its earlier arrival",
        raw=mixed(part("Please see below."), b"Content-Type: message/rfc822\n\n" + INNER, Subject="Fwd: First"),
        text=("Please see below.", "From: Bob", "Subject: First", "I wrote to you first."),
        files=("message passed on.eml",),
        earlier="2026-05-01T17:00:30+00:00",
    ),
    Sample(
        name="forward-in-forward",
        must="reads messages within messages and their files",
        raw=mixed(
            b"Content-Type: message/rfc822\n\n"
            + mixed(
                part("Second."),
                b"Content-Type: message/rfc822\n\n" + mixed(part("Third."), attached(PDF, "deep.pdf"), boundary="b3"),
                boundary="b2",
            )
        ),
        text=("Second.", "Third."),
        files=("message passed on.eml", "message passed on (2).eml", "deep.pdf"),
        earlier="2026-06-02T08:31:00+00:00",
    ),
    Sample(
        name="forward-base64",
        must="reads a message passed on that was packed against the rules",
        raw=mixed(part("See."), part(INNER, "message/rfc822")),
        text=("I wrote to you first.",),
        files=("message passed on.eml",),
        earlier="2026-05-01T17:00:30+00:00",
    ),
    Sample(
        name="forward-in-text",
        must="keeps all of it, and offers the time written in it",
        raw=headed(
            "FYI\n\n---------- Forwarded message ---------\nFrom: Bob <bob@example.org>\nDate: Fri, 1 May 2026 at 18:00\n"
            "Subject: First\nTo: <clerk@dartford.gov.uk>\n\nI wrote to you first.\n",
            Subject="Fwd: First",
        ),
        text=("FYI", "I wrote to you first."),
        earlier="2026-05-01T18:00:00",
    ),
    Sample(
        name="resent",
        must="offers the time at which it had reached whoever sent it on",
        raw=headed().replace(
            b"From: Ann",
            b"Resent-From: clerk@dartford.gov.uk\r\nResent-Date: Tue, 2 Jun 2026 09:30:00 +0100\r\n"
            b"Received: from a by mx.dartford.gov.uk; Fri, 29 May 2026 16:00:00 +0100\r\nFrom: Ann",
        ),
        earlier="2026-05-29T15:00:00+00:00",
    ),
    Sample(
        name="reply-on-top",
        must="keeps all and shows what is new",
        raw=headed(
            "Thank you, but no.\n\nOn Mon, 1 Jun 2026 at 10:00, Dartford Borough Council\n<c@dartford.gov.uk> wrote:\n\n> Dear Ann,\n> we are sorry.\n",
            Subject="Re: Bins",
        ),
        text=("Thank you, but no.", "> we are sorry."),
        new="Thank you, but no.",
    ),
    Sample(
        name="reply-outlook",
        must="knows Outlook's way of repeating",
        raw=headed(
            "Not good enough.\n\n________________________________\nFrom: Council <c@dartford.gov.uk>\nSent: 01 June 2026 10:00\nTo: Ann\nSubject: Bins\n\nWe are sorry.\n",
            Subject="RE: Bins",
        ),
        text=("We are sorry.",),
        new="Not good enough.",
    ),
    Sample(
        name="reply-between",
        must="takes all as new where the answers stand between the lines",
        raw=headed(
            "On Mon, 1 Jun 2026, Council wrote:\n> Which day?\nMonday.\n> Which road?\nElm Road.\n", Subject="Re: Bins"
        ),
        text=("Monday.", "Elm Road."),
    ),
    Sample(
        name="calendar-invite",
        must="keeps the invitation and says what it is about",
        raw=mixed(
            part("Please come."), part(CALENDAR, "text/calendar; method=REQUEST; charset=utf-8"), kind="alternative"
        ),
        text=("Please come.",),
        files=("invitation.ics",),
        notes=("calendar",),
    ),
    Sample(
        name="calendar-only",
        must="is read as far as it has words",
        raw=headed(CALENDAR, Content_Type="text/calendar; charset=utf-8"),
        text=("Visit about the damp",),
        files=("invitation.ics",),
        notes=("calendar",),
    ),
    Sample(
        name="smime-signed",
        must="is read inside its signature",
        raw=headed(
            part((FOLDER / "signed.p7m").read_bytes(), SMIME).partition(b"\n\n")[2],
            Content_Type=SMIME,
            Content_Transfer_Encoding="base64",
        ),
        text=("The bins were missed again. Łucja",),
        notes=("signed",),
    ),
    Sample(
        name="smime-signed-stream",
        must="is read inside its signature, however it is packed",
        raw=mixed(part((FOLDER / "signed-stream.p7m").read_bytes(), SMIME)),
        text=("The bins were missed again. Łucja",),
        notes=("signed",),
    ),
    Sample(
        name="smime-detached",
        must="is read, and its signature kept",
        raw=mixed(
            part("The bins were missed."),
            attached(b"0\x82\x01\x00sig", "smime.p7s", "application/pkcs7-signature"),
            kind="signed",
        ),
        text=("The bins were missed.",),
        files=("smime.p7s",),
        notes=("signed",),
    ),
    Sample(
        name="smime-encrypted",
        must="is kept, and says that nobody can read it",
        raw=mixed(
            part(
                (FOLDER / "encrypted.p7m").read_bytes(),
                "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
            )
        ),
        text=(),
        files=("smime.p7m",),
        notes=("encrypted",),
    ),
    Sample(
        name="pgp-encrypted",
        must="is kept, and says that nobody can read it",
        raw=mixed(
            part("Version: 1\n", "application/pgp-encrypted"),
            part(
                "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n",
                "application/octet-stream; name=encrypted.asc",
            ),
            kind="encrypted",
        ),
        files=("attachment 1.pgp", "encrypted.asc"),
        notes=("encrypted",),
    ),
    Sample(
        name="pgp-inline",
        must="says that nobody can read it",
        raw=headed("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"),
        text=("BEGIN PGP MESSAGE",),
        notes=("encrypted",),
    ),
    Sample(
        name="pgp-signed",
        must="is read",
        raw=headed(
            "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe bins were missed.\n-----BEGIN PGP SIGNATURE-----\niQE\n-----END PGP SIGNATURE-----\n"
        ),
        text=("The bins were missed.",),
    ),
    Sample(
        name="winmail-dat",
        must="is unpacked: its words and its files",
        raw=mixed(
            part(""),
            attached(
                tnef("The bins were missed, £5.", ("letter.pdf", PDF), ("photo.png", PNG)),
                "winmail.dat",
                "application/ms-tnef",
            ),
        ),
        text=("The bins were missed, £5.",),
        files=("letter.pdf", "photo.png"),
    ),
    Sample(
        name="winmail-dat-unnamed-kind",
        must="is known by its name",
        raw=mixed(part("Hello."), attached(tnef("Inside.", ("a.pdf", PDF)), "winmail.dat")),
        text=("Hello.", "Inside."),
        files=("a.pdf",),
    ),
    Sample(
        name="winmail-dat-broken",
        must="is kept as it is, and says so",
        raw=mixed(part("Hello."), attached(b"\x78\x9f\x3e\x22garbage", "winmail.dat", "application/ms-tnef")),
        text=("Hello.",),
        files=("winmail.dat",),
        notes=("outlook-unreadable",),
    ),
    Sample(
        name="winmail-dat-hostile",
        must="does not keep the reader busy",
        raw=mixed(
            part("Hello."),
            attached(
                struct.pack("<IH", 0x223E9F78, 1)
                + struct.pack("<BHHI", 1, 0x9003, 6, 24)
                + struct.pack("<IHHI", 0xFFFFFFFF, 0x1002, 0x0001, 0xFFFFFFFF)
                + bytes(14)
                + bytes(8),
                "winmail.dat",
                "application/ms-tnef",
            ),
        ),
        text=("Hello.",),
        files=("winmail.dat",),
        notes=("outlook-unreadable",),
    ),
    Sample(
        name="no-boundary",
        must="is read as it stands",
        raw=headed("--b1\n\nThe bins were missed.\n--b1--\n", Content_Type="multipart/mixed"),
        text=("The bins were missed.",),
    ),
    Sample(
        name="boundary-never-closed",
        must="is read to its end",
        raw=headed(
            "--b1\nContent-Type: text/plain\n\nThe bins were missed.\n", Content_Type='multipart/mixed; boundary="b1"'
        ),
        text=("The bins were missed.",),
    ),
    Sample(
        name="boundary-never-begun",
        must="is read as it stands",
        raw=headed("The bins were missed.\n", Content_Type='multipart/mixed; boundary="b1"'),
        text=("The bins were missed.",),
    ),
    Sample(
        name="preamble",
        must="reads the parts only",
        raw=headed(
            b"This is for old programmes.\n" + several(part("The bins were missed.")),
            Content_Type='multipart/mixed; boundary="b1"',
        ),
        text=("The bins were missed.",),
        never=("old programmes",),
    ),
    Sample(
        name="content-type-nonsense",
        must="is read as text",
        raw=headed(Content_Type="text; charset"),
        text=("The bins were missed.",),
    ),
    Sample(
        name="external-body",
        must="keeps what is there and fetches nothing",
        raw=headed(
            "Content-Type: image/gif\n\n",
            Content_Type='message/external-body; access-type=URL; URL="http://evil.example/"',
        ),
        files=None,
    ),
    Sample(
        name="partial",
        must="is kept",
        raw=headed("From: x\n\nhalf", Content_Type='message/partial; id="1"; number=1; total=2'),
        files=None,
    ),
    Sample(
        name="deep-parts",
        must="stops at a depth, and says so",
        raw=headed(
            b"".join(b'Content-Type: multipart/mixed; boundary="d%d"\n\n--d%d\n' % (n, n) for n in range(60))
            + b"\nDeep.\n",
            Content_Type='multipart/mixed; boundary="top"',
        ).replace(
            b'\r\n\r\nContent-Type: multipart/mixed; boundary="d0"',
            b'\r\n\r\n--top\r\nContent-Type: multipart/mixed; boundary="d0"',
            1,
        ),
        files=None,
        notes=("too-deep",),
    ),
    Sample(
        name="thousands-of-parts",
        must="stops at a number, and says so",
        raw=mixed(part("First."), *(attached(b"x", f"f{n}.txt") for n in range(400))),
        text=("First.",),
        files=None,
        notes=("too-deep", "too-many-files"),
    ),
    Sample(
        name="hundreds-of-boundaries",
        must="is shown as it stands",
        raw=headed(
            "\n".join(f'x; boundary="b{n}"' for n in range(500)), Content_Type='multipart/mixed; boundary="top"'
        ),
        text=('boundary="b400"',),
        notes=("hardly-readable",),
    ),
    Sample(
        name="html-deep",
        must="is read in no time, however deep",
        raw=headed("<div>" * 100_000 + "The bins" + "<!--" * 20_000 + "<" * 20_000, Content_Type="text/html"),
        text=("The bins",),
        notes=("html",),
    ),
]
