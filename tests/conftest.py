"""Fixtures that all rooms share: the database, the site in a thread, a browser that visits it."""

import os
import threading
import time

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.mail import get_connection
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client, client
from django.test.client import store_rendered_templates
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from detainees.publication.kept import forget
from tests.chromium import ARGUMENTS, find_chromium, is_required
from tests.database import empty_tables, filled_tables, place_key, settle_connections
from tests.mailbox import open_mailbox

# How fast a machine is fails no test, and a fixture may serve all examples of one.
hypothesis_settings.register_profile(
    "patient",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis_settings.load_profile("patient")


class SilentHandler(WSGIRequestHandler):
    """Answers without a line for each request."""

    def log_message(self, *args):
        pass


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session):
    """Collect static files as production does: pages name them by their hashed names.

    Once, before any worker starts: two that collect at once delete each other's files.
    """
    if not hasattr(session.config, "workerinput"):
        call_command("collectstatic", interactive=False, verbosity=0)


def pytest_itemcollected(item):
    """Let a worker take the tests file by file, for many share what their file has prepared."""
    group = f"{item.path}{' in the browser' * is_of_browser(item)}"
    item.add_marker(pytest.mark.xdist_group(group))


def pytest_collection_modifyitems(items):
    """Run browser tests last: the browser's event loop, once started, stays in the main thread."""
    items.sort(key=is_of_browser)


def is_of_browser(item):
    """True when the test needs Chromium."""
    return item.get_closest_marker("browser") is not None


def pytest_runtest_setup(item):
    """Without a browser a browser test is reported as not run, or fails where one is required."""
    if not is_of_browser(item) or find_chromium():
        return
    if is_required():
        pytest.fail("REQUIRE_BROWSER=1, and there is no Chromium.", pytrace=False)
    pytest.skip("not run: there is no Chromium")


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter):
    """Say plainly when browser tests were not run."""
    missed = [
        report
        for report in terminalreporter.getreports("skipped")
        if "there is no Chromium" in str(report.longrepr)
    ]
    if missed:
        terminalreporter.write_line(f"{len(missed)} browser tests were not run: no Chromium.")


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """Start PostgreSQL and run the migrations as the owner (in place of pytest-django's own)."""
    request.config.stash[place_key].open()
    with django_db_blocker.unblock():
        call_command("migrate", database="owner", verbosity=0)
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(scope="session")
def reference_tables(django_db_setup, django_db_blocker):
    """The tables that migrations fill: no test empties them."""
    with django_db_blocker.unblock():
        return filled_tables()


@pytest.fixture
def committed(reference_tables, django_db_blocker):
    """Commit what the test writes, so that other logins and threads see it; emptied afterwards.

    All three aliases may be used. Not for use together with ``db``.
    """
    with django_db_blocker.unblock():
        yield
        settle_connections()
        empty_tables(kept=reference_tables)


@pytest.fixture(scope="session")
def server(django_test_environment):
    """The address of the whole site, served by threads of this process."""
    server = ThreadedWSGIServer(("localhost", 0), SilentHandler)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site(committed, server):
    """The address of the site, which shows what the test commits; like ``http://localhost:43210``."""
    return server


@pytest.fixture
def mailbox():
    """A mail server on this machine: what it took, and how it behaves."""
    with open_mailbox() as box:
        yield box


@pytest.fixture
def post_office(mailbox):
    """Django's connection to that server."""
    return get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host="127.0.0.1",
        port=mailbox.port,
        use_tls=False,
    )


@pytest.fixture(scope="session")
def browser_type_launch_args(reference_tables):
    """Start Debian's Chromium; after the database, which migrates outside the browser's loop."""
    return {"executable_path": find_chromium(), "args": ARGUMENTS}


@pytest.fixture(scope="session", autouse=True)
def whole_logins():
    """Let ``Client.force_login`` log in wholly: password and second factor, without the work.

    With ``half=True`` it stops after the password, as a login that nobody finished.
    """
    plain = Client.force_login

    def force_login(self, user, backend=None, *, half=False):
        plain(self, user, backend)
        session = self.session
        session["begun_at"] = session["seen_at"] = time.time()
        session["second_factor"] = None if half else "totp"
        session.save()

    Client.force_login = force_login
    yield
    Client.force_login = plain


@pytest.fixture(scope="session", autouse=True)
def cheap_clients():
    """Spare each ``Client`` a search through all static files, and a copy of each widget's context.

    ``answer.context`` holds what the view gave to the page, of which alone it is asked.
    """

    def store_first(store, signal, sender, template, context, **kwargs):
        if not store:
            store_rendered_templates(store, signal, sender, template, context, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "WHITENOISE_AUTOREFRESH", True, raising=False)
        patch.setattr(client, "store_rendered_templates", store_first)
        yield


@pytest.fixture(autouse=True)
def nothing_kept():
    """Let no test see what a worker keeps from another one."""
    cache.clear()
    forget()


@pytest.fixture(autouse=True)
def database_beside_browser(request, monkeypatch):
    """Let a browser test use the database: Django takes the browser's event loop for its own."""
    if request.node.get_closest_marker("browser"):
        monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
