"""What visitors sent, for moderators: the trays, and many messages sorted at once.

If the police read these pages tonight they learn what families wrote and asked; not who wrote,
unless a text says so.
"""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Min
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from detainees.desk.lists import PER_PAGE, CappedPaginator
from detainees.models import Submission

# A removal request waits for one working day at most.
LATE_AFTER_HOURS = 24
TRAYS = {
    "new": gettext_lazy("New"),
    "quarantine": gettext_lazy("Quarantine"),
    "closed": gettext_lazy("Closed"),
}


# How many ticks one form may carry, and how many of the last great closings can be taken back.
TICKED_AT_ONCE, CLOSINGS = 500, 3


@require_http_methods(["GET", "POST"])
@permission_required(
    ["detainees.view_submission", "detainees.change_submission"], raise_exception=True
)
def submission_list(request):
    """The messages of one tray, the likeliest to be meant first; POST sorts many at once."""
    tray = request.GET.get("tray") if request.GET.get("tray") in TRAYS else "new"
    if request.method == "POST":
        sort_many(request, tray)
        return redirect(f"{reverse('desk:submissions')}?tray={tray}")
    paginator = CappedPaginator(shown_in(tray), PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "tray": tray,
        "trays": [(code, label, in_tray(code).count()) for code, label in TRAYS.items()],
        "page": page,
        "alike": alike_in(tray, page),
        "closings": great_closings() if tray == "closed" else [],
        "late_before": timezone.now() - timezone.timedelta(hours=LATE_AFTER_HOURS),
    }
    return render(request, "desk/submission_list.html", context)


def in_tray(tray):
    """Return the submissions of a tray, ordered as the list shows them."""
    submissions = Submission.objects.prefetch_related("person__names")
    if tray == "closed":
        return submissions.exclude(closed_at=None).order_by("-closed_at", "-id")
    return submissions.open().filter(tray=tray).honest_first()


def shown_in(tray):
    """Return the rows of a tray's list: in quarantine one for all with the same letters."""
    there = in_tray(tray)
    if tray != "quarantine":
        return there
    firsts = there.order_by().values("likeness").annotate(first=Min("pk"))
    return there.filter(pk__in=firsts.values("first"))


def alike_in(tray, page):
    """Return {key of a row: how many messages it stands for}."""
    if tray != "quarantine":
        return {}
    letters = {each.likeness: each.pk for each in page}
    counted = in_tray(tray).order_by().filter(likeness__in=letters)
    counts = counted.values_list("likeness").annotate(count=Count("pk"))
    return {letters[likeness]: count for likeness, count in counts}


def sort_many(request, tray):
    """Do with the ticked messages, and with all that have their letters, what the button says."""
    ticked = [key for key in request.POST.getlist("ticked") if key.isascii() and key.isdigit()]
    keys = [int(key) for key in ticked[:TICKED_AT_ONCE] if len(key) <= 18]
    there = in_tray(tray).order_by()
    chosen = there.filter(pk__in=keys)
    if tray == "quarantine":
        chosen = there.filter(likeness__in=list(chosen.values_list("likeness", flat=True)))
    if at := instant_of(request.POST.get("closed_at", "")):
        chosen = in_tray("closed").order_by().filter(closed_at=at)
    changes = {
        "refuse": {"closed_at": timezone.now(), "outcome": "refused"},
        "keep": {"tray": "new"},
        "open": {"closed_at": None, "outcome": ""},
    }.get(request.POST.get("act"))
    if changes is None:
        return
    if changes.get("outcome") is not None:
        chosen = chosen.filter(entry=None)  # what stands in the record is taken back one by one
    count = chosen.update(handled_by=request.user, **changes)
    told = ngettext("%(n)d message is sorted.", "%(n)d messages are sorted.", count)
    messages.success(request, told % {"n": count})


def instant_of(text):
    """Return the instant that a button names; None when it names none."""
    try:
        at = parse_datetime(text)
    except ValueError:
        return None
    return at if at and at.tzinfo else None


def great_closings():
    """Return [(when, how many)] of the last times when several messages were closed at once."""
    closed = in_tray("closed").filter(entry=None).order_by()
    at_once = closed.values_list("closed_at").annotate(count=Count("pk")).filter(count__gt=1)
    return list(at_once.order_by("-closed_at")[:CLOSINGS])
