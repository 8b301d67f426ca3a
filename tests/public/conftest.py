"""June 2019 for the public pages: loaded once for a module, read through the public login."""

import pytest
from django.db import connections

from detainees.exchange.fixtures import load_fixture
from tests.database import empty_tables, owner_cursor


@pytest.fixture(scope="module")
def june_2019(reference_tables, django_db_blocker):
    """Commit places, June 2019 and the figures; all aliases may be used by the module's tests."""
    with django_db_blocker.unblock():
        for name in ("stations", "june_2019", "figures"):
            load_fixture(name)
        with owner_cursor() as cursor:
            cursor.execute("ANALYZE")
        yield
        connections.close_all()
        empty_tables(kept=reference_tables)
        connections.close_all()
