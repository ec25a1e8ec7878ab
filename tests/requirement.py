"""Which rows of the requirements catalogue does a test show?"""

import pytest


def requirement(*ids: str) -> pytest.MarkDecorator:
    """Mark a test with the rows it shows: `@requirement("DA-2.7-ii")`."""
    return pytest.mark.requirement(*ids)
