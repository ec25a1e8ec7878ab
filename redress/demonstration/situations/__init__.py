"""Which complaints does the demonstration tell?"""

from __future__ import annotations

from redress.demonstration.scripts import Situation
from redress.demonstration.situations import (
    dartford_answered,
    dartford_behaviour,
    dartford_beyond,
    dartford_final,
    dartford_late,
    dartford_new,
    dartford_points,
    dartford_special,
    dartford_stage_one,
    dartford_stage_two,
    dartford_triage,
    dartford_ways_in,
    kings_lynn_answered,
    kings_lynn_beyond,
    kings_lynn_decided,
    kings_lynn_new,
    kings_lynn_requests,
    kings_lynn_stage_one,
    kings_lynn_stage_two,
    kings_lynn_ways_in,
)

ALL: tuple[Situation, ...] = (
    *dartford_new.SITUATIONS,
    *dartford_stage_one.SITUATIONS,
    *dartford_special.SITUATIONS,
    *dartford_triage.SITUATIONS,
    *dartford_late.SITUATIONS,
    *dartford_answered.SITUATIONS,
    *dartford_stage_two.SITUATIONS,
    *dartford_final.SITUATIONS,
    *dartford_beyond.SITUATIONS,
    *dartford_behaviour.SITUATIONS,
    *dartford_points.SITUATIONS,
    *dartford_ways_in.SITUATIONS,
    *kings_lynn_new.SITUATIONS,
    *kings_lynn_stage_one.SITUATIONS,
    *kings_lynn_answered.SITUATIONS,
    *kings_lynn_requests.SITUATIONS,
    *kings_lynn_stage_two.SITUATIONS,
    *kings_lynn_beyond.SITUATIONS,
    *kings_lynn_decided.SITUATIONS,
    *kings_lynn_ways_in.SITUATIONS,
)

#: Those that ``redress demonstration --who`` names.
TO_BEGIN_WITH = (
    "bins-missed-twice",
    "damp-bedroom",
    "boiler",
    "conservatory-enforcement",
    "mutual-exchange",
    "letting-cancelled",
    "garden-waste-price",
    "sweeper-every-day",
    "assisted-collection-stopped",
    "kl-sea-wall-bins",
    "kl-glass-crusher",
    "kl-beach-hut",
    "kl-late-request",
    "kl-barn-bats",
    "kl-bowling-green",
    "kl-drainage-report",
    "kl-mp-permission",
    "kl-report-then-complaint",
    "kl-benefit-appeal",
)
