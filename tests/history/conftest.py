"""What the tests of this room share."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english():
    """Read messages in English, whatever language an earlier test's page was in."""
    with translation.override("en"):
        yield
