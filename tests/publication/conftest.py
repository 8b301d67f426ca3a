"""A committed record for attackers: every table holds rows, people stand at every level."""

import pytest
from django.db import connections

from tests.database import empty_tables
from tests.publication.planted import Planted


@pytest.fixture(scope="module")
def planted(reference_tables, django_db_blocker):
    """Commit the planted record for a module's tests; all three logins may be used."""
    with django_db_blocker.unblock():
        yield Planted()
        connections.close_all()
        empty_tables(kept=reference_tables)
        connections.close_all()
