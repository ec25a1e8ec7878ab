"""Does the check of a letter find every limit of one's own for whoever wants to go on, and no other?"""

from __future__ import annotations

import pytest

from tests.rooms.letter_cases import ready
from tests.rooms.test_letter_check import codes, found

pytestmark = pytest.mark.django_db


def test_where_the_letter_prints_no_last_day_any_limit_is_looked_at() -> None:
    """Dartford's policy has no last day to ask for Stage Two."""
    one = ready("dartford", "stage-one-response")
    table = {
        "You must ask for Stage Two by 1 March 2027.": ["another-time"],
        "You must ask for Stage Two within 5 days.": ["another-time"],
        "You have until 1 March 2027.": ["another-time"],
        "The last day to ask for Stage Two is 1 March 2027.": ["another-time"],
        "By 1 March 2027 you must ask for Stage Two.": ["another-time"],
        "Ask us to look at it again by 1 March 2027.": ["another-time"],
        "You have 5 working days to ask for a review.": ["another-time"],
        "You have seven days to appeal.": ["another-time"],
        "You have until 1 March 2027 to send us photos of the road.": [],
        "If you ask for Stage Two, you will have an answer within 20 working days.": [],
        "You have 28 days to appeal to the tribunal.": [],
        "You can appeal against the parking fine by 1 March 2027.": [],
        "We will look at the road again by 1 March 2027.": [],
        "You asked for a review by 1 March 2027.": [],
        "The crew will ask for a review of the round by 1 March 2027.": [],
    }
    for text, expected in table.items():
        concerns = found(one, reasons=text)
        assert codes(concerns) == expected, text
        assert all("the letter prints no last day" in each.sentence for each in concerns)


def test_a_last_day_other_than_the_printed_one_is_found_in_any_words() -> None:
    """King's Lynn prints Monday 20 April 2026."""
    one = ready("kings-lynn", "stage-one-response")
    table = {
        "The last day to ask us to look again is 1 March 2027.": ["letter-date-differs"],
        "Ask for a review by 1 March 2027.": ["letter-date-differs"],
        "You can escalate your complaint until 1 March 2027.": ["letter-date-differs"],
        "Your appeal must reach us by 1 March 2027.": ["letter-date-differs"],
        "By 1 March 2027 you must ask us to look again.": ["letter-date-differs"],
        "You have 5 working days to ask for a review.": ["another-time"],
        "The last day to ask us to look again is 20 April 2026.": [],
        "You can appeal to the tribunal by 1 March 2027.": [],
        "The last day for the crew to look at the road again is 1 March 2027.": [],
    }
    for text, expected in table.items():
        assert codes(found(one, answer=f"{text}\nWe are sorry.")) == expected, text
