"""What do some of the made-up services say that people can expect of them? The others have still to publish it."""

from __future__ import annotations

from collections.abc import Mapping

#: By the slugs of council and service.
STANDARDS: Mapping[str, Mapping[str, str]] = {
    "dartford": {
        "home-repairs": "We mend what is broken in our homes.\n"
        "If it is not safe, we come within one day.\n"
        "We mend all else within 20 working days.\n"
        "We give you a day, and we come in the morning or the afternoon as you choose.",
        "waste-and-recycling": "We empty your bins on the same day each week.\n"
        "If we miss your bin, tell us within two days and we come back.\n"
        "We give you a new bin within ten working days.",
        "street-cleaning": "We sweep the main streets each day and all other streets each month.\n"
        "We clear dumped rubbish within three working days.",
    }
}
