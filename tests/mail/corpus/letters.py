"""Awkward letters, encodings, headers, names and dates."""

from __future__ import annotations

import base64
import quopri

from tests.mail.sample import Sample, crlf, headed

HELLO = "Łucja Žukauskienė says the bins were missed."


def encoded(text: bytes, charset: str, encoding: str = "8bit") -> bytes:
    return headed(text, Content_Type=f"text/plain; charset={charset}", Content_Transfer_Encoding=encoding)


SAMPLES = [
    Sample(name="plain", must="is read", raw=headed(), text=("The bins were missed.",), subject="Bins"),
    Sample(
        name="utf8-8bit", must="keeps every letter", raw=encoded(HELLO.encode(), "utf-8"), text=(HELLO,), subject="Bins"
    ),
    Sample(
        name="base64-text",
        must="is decoded",
        raw=encoded(base64.encodebytes(HELLO.encode()), "utf-8", "base64"),
        text=(HELLO,),
    ),
    Sample(
        name="quoted-printable",
        must="is decoded, soft line ends too",
        raw=encoded(quopri.encodestring((HELLO + " " + "x" * 90).encode()), "utf-8", "quoted-printable"),
        text=(HELLO, "x" * 90),
    ),
    Sample(
        name="iso-8859-2",
        must="reads Polish",
        raw=encoded("Łódź, źle".encode("iso-8859-2"), "ISO-8859-2"),
        text=("Łódź, źle",),
    ),
    Sample(
        name="iso-8859-13",
        must="reads Lithuanian",
        raw=encoded("Šiukšlės neišvežtos".encode("iso-8859-13"), "iso-8859-13"),
        text=("Šiukšlės neišvežtos",),
    ),
    Sample(
        name="latin1-is-windows",
        must="reads Windows' quotes that call themselves Latin-1",
        raw=encoded("It’s “late” – £5".encode("cp1252"), "iso-8859-1"),
        text=("It’s “late” – £5",),
    ),
    Sample(
        name="charset-lies-utf8",
        must="reads UTF-8 that calls itself Latin-1",
        raw=encoded(HELLO.encode(), "iso-8859-1"),
        text=(HELLO,),
    ),
    Sample(
        name="charset-unknown",
        must="guesses and says so",
        raw=encoded("Café".encode("cp1252"), "x-no-such-charset"),
        text=("Café",),
        notes=("letters-guessed",),
    ),
    Sample(
        name="charset-missing",
        must="guesses 8-bit letters without any charset",
        raw=headed("Café £5".encode("cp1252")),
        text=("Café £5",),
        notes=("letters-guessed",),
    ),
    Sample(
        name="charset-too-narrow",
        must="reads what is not ASCII though it says so",
        raw=encoded(HELLO.encode(), "us-ascii", "7bit"),
        text=(HELLO,),
    ),
    Sample(
        name="charset-is-a-codec",
        must="never runs a codec of Python as a character set",
        raw=encoded(b"caf\\u00e9 \xe9", "unicode_escape"),
        text=("caf\\u00e9 é",),
        notes=("letters-guessed",),
    ),
    Sample(name="utf16", must="is read", raw=encoded("Ląd".encode("utf-16"), "utf-16"), text=("Ląd",)),
    Sample(name="utf7", must="is read", raw=encoded(b"Caf+AOk- is closed", "utf-7", "7bit"), text=("Café is closed",)),
    Sample(name="gb2312", must="is read", raw=encoded("垃圾没有收".encode("gb18030"), "gb2312"), text=("垃圾没有收",)),
    Sample(name="koi8-r", must="is read", raw=encoded("Мусор".encode("koi8-r"), "koi8-r"), text=("Мусор",)),
    Sample(
        name="bad-base64",
        must="keeps what it can",
        raw=encoded(base64.b64encode(b"The bins were missed.")[:-3] + b"\xff!!", "utf-8", "base64"),
        text=("The bins were",),
    ),
    Sample(
        name="bad-transfer-encoding",
        must="reads it as it stands",
        raw=encoded(b"The bins were missed.", "utf-8", "x-rot13-nonsense"),
        text=("The bins were missed.",),
    ),
    Sample(
        name="nul-bytes",
        must="drops what no database keeps",
        raw=encoded(b"The \x00bins\x00 were missed.\x1b[31m", "utf-8"),
        text=("The bins were missed.",),
        never=("\x00", "\x1b"),
    ),
    Sample(
        name="encoded-words",
        must="decodes names and subjects, cut letters too",
        raw=headed(
            From="=?utf-8?Q?=C5=81ucja?= =?utf-8?B?IMW9dWthdXNraWVuxJc=?= <ann@example.org>",
            Subject="=?UTF-8?B?xYHD?= =?UTF-8?B?s2TFug==?= =?iso-8859-1?Q?_caf=E9?=",
        ),
        sender="Łucja Žukauskienė",
        subject="Łódź café",
    ),
    Sample(
        name="encoded-words-broken",
        must="shows what is there",
        raw=headed(Subject="=?utf-8?B?!!!?= and =?nonsense?Q?a=ZZ?= and =?utf-8?X?abc?="),
        text=("The bins",),
    ),
    Sample(
        name="raw-utf8-headers",
        must="reads 8-bit headers",
        raw=headed(Subject="Šiukšlės".encode(), From="Łucja <ann@example.org>".encode()),
        sender="Łucja",
        subject="Šiukšlės",
    ),
    Sample(
        name="raw-latin1-headers",
        must="reads 8-bit headers of no charset",
        raw=headed(Subject="Café".encode("latin-1")),
        subject="Café",
    ),
    Sample(
        name="folded-subject",
        must="is one line",
        raw=headed(Subject="The bins\n of\n\tmy street"),
        subject="The bins of my street",
    ),
    Sample(
        name="header-injection",
        must="cannot begin another header, however it is hidden",
        raw=headed(Subject="=?utf-8?Q?Bins=0D=0ABcc:_victim@example.org?="),
        subject="Bins Bcc: victim@example.org",
    ),
    Sample(
        name="turned-round-name",
        must="shows names without marks that turn them round or cannot be seen",
        raw=headed(
            From="=?utf-8?B?" + base64.b64encode("A\u200bnn \u202ehtimS".encode()).decode() + "?= <ann@example.org>"
        ),
        sender="Ann htimS",
    ),
    Sample(
        name="address-in-name",
        must="does not take a name for an address",
        raw=headed(From='"chief@dartford.gov.uk" <ann@example.org>'),
        sender="chief@dartford.gov.uk",
    ),
    Sample(
        name="encoded-address-in-name",
        must="does not take a hidden name for an address",
        raw=headed(From="=?utf-8?Q?chief=40dartford=2Egov=2Euk=3E=2C?= <ann@example.org>"),
        sender="chief@dartford.gov.uk>,",
    ),
    Sample(
        name="two-senders",
        must="takes the first",
        raw=headed(From="Ann Smith <ann@example.org>, Bob <bob@example.org>"),
    ),
    Sample(name="no-name", must="has an address and no name", raw=headed(From="ann@example.org"), sender=""),
    Sample(
        name="no-sender",
        must="is taken in, and says that nobody is named",
        raw=headed(From=None),
        sender="",
        address="",
        notes=("no-sender",),
    ),
    Sample(
        name="sender-nonsense",
        must="is taken in",
        raw=headed(From="<<>>@@,;:"),
        sender="<<>>@@,;:",
        address="",
        notes=("no-sender",),
    ),
    Sample(
        name="sender-only",
        must="takes the Sender where there is no From",
        raw=headed(From=None, Sender="Ann Smith <ann@example.org>"),
    ),
    Sample(name="no-subject", must="is taken in", raw=headed(Subject=None), subject=""),
    Sample(name="no-message-id", must="is taken in once by what it says", raw=b"X-No-Id: 1\r\n" + headed()),
    Sample(
        name="long-message-id",
        must="is taken in",
        raw=headed(Message_ID="<" + "a" * 900 + "@example.org>"),
    ),
    Sample(
        name="two-message-ids",
        must="takes the first",
        raw=headed(Message_ID="<one@example.org>").replace(b"Date:", b"Message-ID: <two@example.org>\r\nDate:"),
    ),
    Sample(
        name="date-nonsense", must="counts the day it reached us", raw=headed(Date="yesterday, about noon"), sent=""
    ),
    Sample(name="no-date", must="counts the day it reached us", raw=headed(Date=None), sent=""),
    Sample(
        name="date-far-off",
        must="counts the day it reached us, and says that the sender's clock is off",
        raw=headed(Date="Thu, 1 Jan 1970 00:00:00 +0000"),
        sent="1970-01-01T01:00:00+01:00",
        notes=("clock-far-off",),
    ),
    Sample(
        name="date-year-9999",
        must="does not fall over the end of the calendar",
        raw=headed(Date="Fri, 31 Dec 9999 23:59:59 -1200"),
        notes=(),
    ),
    Sample(
        name="date-bad-offset",
        must="is taken in",
        raw=headed(Date="Tue, 2 Jun 2026 09:30:00 +9999"),
    ),
    Sample(
        name="mixed-line-ends",
        must="is read",
        raw=headed().replace(b"\r\nSubject", b"\nSubject") + b"One\rTwo\nThree\r\n",
        text=("One\nTwo\nThree",),
    ),
    Sample(
        name="only-line-feeds", must="is read", raw=headed("One\nTwo\n").replace(b"\r\n", b"\n"), text=("One\nTwo",)
    ),
    Sample(
        name="space-before-colon",
        must="is read",
        raw=headed().replace(b"Subject: ", b"Subject : "),
        text=("The bins were missed.",),
        sender="Ann Smith",
    ),
    Sample(
        name="mbox-from-line",
        must="is read in spite of a line from a mailbox file",
        raw=b"From ann@example.org Tue Jun  2 09:31:00 2026\r\n" + headed(),
        text=("The bins were missed.",),
    ),
    Sample(
        name="long-lines",
        must="is read to the end",
        raw=headed("x" * 20_000 + " end\n"),
        text=(" end",),
    ),
    Sample(
        name="flowed",
        must="joins lines that flow",
        raw=headed(
            "The bins were \nmissed again \non Monday.\n\n>> quoted \n>> on\n-- \nAnn\n",
            Content_Type="text/plain; charset=utf-8; format=flowed",
        ),
        text=("The bins were missed again on Monday.", ">> quoted on"),
    ),
    Sample(
        name="flowed-delsp",
        must="joins lines without the space",
        raw=headed("垃圾没 \n有收\n".encode(), Content_Type="text/plain; charset=utf-8; format=flowed; delsp=yes"),
        text=("垃圾没有收",),
    ),
    Sample(name="empty-body", must="is taken in", raw=headed(""), text=()),
    Sample(
        name="headers-only",
        must="is taken in",
        raw=crlf("From: Ann Smith <ann@example.org>\nSubject: Only this\n"),
        subject="Only this",
    ),
    Sample(name="nothing", must="is taken in", raw=b"", sender="", address="", subject="", notes=("no-sender",)),
    Sample(
        name="not-mail-at-all",
        must="is taken in whole",
        raw=b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        sender="",
        address="",
        files=None,
        notes=("letters-guessed", "no-sender"),
    ),
    Sample(
        name="many-headers",
        must="is read",
        raw=b"".join(b"X-H%d: %d\r\n" % (n, n) for n in range(800)) + headed(),
        text=("The bins were missed.",),
    ),
]
