"""What gunicorn writes about itself."""

from gunicorn.glogging import Logger


class SilentLogger(Logger):
    """Gunicorn's log without visitors.

    Its own lines about a broken request hold the address of who sent it or the path with the name
    that was searched for. If the police read this log they learn when the server started, and how
    often it failed.
    """

    def warning(self, msg, *args, **kwargs):
        """Write a warning; of a malformed request only that there was one."""
        if msg.startswith("Invalid request"):
            msg, args = "A malformed request was refused.", ()
        super().warning(msg, *args, **kwargs)

    def exception(self, msg, *args, **kwargs):
        """Write an error; of one in a request neither its path nor its message."""
        if not msg.startswith("Error handling request"):
            super().exception(msg, *args, **kwargs)
            return
        self.error("A request failed before Django could answer it.")
