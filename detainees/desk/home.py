"""The desk's front page: what this account can do."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render


@login_required
def index(request):
    """Show the few things that this account's role does most. Names nobody."""
    return render(request, "desk/index.html")
