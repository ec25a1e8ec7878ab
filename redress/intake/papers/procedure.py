"""What does the procedure say, stage by stage and paragraph by paragraph, for whoever wants to read all of it?"""

from __future__ import annotations

from django.utils.translation import gettext as _

from redress.correspondence.said import said
from redress.design.parts import Heading, Part, Terms, Words
from redress.design.templatetags.design import long_date
from redress.intake.papers import expected
from redress.rules.policy import Policy


def title(policy: Policy) -> str:
    return policy.title


def procedure(policy: Policy) -> tuple[Part, ...]:
    """The stages and their times, and then what each paragraph of the policy says."""
    since = {"version": policy.version, "day": long_date(policy.in_force_from)}
    return (
        Words(_("This is how we deal with complaints. The leaflet says it in fewer words."), lead=True),
        Words(_("Version %(version)s, in use from %(day)s.") % since),
        Heading(_("What happens to your complaint"), id="stages"),
        *expected.stages(policy),
        *expected.learning(policy),
        Heading(_("All the rules"), id="rules"),
        Terms(tuple((number, said(words)) for number, words in policy.paragraphs.items()), quoted="procedure"),
    )
