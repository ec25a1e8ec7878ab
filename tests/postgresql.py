"""How do the tests get a PostgreSQL of their own that leaves nothing behind?"""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path


def binaries() -> Path | None:
    """The folder that holds `initdb` and `postgres`, newest version first, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: -int(path.parts[-3]))
    if found:
        return found[0].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def temporary_server() -> str:
    """Start a server on a socket in a temporary folder, stop it at exit, and give its address.

    As root it runs as the user `postgres`, because PostgreSQL refuses to run as root. It skips waiting for
    the disk, which is right for data that nobody keeps.
    """
    folder = binaries()
    if folder is None:
        raise RuntimeError("PostgreSQL is not installed: apt-get install postgresql, or leave it out.")
    place = Path(tempfile.mkdtemp(prefix="redress-postgresql-"))
    user: dict[str, object] = {}
    if os.getuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(place, account.pw_uid, account.pw_gid)
        user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    data = place / "data"
    quiet = {"cwd": place, "stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT, **user}
    subprocess.run(
        [folder / "initdb", "-N", "-D", data, "-U", "redress", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust"],
        check=True,
        **quiet,
    )
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(place),
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
        "max_connections": "60",
    }
    settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    server = subprocess.Popen([folder / "postgres", "-D", data, *settings], **quiet)

    def stop() -> None:
        server.send_signal(2)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
        shutil.rmtree(place, ignore_errors=True)

    atexit.register(stop)
    _wait_until_ready(folder, place)
    return f"postgresql://redress@/redress?host={place}"


def _wait_until_ready(folder: Path, place: Path) -> None:
    for _attempt in range(200):
        ready = subprocess.run([folder / "pg_isready", "-q", "-h", place], check=False)
        if ready.returncode == 0:
            return
        time.sleep(0.05)
    raise RuntimeError("The temporary PostgreSQL did not become ready.")
