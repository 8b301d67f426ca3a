from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class DetaineesConfig(AppConfig):
    """People, their detentions, what sources say of them, and what the world may see."""

    name = "detainees"
    verbose_name = _("Record")

    def ready(self):
        from detainees.desk.roles import write_roles
        from detainees.history.past import drop_past, write_past
        from detainees.history.unstoppable import make_unstoppable
        from detainees.publication import (  # noqa: F401 - models
            advice,
            cache,
            counters,
            listed,
            published,
        )
        from detainees.publication.grants import write_grants

        pre_migrate.connect(drop_past, sender=self)
        post_migrate.connect(write_roles, sender=self)
        post_migrate.connect(write_past, sender=self)  # before its grants
        post_migrate.connect(make_unstoppable, sender=self)
        post_migrate.connect(write_grants, sender=self)
