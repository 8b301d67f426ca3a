from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The site itself: settings, addresses, and the floor that all rooms stand on."""

    name = "registry"
