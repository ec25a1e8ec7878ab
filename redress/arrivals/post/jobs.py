"""What does the worker do with post? It looks at scans, takes them apart, reads them, and clears up."""

from __future__ import annotations

import tempfile
from datetime import time
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from redress.arrivals.models import Arrival, PostPage, PostScan, PostUpload, UploadState
from redress.arrivals.post import apart, letters, reading, uploads
from redress.jobs import JobFailed, Task, job, scheduled


@job("look-at-post", title=_("Look at scans of post"), attempts=3, lease=300, outside=True)
def look_at_post(task: Task) -> None:
    """Draw every sheet of an upload; begun again, it begins from the first."""
    upload = PostUpload.objects.filter(pk=task.payload["upload"], state=UploadState.LOOKING).first()
    if upload is None:
        return
    upload.pages.all().delete()
    trouble = ""
    try:
        for scan in upload.scans.order_by("pk"):
            _look(task, upload, scan)
    except apart.CannotBeRead as error:
        trouble = error.code if error.code in uploads.TROUBLES else "cannot-be-read"
    with task.finishing():
        upload.state = UploadState.FAILED if trouble else UploadState.READY
        upload.trouble = trouble
        upload.save(update_fields=["state", "trouble"])
        if not trouble and upload.one_each:
            pages = list(upload.pages.order_by("number"))
            letters.part(upload, letters.suggested_beginnings(pages, one_each=True), letters.suggested_away(pages))


def _look(task: Task, upload: PostUpload, scan: PostScan) -> None:
    before = upload.pages.count()
    most = uploads.most_pages() - before
    with tempfile.TemporaryDirectory(prefix="redress-post-") as name:
        folder = Path(name)
        file = uploads.copied_to(folder, scan.stored_as, scan.extension)
        for line in apart.lines_of("look", file, folder, str(most)):
            if "pages" in line:
                scan.pages_found = line["pages"]
                scan.pdf_as = uploads.keep(Path(line["pdf"]).read_bytes()) if line["pdf"] else ""
                scan.save(update_fields=["pages_found", "pdf_as"])
                continue
            place = line["page"]
            PostPage.objects.create(
                upload=upload,
                scan=scan,
                number=before + place + 1,
                place=place,
                small_as=uploads.keep((folder / f"{place}-small.jpg").read_bytes()),
                large_as=uploads.keep((folder / f"{place}.jpg").read_bytes()),
                blank=line["blank"],
                separator=line["separator"],
            )
            task.renew()


@job("part-post", title=_("Take scans of post apart"), attempts=5, lease=300, outside=True)
def part_post(task: Task) -> None:
    """Make the letters of an upload, each once."""
    upload = PostUpload.objects.filter(pk=task.payload["upload"], state=UploadState.PARTING).first()
    if upload is None:
        return
    with tempfile.TemporaryDirectory(prefix="redress-post-") as name:
        for letter in upload.letters.select_related("upload", "arrival", "department").order_by("number"):
            try:
                letters.made(letter, Path(name))
            except apart.CannotBeRead as error:
                raise JobFailed(error.code) from error
            task.renew()
    with task.finishing():
        upload.state = UploadState.DONE
        upload.save(update_fields=["state"])


@job("read-post", title=_("Read a scanned letter"), attempts=3, lease=300, outside=True)
def read_post(task: Task) -> None:
    """Read a letter so that it can be found by its words; one that cannot be read is kept without them."""
    arrival = Arrival.objects.filter(pk=task.payload["arrival"]).first()
    if arrival is None or not arrival.files.exists():
        return
    with tempfile.TemporaryDirectory(prefix="redress-post-") as name:
        letter = Path(name) / "letter.pdf"
        letter.write_bytes(reading.content_of(arrival))
        try:
            text, by = reading.read(letter, Path(name), task.renew)
        except apart.CannotBeRead:
            text, by = "", ""
    with task.finishing():
        if by:
            reading.keep(arrival, text, by)


@scheduled("forget-post", at=time(4, 10), title=_("Destroy what is left over of scans"), outside=True)
def forget_post(task: Task) -> None:
    """Destroy pictures and files that no upload knows any more."""
    uploads.destroy_strays()
