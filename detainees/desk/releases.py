"""The board of releases: who is due, at which facility, and what was heard at the gate."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from detainees.desk.cases import facility_names, page_size, people_of, status_of
from detainees.desk.grades import grades_of
from detainees.desk.lists import CappedPaginator
from detainees.desk.telling import TellingForm
from detainees.models import Consent, Enquiry, Entry, Person, Release
from detainees.publication.cache import CachedCustody
from detainees.publication.published import Status
from registry.lib.dates import PartialDateFormField

DAYS = {
    "overdue": gettext_lazy("Overdue"),
    "today": gettext_lazy("Today"),
    "tomorrow": gettext_lazy("Tomorrow"),
}
# A moderator prints a whole gate's list; a volunteer's phone shows few at a time.
PRINTED_ROWS = 200
ROWS_AT_ONCE = 500
# Paper that is found must not be believed for long.
PAPER_HOLDS = timedelta(hours=12)
WRITES = ("detainees.add_release", "detainees.add_enquiry")


def due(day):
    """Return the detentions due on a day: overdue, today or tomorrow; by facility, the first first.

    Today is every release interval that has begun by midnight and is not over; tomorrow those that
    begin tomorrow.
    """
    now = timezone.localtime()
    tomorrow = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    waiting = CachedCustody.objects.filter(is_released=False, release_to__isnull=False)
    found = {
        "overdue": waiting.filter(release_from__lt=now, release_to__lt=now),
        "today": waiting.filter(release_from__lt=tomorrow, release_to__gte=now),
        "tomorrow": waiting.filter(
            release_from__gte=tomorrow, release_from__lt=tomorrow + timedelta(days=1)
        ),
    }[day]
    return found.order_by("facility_id", "release_from", "detention_id")


class OutcomeForm(TellingForm):
    """What was heard of the ticked people: out, still inside, or not there."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What was heard"),
        choices=[
            ("released", gettext_lazy("released")),
            ("held", gettext_lazy("still held here")),
            ("not_held", gettext_lazy("told: not here")),
        ],
        widget=forms.RadioSelect,
    )
    released_at = PartialDateFormField(
        label=gettext_lazy("Released on"),
        required=False,
        help_text=gettext_lazy("As 14.06.2019 18:30; empty if nobody knows."),
    )
    detention = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args, offered=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["detention"].choices = [(pk, pk) for pk in offered]
        self.fields["detention"].error_messages["invalid_choice"] = _(
            "Somebody on this page is settled already. Look at the list again."
        )

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("detention") and "detention" not in self.errors:
            self.add_error("detention", _("Tick the people of whom this was heard."))
        return cleaned


@require_http_methods(["GET", "POST"])
@permission_required("detainees.view_detention", raise_exception=True)
def releases(request):
    """Show who is due for release; POST writes what was heard of the ticked ones.

    If the police read it they see names, where they are and when they should be out. On paper only
    those have names who agreed to be on printed lists; the others have the desk's number.
    """
    day = request.GET.get("day") if request.GET.get("day") in DAYS else "today"
    facilities = facility_names()
    chosen = due(day)
    facility = request.GET.get("facility", "")
    if facility.isascii() and facility.isdigit() and int(facility) in facilities:
        chosen = chosen.filter(facility_id=int(facility))
    page, last = page_of(request, chosen)
    form = OutcomeForm(None)
    if request.method == "POST":
        form = OutcomeForm(request.POST, offered=offered(request.POST))
        if not request.user.has_perms(WRITES):
            raise PermissionDenied
        if form.is_valid():
            return write(request, form)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "day": day,
        "days": [(name, label, name == day) for name, label in DAYS.items()],
        "facility": facility,
        "facilities": facilities,
        "groups": grouped(list(page.object_list), facilities, ticked(form)),
        "page": page,
        "last": last,
        "query": query.urlencode(),
        "void_at": timezone.now() + PAPER_HOLDS,
        "may_write": request.user.has_perms(WRITES),
    }
    return render(request, "desk/releases.html", context, status=400 if form.errors else 200)


