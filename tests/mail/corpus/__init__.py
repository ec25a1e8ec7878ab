"""The corpus: every awkward message, each with a message id of its own unless it is about that."""

from __future__ import annotations

from dataclasses import replace

from tests.mail.corpus import automatic, letters, parts
from tests.mail.sample import Sample, numbered

_ALL = [*letters.SAMPLES, *parts.SAMPLES, *automatic.SAMPLES]
SAMPLES: list[Sample] = [
    sample
    if sample.name in ("nothing", "not-mail-at-all", "mbox-from-line")
    else replace(sample, raw=numbered(n, sample.raw))
    for n, sample in enumerate(_ALL)
]
