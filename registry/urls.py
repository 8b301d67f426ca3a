"""Addresses, by side: the public side has no desk address and the reverse."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from registry.health import healthz

urlpatterns = [path("healthz", healthz, name="healthz")]

if settings.SIDE in ("public", "both"):
    urlpatterns += [
        path("", include("detainees.public.urls_root")),
        path("api/", include("detainees.public.urls_api")),
        *i18n_patterns(path("", include("detainees.public.urls"))),
    ]
if settings.SIDE in ("desk", "both"):
    urlpatterns += [path("desk/", include("detainees.desk.urls"))]
