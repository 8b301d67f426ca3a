"""A mail server on this machine that keeps what it takes."""

import socket
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


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


@contextmanager
def open_mailbox():
    """The Mailbox of a server that runs as long as the block; ``port`` is where."""
    box = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box.port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        if box.hold:
            box.hold.set()
        controller.stop()


def read(envelope):
    """The message that a mail server took."""
    return message_from_bytes(envelope.content, policy=policy.default)
