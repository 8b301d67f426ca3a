"""Gunicorn's log tells nothing about visitors."""

import logging

import pytest
from gunicorn.config import Config

from registry.lib.gunicorn_log import SilentLogger


@pytest.fixture
def log(caplog):
    """A logger set up as gunicorn does it, whose lines ``caplog`` collects."""
    log = SilentLogger(Config())
    log.error_log.addHandler(caplog.handler)
    yield log
    log.error_log.removeHandler(caplog.handler)


def test_malformed_request_leaves_no_address(log, caplog):
    log.warning("Invalid request from ip=203.0.113.7: Invalid Request Line '/ru/?q=Айгүль'")

    assert caplog.messages == ["A malformed request was refused."]


def test_failed_request_leaves_no_path(log, caplog):
    try:
        raise ValueError("Айгүль")
    except ValueError:
        log.exception("Error handling request %s", "/ru/people/?q=Айгүль")

    assert caplog.messages == ["A request failed before Django could answer it."]
    assert caplog.records[0].exc_info is None


def test_failures_of_the_server_itself_are_told(log, caplog):
    log.warning("Worker %s died", 7)
    log.exception("Exception in worker process")

    assert caplog.messages == ["Worker 7 died", "Exception in worker process"]
    assert caplog.records[1].levelno == logging.ERROR
