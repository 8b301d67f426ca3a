"""From a name to where the person is: the home box and its answer.

Who is harmed if the police read it tonight: nobody. What was asked stands in the body of a POST and
in the answer, which no browser or proxy may keep; neither is logged, and the database counts a hash
that it forgets (the stated bound is written beside ``public_api.find``). A miss, a wrong year and a
name that nobody bears give the same page apart from the name itself.
"""

from django import forms
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from detainees.names import find_keys
from detainees.names.query import parse
from detainees.public.answers import FoundAnswer
from detainees.public.fields import LONGEST_NAME, TONGUE, Choice, TextBox, YearField, legible
from detainees.public.search import listed_matches
from detainees.publication.advice import appeal_day, helplines
from detainees.publication.finding import TOO_MANY, find
from detainees.publication.places import kept_places


class FindForm(forms.Form):
    """Whom somebody looks for: a name, and what helps to tell people of one name apart."""

    name = forms.CharField(
        label=_("Whom are you looking for?"),
        help_text=_("Surname and given name, in Kazakh, Russian or Latin letters."),
        error_messages={"required": _("Write the name of the person.")},
        widget=TextBox(attrs={"autocomplete": "off", "maxlength": LONGEST_NAME}),
    )
    birth_year = YearField(label=_("Year of birth"), required=False)
    city = forms.CharField(label=_("City"), required=False, widget=Choice)

    def __init__(self, data=None, *, places, **kwargs):
        """``data`` is what was sent, if anything; of ``places`` the cities can be chosen."""
        super().__init__(None if data is None else sent_of(data), **kwargs)
        self.fields["city"].widget.choices = [("", pgettext("city", "any")), *places.city_choices()]

    def clean_city(self):
        """Return the code of a city of ours, else "": a city narrows, and need not be known."""
        codes = {code for code, _name in self.fields["city"].widget.choices}
        return self.cleaned_data["city"] if self.cleaned_data["city"] in codes else ""

    def clean(self):
        """Take the year from the name when it was typed there."""
        if "birth_year" in self.cleaned_data and not self.cleaned_data["birth_year"]:
            self.cleaned_data["birth_year"] = parse(self.cleaned_data.get("name", "")).year or None
        return self.cleaned_data

    def typed(self):
        """What was sent, as (field, text): for asking the same again in another language."""
        return [(name, self[name].value() or "") for name in self.fields]


def sent_of(data):
    """What was sent of the form's fields, as far as it is legible."""
    return {name: legible(data.get(name, "")) for name in FindForm.base_fields}


def half_typed(request):
    """What the language switch sends along, which asks for nobody; nothing without it."""
    return sent_of(request.POST) if TONGUE in request.POST else {}


# Exempt from the check against forged forms: the search changes nothing that belongs to the visitor
# and answers everybody alike, so a forged one gains nothing; the check would cost a cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def find_person(request):
    """The form (GET), or the answer to a name (POST); never an address with a name in it."""
    places = kept_places()
    is_asked = request.method == "POST" and TONGUE not in request.POST
    form = FindForm(request.POST if is_asked else None, initial=half_typed(request), places=places)
    if not form.is_valid():
        return render(request, "public/find.html", {"form": form, "form_id": "find"})
    context = {"form": form, "typed": form.typed(), **answers(form.cleaned_data, places)}
    return render(request, "public/found.html", context)


def answers(asked, places):
    """Return what is known of whom somebody asks for: people found, listed people of such names.

    Both searches run whatever the other finds; only the second can find by less than the year.
    """
    name, year, city = asked["name"], asked["birth_year"], asked["city"]
    found = find(find_keys(name), year, city) if year else []
    too_many = found == TOO_MANY
    matches = listed_matches(name, year, city, places=places)
    # Who is listed stands here under the published name, once.
    shown = {match.person.public_id for match in matches}
    answers = [
        FoundAnswer(name, row, places, place=place)
        for place, row in enumerate([] if too_many else found, 1)
        if row.listed_id not in shown
    ]
    return {
        "name": name,
        "birth_year": year,
        "too_many": too_many,
        "found": answers,
        "listed": [match.person for match in matches],
        "only": None if answers or too_many else only_one(matches),
        **surroundings(),
    }


def only_one(matches):
    """Return the Row of whom alone somebody can mean, None when that is not sure.

    Somebody of such a name who was born in another year is another person: to be looked at among
    the names of the list, and not the answer.
    """
    if len(matches) != 1 or matches[0].is_born_otherwise:
        return None
    (person,) = (match.person for match in matches)
    person.appeal_on = appeal_day(person.detention_id)
    return person


def surroundings():
    """What stands beside every answer: whom to call, and the day."""
    return {"lines": helplines(), "today": timezone.localdate()}
