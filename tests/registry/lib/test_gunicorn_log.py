"""Gunicorn's log tells nothing about visitors."""

import logging
import runpy

import pytest
from gunicorn.config import Config

from registry.launch import ROOT
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


def test_no_header_says_what_addresses_begin_with():
    """Gunicorn believes SCRIPT_NAME from a proxy on this machine: it would stand in every link."""
    config = Config()
    values = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    config.set("forwarder_headers", values["forwarder_headers"])
    assert config.forwarder_headers == []
