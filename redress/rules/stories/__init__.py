"""Is this story, told in the words of a complaints officer, true under this policy?

``parse`` reads a story with the phrase book, ``tell`` acts it out against the rules (or any other
:class:`Teller`), ``printed`` shows each line with a tick or a cross.
"""

from redress.rules.stories.parsing import Mistake, Story, parse
from redress.rules.stories.telling import BareTeller, Teller, Told, printed, tell

__all__ = ["BareTeller", "Mistake", "Story", "Teller", "Told", "parse", "printed", "tell"]
