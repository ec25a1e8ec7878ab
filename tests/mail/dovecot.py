"""A real IMAP and LMTP server on free ports of loopback, with a configuration and mailboxes of its own."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from imap_tools import MailBoxUnencrypted

from redress.mail_settings import MailboxSetting
from tests.tools import programme

PASSWORD = "open:sesame@/1"

CONFIGURATION = """
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %n
mail_location = maildir:{base}/mail/%n
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 0
first_valid_gid = 0
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
import_environment = TZ
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/mail/%n allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
protocol lmtp {{
  postmaster_address = postmaster@dartford.gov.uk
}}
{more}
"""


@dataclass
class Dovecot:
    """The server: where it is, and what the tests ask of it."""

    imap: int
    lmtp: int
    base: Path

    def setting(self, council: str = "dartford", *, user: str = "complaints", folder: str = "INBOX") -> MailboxSetting:
        return MailboxSetting(council, "127.0.0.1", self.imap, user, PASSWORD, folder, "none")

    def deliver(self, *messages: bytes, user: str = "complaints") -> None:
        """By LMTP, as a mail server would."""
        with smtplib.LMTP("127.0.0.1", self.lmtp) as server:
            for raw in messages:
                server.sendmail("sender@example.org", [f"{user}@dartford.gov.uk"], raw)

    @contextmanager
    def box(self, *, user: str = "complaints", folder: str = "INBOX") -> Iterator[MailBoxUnencrypted]:
        with MailBoxUnencrypted("127.0.0.1", self.imap).login(user, PASSWORD, folder) as box:
            yield box

    def count(self, folder: str = "INBOX", *, user: str = "complaints") -> int:
        with self.box(user=user) as box:
            if not box.folder.exists(folder):
                return 0
            box.folder.set(folder)
            return len(box.uids())


@contextmanager
def dovecot(more: str = "") -> Iterator[Dovecot]:
    """Start the server, and stop it at the end. ``more`` is further configuration."""
    binary = programme("dovecot")
    base = Path(tempfile.mkdtemp(prefix="redress-dovecot-"))
    base.chmod(0o755)
    # Started by root, the server wants others to keep the mail and to speak with strangers.
    root = os.getuid() == 0
    who = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.getuid())
    inner = "dovenull" if root else who.pw_name
    imap, lmtp = _free_port(), _free_port()
    (base / "mail").mkdir()
    (base / "mail").chmod(0o777)
    configuration = base / "dovecot.conf"
    configuration.write_text(
        CONFIGURATION.format(
            base=base,
            uid=who.pw_uid,
            gid=who.pw_gid,
            user=inner,
            group=_group(inner),
            password=PASSWORD,
            imap=imap,
            lmtp=lmtp,
            more=more,
        )
    )
    process = subprocess.Popen(
        [binary, "-F", "-c", str(configuration)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        _answering(process, (imap, lmtp), base)
        yield Dovecot(imap, lmtp, base)
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(base, ignore_errors=True)


def _group(user: str) -> str:
    return grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _answering(process: subprocess.Popen[bytes], ports: tuple[int, ...], base: Path) -> None:
    deadline = time.monotonic() + 20
    for port in ports:
        while True:
            if process.poll() is not None:
                said = process.stdout.read().decode() if process.stdout else ""
                log = (base / "log").read_text() if (base / "log").exists() else ""
                raise RuntimeError(f"dovecot did not start: {said}{log}")
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=1) as opened:
                    if opened.recv(10):
                        break
            except OSError:
                pass
            if time.monotonic() > deadline:
                raise RuntimeError((base / "log").read_text())
            time.sleep(0.05)
