"""The desk's search: a name as somebody said it, and the ten people it may mean.

Harm: whoever reads a search learns whom somebody asked about. So the words travel by POST and are
kept in the session alone, the last few of them, under a number that says nothing: no address, log
or browser history holds them, and they are gone with the session. Every answer is ``no-store``.
"""

import secrets
from dataclasses import dataclass, field
from functools import cache

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from detainees.desk.choices import city_choices
from detainees.desk.labels import detention_label, labelled_detentions
from detainees.desk.search import by_number, having_parts, is_number, near_matches
from detainees.models import Person
from detainees.names.search import Match
from detainees.names.tried import heard_as
from detainees.publication.match_words import in_words, meant
from registry.lib.dates import FIRST_YEAR, display_partial

SHOWN = 10
KEPT = 10
SESSION_KEY = "searches"


def this_year():
    """The latest year in which anybody can be born."""
    return timezone.localdate().year


class SearchForm(forms.Form):
    """A name in any spelling; year and city weigh, but exclude nobody."""

    q = forms.CharField(
        label=gettext_lazy("Name, as you heard it"),
        help_text=gettext_lazy("Any spelling, any letters; or # and a number, or a public id."),
        max_length=400,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write a name or a part of it.")},
    )
    birth_year = forms.IntegerField(
        label=gettext_lazy("Year of birth"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=this_year,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    city = forms.TypedChoiceField(
        label=gettext_lazy("City where the person was seized"), required=False, empty_value=""
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].choices = cache(city_choices)  # read once, when it is shown


@dataclass(frozen=True)
class FoundPerson:
    """A person as a row of the answer, and why they stand there."""

    person: Person
    match: Match | None = None  # None: found by a part of the name or by a number
    names: list = field(default_factory=list)

    @classmethod
    def of(cls, person, match=None):
        """The row of a person whose names came along."""
        return cls(person, match, [str(name) for name in person.names.all()])

    @property
    def title(self):
        """The name as it was written down first."""
        return self.names[0] if self.names else self.person.unidentified()

    @property
    def other_names(self):
        return self.names[1:]

    @property
    def reasons(self):
        """Why the person was found, in phrases."""
        return in_words(self.match.reasons) if self.match else []

    @property
    def born(self):
        """The date of birth in words, else the estimate."""
        person = self.person
        first, last = person.birth_year_from, person.birth_year_to
        if person.birth_date or not (first or last):
            return display_partial(person.birth_date)
        return f"{first or '…'}–{last or '…'}"

    @property
    def detentions(self):
        """Where and when the person was seized."""
        return [detention_label(detention) for detention in self.person.detentions.all()]


@permission_required("detainees.view_person", raise_exception=True)
def search(request):
    """Ask for a name; a name that was sent leads on to the page with the answer."""
    form = SearchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("desk:found", keep(request.session, form.cleaned_data))
    return render(request, "desk/search.html", {"form": form})


@require_safe
@permission_required("detainees.view_person", raise_exception=True)
def found(request, number):
    """The people whom a search may mean, at most ten, the likeliest first."""
    asked = request.session.get(SESSION_KEY, {}).get(number)
    if asked is None:
        messages.warning(request, _("That search is over. Search again."))
        return redirect("desk:search")
    people = people_meant(asked["q"], asked["birth_year"], asked["city"])
    context = {
        "form": SearchForm(initial=asked),
        "asked": asked,
        "people": people,
        "meant": meant(people[0].match) if people and people[0].match else "",
        "heard_as": [] if people else heard_as(asked["q"]),
        "more": len(people) == SHOWN,
    }
    return render(request, "desk/search.html", context)


def keep(session, asked):
    """Keep a search in the session, the oldest giving way; return its number."""
    number = secrets.token_urlsafe(8)
    kept = [*session.get(SESSION_KEY, {}).items()][1 - KEPT :]
    session[SESSION_KEY] = dict([*kept, (number, asked)])
    return number


def people_meant(text, birth_year, city):
    """Return a FoundPerson for each of the likeliest people, at most ten, best first.

    Names that are near come first, then names of which every word is a part.
    """
    near = {} if is_number(text) else matches_by_key(text, birth_year, city)
    keys = [*near]
    if len(keys) < SHOWN:
        plain = by_number(text) if is_number(text) else having_parts(text)
        others = Person.objects.filter(plain, merged_into=None).exclude(pk__in=keys)
        keys += others.order_by("-id").values_list("pk", flat=True)[: SHOWN - len(keys)]
    people = Person.objects.prefetch_related("names", labelled_detentions()).in_bulk(keys)
    return [FoundPerson.of(people[key], near.get(key)) for key in keys]


def matches_by_key(text, birth_year, city):
    """Return {person's key: Match} of those whose name is near, best first."""
    return {match.person: match for match in near_matches(text, birth_year, city, limit=SHOWN)}
