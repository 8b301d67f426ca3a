"""The board of people who will soon be shown to nobody, or are so by now, for want of a consent."""

from datetime import timedelta

from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from detainees.desk.accept_board import number_of
from detainees.desk.cases import page_size, people_of
from detainees.desk.lists import CappedPaginator
from detainees.publication.cache import CachedPerson

SOON = timedelta(days=14)
# Whom the clock hid longer ago is not asked again; the retention command lists them.
LATELY = timedelta(days=30)
TABS = {"": _("Ends soon"), "hidden": _("Not shown any more")}


def ending(tab):
    """Return who ends to be found or listed within SOON, or was hidden LATELY; the first first."""
    now = timezone.now()
    if tab == "hidden":
        over = CachedPerson.objects.filter(findable_until__gt=now - LATELY, findable_until__lte=now)
        return over.order_by("-findable_until", "person_id")
    finding = Q(findable_until__gt=now, findable_until__lte=now + SOON)
    listing = Q(listed_until__gt=now, listed_until__lte=now + SOON)
    return CachedPerson.objects.filter(finding | listing).order_by("findable_until", "person_id")


@require_GET
@permission_required(["detainees.view_person", "detainees.view_consent"], raise_exception=True)
def consent_board(request):
    """Show whose consent is due, with the way to record one.

    If the police read it they see names of people who were found or listed until now.
    """
    tab = "hidden" if request.GET.get("tab") == "hidden" else ""
    per_page, pages = page_size(request.user)
    # Instants may be infinite, which Python has no word for: only finite ones are read.
    columns = ending(tab).values("person_id", "pk", "base_status")
    paginator = CappedPaginator(columns, per_page)
    page = paginator.get_page(min(number_of(request), pages))
    found = list(page.object_list)
    people = people_of([row["person_id"] for row in found])
    ends = ends_of([row["person_id"] for row in found])
    context = {
        "tabs": [(name, label, name == tab) for name, label in TABS.items()],
        "tab": tab,
        "rows": [
            {"pk": pk, "name": people.get(pk, ""), **ends[pk]}
            for pk in (row["person_id"] for row in found)
        ],
        "page": page,
        "last": min(paginator.num_pages, pages),
        "query": f"tab={tab}" if tab else "",
    }
    return render(request, "desk/consents.html", context)


def ends_of(people):
    """Return {person: {"find", "list"}}: until when each is found and listed; None without end."""
    rows = CachedPerson.objects.filter(person_id__in=people).extra(
        select={
            "find": "CASE WHEN isfinite(findable_until) THEN findable_until END",
            "list": "CASE WHEN isfinite(listed_until) THEN listed_until END",
        }
    )
    return {
        row["person_id"]: {"find": row["find"], "list": row["list"]}
        for row in rows.values("person_id", "find", "list")
    }
