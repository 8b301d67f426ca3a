from django.apps import AppConfig
from django.core.signals import got_request_exception


class RegistryConfig(AppConfig):
    """The site itself: settings, addresses, and the floor that all rooms stand on."""

    name = "registry"

    def ready(self):
        """Let the log know of every page that failed, whichever of our code it was."""
        from registry.errors import log_failure

        got_request_exception.connect(log_failure)
