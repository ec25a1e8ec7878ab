"""How is the worker started? `redress worker`, or `redress worker --once` for what is due now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from redress.jobs.worker import work


class Command(BaseCommand):
    help = "Does what must happen later: delivers letters and keeps schedules. SIGTERM stops it after the job in hand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop as soon as nothing is due any more")

    def handle(self, *args: Any, **options: Any) -> None:
        work(once=options["once"])
