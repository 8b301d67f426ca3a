"""How much a volunteer may read: who seizes a volunteer's phone must not hold the whole list.

10 rows a search; 60 pages about people an hour and 300 a day, then a moderator's yes, from which
the count begins anew. Counted in the database, so no second browser helps; what was read or looked
for is not kept. A page that one's own saving leads to is not counted.
"""

from datetime import timedelta

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from detainees.desk.kept import sent_pairs
from detainees.models import Allowance, PageRead

ROWS_A_SEARCH = 10
PAGES_AN_HOUR, PAGES_A_DAY = 60, 300
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
READS_WIDELY = "detainees.read_widely"
# Every page that tells about one person, by the name of its address.
# The boards are counted like them: leafed through, they would name everybody.
PERSON_PAGES = {
    "desk:attention",
    "desk:releases",
    "desk:files",
    "desk:calling",
    "desk:identify",
    "desk:person_history",
    "desk:person_put_back",
    "records:detainees_person_change",
    "records:detainees_person_history",
    "records:detainees_detention_change",
    "records:detainees_detention_history",
}
UNCOUNTED = "uncounted_page"


def limits_apply(account):
    """True for an account whose reading is limited: every one but those of the roles that may."""
    return not account.has_perm(READS_WIDELY)


def rows_for(account):
    """Return how many rows one search may show an account; None is without a limit of this kind."""
    return ROWS_A_SEARCH if limits_apply(account) else None


def refuse_too_many(request, way):
    """Return None when a page may be read, and count it; else the page that says why not."""
    if way not in PERSON_PAGES or not limits_apply(request.user):
        return None
    if request.method != "POST" and request.session.pop(UNCOUNTED, None) == request.path:
        return None
    PageRead.objects.create(account=request.user)
    if not is_over(request.user):
        return None
    context = {"pairs": sent_pairs(request), "there": request.get_full_path()}
    return limit_page(request, context, status=403)


def note_saved(request, response):
    """Remember the page that a saved form leads to: it is read once without counting."""
    if request.method == "POST" and response.status_code == 302 and hasattr(response, "url"):
        request.session[UNCOUNTED] = response.url.partition("?")[0]


def is_over(account):
    """True when an account has read more pages than it may; drops what is a day old."""
    now = timezone.now()
    PageRead.objects.filter(account=account, read_at__lt=now - DAY).delete()
    allowed = account.allowances.exclude(granted_at=None).order_by("-granted_at").first()
    anew = allowed.granted_at if allowed else now - DAY
    read = PageRead.objects.filter(account=account, read_at__gt=anew).aggregate(
        hour=Count("pk", filter=Q(read_at__gt=now - HOUR)), day=Count("pk")
    )
    return read["hour"] > PAGES_AN_HOUR or read["day"] > PAGES_A_DAY


def limit_page(request, context=None, *, status=200):
    """Show why no more pages open now, and whether a moderator was asked."""
    context = {
        "hour": PAGES_AN_HOUR,
        "day": PAGES_A_DAY,
        "wish": request.user.allowances.filter(granted_at=None).first(),
        **(context or {}),
    }
    return render(request, "desk/limit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def limit(request):
    """Tell a volunteer about the limit; by POST ask the moderators for more."""
    if not limits_apply(request.user) or not request.user.has_perm("detainees.view_person"):
        raise PermissionDenied
    if request.method == "POST":
        Allowance.objects.get_or_create(account=request.user, granted_at=None)
        return HttpResponseRedirect(reverse("desk:limit"))
    return limit_page(request)


def open_wishes():
    """Return the wishes to read more that no moderator has answered."""
    return Allowance.objects.filter(granted_at=None)


@require_GET
@permission_required("detainees.allow_more_pages", raise_exception=True)
def allowances(request):
    """List the volunteers who ask to read more. Who is harmed: nobody; pseudonyms alone."""
    wishes = open_wishes().select_related("account")
    return render(request, "desk/allowances.html", {"wishes": wishes})


@require_POST
@permission_required("detainees.allow_more_pages", raise_exception=True)
def grant_allowance(request, number):
    """Let a volunteer read on: the count begins anew."""
    wish = get_object_or_404(Allowance, pk=number, granted_at=None)
    wish.granted_at, wish.granted_by = timezone.now(), request.user
    wish.save(update_fields=["granted_at", "granted_by"])
    return HttpResponseRedirect(reverse("desk:allowances"))
