"""Are the committed styles and scripts those that were built, whole, and free of what a council may not use?"""

import hashlib
import json
import re

import pytest
from django.core.management import call_command
from django.test import override_settings

from tests.architecture.printed import ROOT

STATIC = ROOT / "redress" / "design" / "static" / "design"
BUILT = STATIC / "built"


def manifest() -> dict:
    return json.loads((BUILT / "manifest.json").read_text())


def test_every_built_file_has_the_hash_of_the_manifest_and_no_other_file_is_there():
    found = {
        str(path.relative_to(BUILT)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in BUILT.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert found == manifest()["sha256"]


def test_the_versions_are_those_that_the_build_asks_for():
    asked = json.loads((ROOT / "frontend" / "package.json").read_text())
    assert manifest()["versions"] == {**asked["dependencies"], **asked["devDependencies"]}


def test_the_styles_use_neither_the_font_nor_the_emblems_of_central_government():
    css = (BUILT / "app.css").read_text()
    assert "GDS Transport" not in css
    assert "@font-face" not in css
    assert not re.search(r"url\([^)]*(crest|crown|logotype)", css)
    assert not [path.name for path in STATIC.rglob("*") if re.search("crest|crown|logotype", path.name)]


def test_every_image_that_the_styles_name_is_there():
    wanted = re.findall(r"url\(\"?([^)\"]+)\"?\)", (BUILT / "app.css").read_text())
    assert wanted
    assert [name for name in wanted if not (BUILT / name).is_file()] == []


def test_scripts_import_only_files_that_are_there():
    for script in STATIC.glob("*.mjs"):
        for name in re.findall(r'from "([^"]+)"', script.read_text()):
            assert (script.parent / name).is_file(), f"{script.name} imports {name}"


@pytest.mark.slow
def test_static_files_can_be_collected_for_production(tmp_path):
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").is_file()
