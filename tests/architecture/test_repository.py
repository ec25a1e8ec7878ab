"""Does the repository hold only what belongs in it, and name nobody's machine?"""

import json
import re
import subprocess
import tomllib

import pytest

from tests.architecture.printed import ROOT

LOCKS = ("requirements.txt", "requirements-test.txt", "requirements-uv.txt")
# Put together here, so that this file does not name them either.
PLACES = [
    "/" + "work/",
    "/tmp/" + "redress/",
    "/root/" + ".",
    "registry" + ".npmjs",
    "python" + "hosted.org",
    "index" + "-url",
    "find" + "-links",
]


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_machine_or_a_package_host():
    found = []
    for name in tracked():
        try:
            text = (ROOT / name).read_text()
        except UnicodeDecodeError:
            continue
        found += [f"{name}: {place}" for place in PLACES if place in text]
    assert found == []


def test_nothing_built_or_private_is_tracked():
    wrong = re.compile(r"(^|/)(node_modules|\.venv|data|screenshots|__pycache__)/|\.(sqlite3|pyc)$|(^|/)\.env")
    assert [name for name in tracked() if wrong.search(name) and not name.startswith("tests/data/")] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_a_hash_for_every_package_and_no_host(lock):
    text = (ROOT / lock).read_text()
    assert "://" not in text
    packages = re.findall(r"^([a-z0-9][^\s=]*)==", text, re.MULTILINE)
    blocks = re.split(r"^(?=[a-z0-9][^\s=]*==)", text, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(packages) > 0
    assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_locks_hold_what_the_package_asks_for_and_agree_with_each_other():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    run, test = (
        dict(re.findall(r"^([a-z0-9][^\s=\[]*)==([^\s;\\]+)", (ROOT / lock).read_text(), re.MULTILINE))
        for lock in LOCKS[:2]
    )
    assert run.items() <= test.items()
    for wanted, lock in ((project["dependencies"], run), (project["optional-dependencies"]["test"], test)):
        for line in wanted:
            name, _, pin = line.partition("==")
            name = re.split(r"[\[>=<]", name)[0].lower()
            assert name in lock, f"{name} is not locked"
            assert not pin or lock[name] == pin, f"{name} is locked at {lock[name]}, not {pin}"


def test_the_npm_lock_names_no_host_to_fetch_from():
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert all("integrity" in package for name, package in packages.items() if name)