def page_of(request, chosen):
    """Return (page, number of the last page that this account may open)."""
    per_page, pages = page_size(request.user)
    if request.user.has_perm("detainees.set_level"):
        per_page = PRINTED_ROWS
    paginator = CappedPaginator(chosen, per_page)
    last = min(paginator.num_pages, pages)
    page = paginator.get_page(request.GET.get("page"))
    return (page if page.number <= last else paginator.page(last)), last


def offered(sent):
    """Return which of the sent detentions are still waiting; at most ROWS_AT_ONCE are read."""
    keys = [int(key) for key in sent.getlist("detention")[:ROWS_AT_ONCE] if is_key(key)]
    waiting = CachedCustody.objects.filter(detention_id__in=keys, is_released=False)
    return list(waiting.values_list("detention_id", flat=True))


def is_key(text):
    """True for a text that may be a key."""
    return text.isascii() and text.isdigit() and len(text) <= 18


def ticked(form):
    """The keys that were ticked when a form comes back with errors."""
    return set(form.data.getlist("detention")) if form.is_bound else set()


def grouped(cases, facilities, kept):
    """Return [(facility's name or "", rows)] as the page shows them."""
    people = people_of({case.person_id for case in cases})
    on_paper = may_be_printed({case.person_id for case in cases})
    grades, groups = grades_of([case.detention_id for case in cases]), {}
    for case in cases:
        case.status_label = Status(status_of(case)).label
        row = {
            "case": case,
            "grade": grades.get(case.detention_id),
            "name": people.get(case.person_id, ""),
            "is_printed": case.person_id in on_paper,
            "is_ticked": str(case.detention_id) in kept,
        }
        groups.setdefault(facilities.get(case.facility_id, ""), []).append(row)
    return sorted(groups.items())


def may_be_printed(people):
    """Return the keys of those whose name may stand on paper: listed, and scope ``print`` holds."""
    now = timezone.now()
    agreed = Consent.objects.filter(
        person__in=people,
        person__level=Person.Level.LISTED,
        scopes__contains=[Consent.Scope.PRINT],
        withdrawn_at=None,
    ).exclude(expires_at__lte=now)
    return set(agreed.values_list("person_id", flat=True))


@transaction.atomic
def write(request, form):
    """Write one claim for each ticked detention, under one entry and one source."""
    cases = CachedCustody.objects.filter(
        detention_id__in=form.cleaned_data["detention"], is_released=False
    )
    claims, left_out = claims_of(form, list(cases), Entry.begin(request.user))
    for model in (Release, Enquiry):
        model.objects.bulk_create([claim for claim in claims if isinstance(claim, model)])
    told = ngettext(
        "%(count)d claim is written down.", "%(count)d claims are written down.", len(claims)
    )
    messages.success(request, told % {"count": len(claims)})
    if left_out:
        told = ngettext(
            "%(count)d person is left out: nobody knows the facility that answered.",
            "%(count)d people are left out: nobody knows the facility that answered.",
            left_out,
        )
        messages.warning(request, told % {"count": left_out})
    query = request.GET.urlencode()
    return redirect(reverse("desk:releases") + (f"?{query}" if query else ""))


def claims_of(form, cases, entry):
    """Return (claims to write, how many cases are left out because no facility is known)."""
    telling, outcome = form.telling(entry), form.cleaned_data["outcome"]
    if outcome == "released":
        day = form.cleaned_data["released_at"]
        return [
            Release(detention_id=case.detention_id, released_at=day, **telling) for case in cases
        ], 0
    known = [case for case in cases if case.facility_id]
    return [
        Enquiry(
            detention_id=case.detention_id,
            facility_id=case.facility_id,
            asked_at=f"{telling['heard_at'].astimezone(ZoneInfo(case.zone)):%Y-%m-%dT%H:%M}",
            reply=outcome,
            **telling,
        )
        for case in known
    ], len(cases) - len(known)
