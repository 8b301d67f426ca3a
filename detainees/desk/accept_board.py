"""The board of new records that nobody has accepted yet, and of their second sources."""

from django.contrib.auth.decorators import permission_required
from django.db.models import IntegerField, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from detainees.desk.acceptance import accept
from detainees.desk.accepting import say
from detainees.desk.cases import custody_of_people, facility_names, page_size
from detainees.desk.labels import with_main_name
from detainees.desk.lists import CappedPaginator
from detainees.models import Person
from detainees.publication.cache import CachedCustody

ACCEPTED_AT_ONCE = 500
# Two sources agree: such a record is findable already, until a moderator decides otherwise.
ENOUGH_SOURCES = 2
SOURCES = {False: {"sources__lt": ENOUGH_SOURCES}, True: {"sources__gte": ENOUGH_SOURCES}}
TABS = {"": _("One source"), "two": _("Second source came")}


def waiting():
    """Return the people whom no moderator has decided about, the oldest first, with ``sources``."""
    sources = CachedCustody.objects.filter(person_id=OuterRef("pk")).order_by()
    most = sources.values("person_id").annotate(most=Max("sources")).values("most")
    people = Person.objects.filter(
        accepted_at=None, level=Person.Level.CONFIDENTIAL, merged_into=None
    )
    return people.annotate(
        sources=Coalesce(Subquery(most, output_field=IntegerField()), 0)
    ).order_by("made_at", "id")


@require_http_methods(["GET", "POST"])
@permission_required(["detainees.view_person", "detainees.set_level"], raise_exception=True)
def accept_board(request):
    """Show the records that wait for a moderator; POST accepts one or the ticked ones.

    If the police read it they see names of people of whom one source has told so far.
    """
    if request.method == "POST":
        say(request, accept(chosen(request.POST)))
        query = request.GET.urlencode()
        return redirect(reverse("desk:accept") + (f"?{query}" if query else ""))
    tab = request.GET.get("sources", "")
    people = waiting()
    oldest = people.values_list("made_at", flat=True).first()
    people = people.filter(**SOURCES[tab == "two"])
    per_page, pages = page_size(request.user)
    paginator = CappedPaginator(with_main_name(people), per_page)
    page = paginator.get_page(min(number_of(request), pages))
    context = {
        "tab": tab,
        "tabs": [(name, label, name == tab) for name, label in TABS.items()],
        "oldest": oldest,
        "rows": told(list(page.object_list)),
        "page": page,
        "last": min(paginator.num_pages, pages),
        "query": f"sources={tab}" if tab in TABS and tab else "",
        "now": timezone.now(),
    }
    return render(request, "desk/accept.html", context)


def chosen(sent):
    """Return the keys of the one person whose button was pressed, else of all who are ticked."""
    keys = sent.getlist("only") or sent.getlist("person")[:ACCEPTED_AT_ONCE]
    return [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) <= 18]


def number_of(request):
    """The page that is asked for; 1 for anything that is none."""
    number = request.GET.get("page", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1


def told(people):
    """Return what the page tells of each person."""
    facilities, cases = facility_names(), custody_of_people([person.pk for person in people])
    return [
        {
            "person": person,
            "name": person.main_name or person.unidentified(),
            "case": (case := cases.get(person.pk)),
            "facility": facilities.get(case.facility_id) if case else None,
        }
        for person in people
    ]
