from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StationsConfig(AppConfig):
    """Places: regions, cities and the facilities that hold people."""

    name = "stations"
    verbose_name = _("Places")
