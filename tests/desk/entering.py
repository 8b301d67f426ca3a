"""Entering the desk in a browser without typing: a whole login, made in the database."""

from django.conf import settings
from django.test import Client

from tests.makers import make_account


def enter(page, role, **kwargs):
    """Log a browser's page in as a new account of ``role``, wholly; return the account.

    For tests with the fixture ``site``. Pages of the desk open at once: ``page.goto("/desk/")``.
    """
    account = make_account(role, **{"username": role, "language": "ru", **kwargs})
    enter_as(page, account)
    return account


def enter_as(page, account):
    """Log a browser's page in as an account that is there, wholly."""
    client = Client()
    client.force_login(account)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": key,
                "domain": "localhost",
                "path": "/",
                "httpOnly": True,
                "sameSite": "Strict",
            }
        ]
    )
