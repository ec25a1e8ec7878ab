"""How do the tests get a virus scanner of their own? A real clamd that knows one harmless test file."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.tools import programme

#: What every scanner in the world calls a virus though it is none, put together here so that this file is let be.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@contextmanager
def scanner() -> Iterator[str]:
    """A clamd on a socket in a temporary folder; gives the path of its socket."""
    clamd = programme("clamd")
    place = Path(tempfile.mkdtemp(prefix="redress-clamd-"))
    (place / "signatures").mkdir()
    (place / "signatures" / "eicar.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
    socket = place / "clamd.socket"
    (place / "clamd.conf").write_text(
        f"DatabaseDirectory {place}/signatures\nLocalSocket {socket}\nForeground yes\nStreamMaxLength 30M\n"
        "OfficialDatabaseOnly no\n"
    )
    account: dict[str, object] = {}
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        for path in (place, *place.rglob("*")):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
        account = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    server = subprocess.Popen(
        [clamd, f"--config-file={place}/clamd.conf"], stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, **account
    )
    try:
        for _attempt in range(300):
            if socket.exists() or server.poll() is not None:
                break
            time.sleep(0.1)
        assert server.poll() is None, "clamd did not start"
        yield str(socket)
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(place, ignore_errors=True)
