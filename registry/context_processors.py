"""What every page knows."""

from django.conf import settings


def site(request):
    """Say whether the data is the demo's, so that every page can mark it as invented."""
    return {"demo": settings.DEMO}
