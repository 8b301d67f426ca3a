"""The desk's front page: what this account can do."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from detainees.desk.limits import open_wishes
from detainees.desk.panic import recently_stopped

WATCHERS = ("detainees.allow_more_pages", "detainees.change_account")


@login_required
def index(request):
    """Show the few things that this account's role does most. Names nobody who was detained.

    Moderators and administrators see first whose account a panic link stopped.
    """
    can = request.user.has_perm
    context = {
        "stopped": recently_stopped() if any(map(can, WATCHERS)) else (),
        "wishes": open_wishes().count() if can(WATCHERS[0]) else 0,
    }
    return render(request, "desk/index.html", context)
