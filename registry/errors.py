"""Pages for what went wrong."""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """Tell somebody whose form was too old or foreign how to send it again."""
    return render(request, "403_csrf.html", status=403)
