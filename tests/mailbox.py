"""A mail server on this machine that keeps what it takes."""

import socket
import threading

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import get_connection


class Mailbox:
    """Takes letters, or says what it ``refuses`` with; ``taken`` is set by each."""

    def __init__(self):
        self.letters = []
        self.refuses = ""
        self.taken = threading.Event()
        self.hold = None

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.refuses:
            return self.refuses
        self.letters.append(envelope)
        self.taken.set()
        if self.hold:
            await server.loop.run_in_executor(None, self.hold.wait, 30)
        return "250 taken"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("gone@"):
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@pytest.fixture
def mailbox():
    """The Mailbox of a server that runs; ``port`` is where."""
    box = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box.port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    yield box
    if box.hold:
        box.hold.set()
    controller.stop()


@pytest.fixture
def post_office(mailbox):
    """A connection of Django's to that server."""
    return get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host="127.0.0.1",
        port=mailbox.port,
        use_tls=False,
    )
