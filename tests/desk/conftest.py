"""The cast: who works at the desk, each with a client that is logged in."""

import pytest
from django.test import Client

from detainees.desk.name_index import everybody
from tests.makers import make_account


@pytest.fixture(autouse=True)
def names_read_anew():
    """Forget the names that a worker holds: each test has people of its own."""
    everybody.__init__()


def logged_in(role, **kwargs):
    """A client in which a fresh account of ``role`` (its ``account``) is logged in."""
    client = Client()
    client.account = make_account(role, **kwargs)
    client.force_login(client.account)
    return client


@pytest.fixture
def volunteer(db):
    return logged_in("volunteer")


@pytest.fixture
def moderator(db):
    return logged_in("moderator")


@pytest.fixture
def analyst(db):
    return logged_in("analyst")


@pytest.fixture
def administrator(db):
    return logged_in("administrator")


@pytest.fixture
def at_the_desk(committed):
    """A moderator whose acts are transactions of their own, as history dates them."""
    return logged_in("moderator")
