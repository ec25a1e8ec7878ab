"""How many e-mails a second does the real door take in, with nothing lost?

Run from the repository: .venv/bin/python bench/intake_mail.py [HOW_MANY]
It uses a database of its own: SQLite, or the PostgreSQL of REDRESS_DATABASE_URL, which must be empty.
"""

from __future__ import annotations

import os
import signal
import smtplib
import subprocess
import sys
import tempfile
import threading
import time
from email.message import EmailMessage
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SENDERS = 4
ADDRESS = "complaints.officer@dartford.gov.uk"
FILE = b"%PDF-1.4\n" + bytes(range(256)) * 80 + b"\n%%EOF\n"


def message(sender: int, number: int) -> bytes:
    """An ordinary message; every tenth with a file of 20 kB."""
    mail = EmailMessage()
    mail["From"], mail["To"] = f"Person {sender} <p{sender}@example.org>", ADDRESS
    mail["Subject"], mail["Message-ID"] = f"Letter {number}", f"<{sender}.{number}@example.org>"
    mail["Date"] = "Tue, 02 Jun 2026 09:30:00 +0100"
    mail.set_content(f"Letter {number} of {sender}.\n" + "The bins were missed again. Łucja Žukauskienė.\n" * 20)
    if number % 10 == 0:
        mail.add_attachment(FILE, maintype="application", subtype="pdf", filename="letter.pdf")
    return mail.as_bytes()


def send(port: int, sender: int, many: int, again: list[int]) -> None:
    """Send all of one sender's messages on one connection; what is put off is sent again, as mail servers do."""
    with smtplib.SMTP("127.0.0.1", port) as client:
        for number in range(many):
            raw = message(sender, number)
            while True:
                try:
                    client.sendmail(f"p{sender}@example.org", [ADDRESS], raw)
                    break
                except (smtplib.SMTPDataError, smtplib.SMTPRecipientsRefused):
                    again.append(number)


def counted(*words: str) -> int:
    """What Django's shell prints for an expression."""
    command = [sys.executable, "-m", "redress.cli", "manage", "shell", "--no-imports", "-c", *words]
    return int(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()[-1])  # noqa: S603


def main() -> None:
    """Set up a database, open the door, send, and look what is there."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    each = many // SENDERS
    with tempfile.TemporaryDirectory(prefix="redress-bench-") as data:
        os.environ |= {
            "REDRESS_DATA": data,
            "REDRESS_MAIL_DOOR": "smtp://127.0.0.1:8025",
            "REDRESS_LOG_LEVEL": "ERROR",
        }
        counted_all = "from redress.arrivals.models import Arrival as A; print(A.objects.count())"
        texts = "from redress.arrivals.models import Arrival as A; print(len(set(A.objects.values_list('text'))))"
        subprocess.run([sys.executable, "-m", "redress.cli", "manage", "migrate", "-v", "0"], cwd=ROOT, check=True)
        counted(
            "from redress.accounts.models import Council as C; "
            "C.objects.create(id='dartford', name='Dartford', short_name='Dartford'); print(1)"
        )
        door = subprocess.Popen([sys.executable, "-m", "redress.cli", "mail-door"], cwd=ROOT, stdout=subprocess.PIPE)
        assert door.stdout is not None
        door.stdout.readline()
        again: list[int] = []
        senders = [threading.Thread(target=send, args=(8025, one, each, again)) for one in range(SENDERS)]
        began = time.perf_counter()
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        took = time.perf_counter() - began
        door.send_signal(signal.SIGTERM)
        door.wait(30)
        kept, different = counted(counted_all), counted(texts)
    sent = each * SENDERS
    print(f"Sent {sent}, taken {kept}, different {different}, lost {sent - different}; sent again {len(again)}")
    print(f"{took:.1f} s: {sent / took:.0f} messages a second, each committed before it was answered")


if __name__ == "__main__":
    main()
