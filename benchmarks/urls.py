"""The registry's addresses and the bare view."""

from django.http import HttpResponse
from django.urls import path

from detainees.publication.published import PUBLIC
from registry import urls
from stations.models import City


def bare(request):
    """The least that Django does with a database: one query for one row, answered as plain text."""
    return HttpResponse(City.objects.using(PUBLIC).get(pk=1).code, content_type="text/plain")


urlpatterns = [path("bare", bare), *urls.urlpatterns]
