"""How gunicorn serves one side of the registry, in the demo and in production.

No access log, so that no visitor's address and no searched name is ever written. It listens on this
machine only: a proxy with TLS stands before it in production.
"""

import gc
import os
from importlib import import_module
from threading import Thread

from registry.lib.gunicorn_log import SilentLogger

bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
graceful_timeout = 5
accesslog = None
loglevel = "warning"
logger_class = SilentLogger
control_socket_disable = True
# What a page's address begins with is ours to say: no header may, for it would stand in every link.
forwarder_headers = ""
umask = 0o077


def post_worker_init(_worker):
    """Read the names while the worker answers already: nobody's first search waits for them."""
    reading = import_module("registry.name_reading")  # Django is set up now, and not before
    Thread(target=read_for_good, args=[reading.read_names], daemon=True).start()


def read_for_good(read):
    """Read what a worker keeps, and spare the collector of garbage to go through it again."""
    read()
    gc.freeze()
