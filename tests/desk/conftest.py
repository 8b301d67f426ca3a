"""The cast: who works at the desk, each with a client that is logged in."""

import pytest
from django.test import Client

from tests.makers import make_account


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
