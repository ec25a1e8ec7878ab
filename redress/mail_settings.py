"""Where does mail come in, as the operator writes it in the settings?"""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True)
class MailboxSetting:
    """A mailbox to be read over IMAP: whose it is, where, and as whom. ``security``: tls, starttls or none."""

    council: str
    host: str
    port: int
    user: str
    password: str
    folder: str
    security: str

    def __repr__(self) -> str:
        return f"<mailbox of {self.council}>"  # a fault page or a log shows no password


_IMAP = {"imaps": ("tls", 993), "imap+starttls": ("starttls", 143), "imap": ("none", 143)}


def mailboxes(text: str) -> dict[str, MailboxSetting]:
    """The mailboxes of REDRESS_MAILBOXES by council; ValueError says what is wrong, without any password."""
    found: dict[str, MailboxSetting] = {}
    for number, entry in enumerate(text.split(), start=1):
        council, _equals, url = entry.partition("=")
        if not council.replace("-", "").isalnum() or "://" not in url:
            raise ValueError(f"entry {number} is not written as council=imaps://user:password@host/INBOX.")
        try:
            parts = urlsplit(url)
            security, port = _IMAP[parts.scheme]
            host, port = parts.hostname, parts.port or port
        except KeyError:
            raise ValueError(f"“{council}” must begin with {', '.join(f'{name}://' for name in _IMAP)}.") from None
        except ValueError:
            raise ValueError(f"the address of “{council}” cannot be read.") from None
        if not host or not parts.username or not parts.password:
            raise ValueError(f"“{council}” needs a user, a password and a host.")
        if council in found:
            raise ValueError(f"“{council}” stands twice; a council has one mailbox.")
        folder = unquote(parts.path.lstrip("/")) or "INBOX"
        found[council] = MailboxSetting(
            council, host, port, unquote(parts.username), unquote(parts.password), folder, security
        )
    return found


def mail_door(text: str) -> tuple[str, str, int]:
    """The protocol, host and port of REDRESS_MAIL_DOOR; ValueError says what is wrong."""
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme not in ("lmtp", "smtp") or not host or not port:
        raise ValueError(f"“{text}” is not written as lmtp://host:port or smtp://host:port.")
    return parts.scheme, host, port
