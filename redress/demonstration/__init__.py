"""What does Redress look like with both councils at work in it?

Made-up people and complaints, walked through the real procedure. ``main`` is the command
``redress demonstration``; what it needs is imported when it is called, because Django imports this package
before its models are there.
"""

from __future__ import annotations


def main(*, if_empty: bool = False, fresh: bool = False, who: bool = False) -> int:
    """Build the demonstration, or only say who can sign in; gives the exit code of the command."""
    from redress.demonstration import building

    return building.command(if_empty=if_empty, fresh=fresh, who=who)
