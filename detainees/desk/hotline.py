"""The hotline: somebody calls and asks for a person."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from detainees.desk.candidates import candidates
from detainees.desk.fields import LineField
from detainees.desk.spoken import may_hear, nothing, spoken_of
from detainees.desk.standing import last_custodies
from detainees.models import Call, Person
from detainees.names import split_name

ANSWERS = permission_required(["detainees.view_person", "detainees.add_call"], raise_exception=True)


class AskedForm(forms.Form):
    """Whom a caller asks for: first the name and the year of birth, always."""

    name = LineField(
        max_length=300,
        label=gettext_lazy("Whom does the caller ask for?"),
        help_text=gettext_lazy("Name as the caller says it."),
        widget=forms.TextInput(attrs={"autocapitalize": "words", "autocomplete": "off"}),
    )
    birth_year = forms.IntegerField(
        required=False,
        min_value=1900,
        max_value=2099,
        label=gettext_lazy("Year of birth, as the caller says it"),
        help_text=gettext_lazy("Ask for it; never say it yourself."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        label=gettext_lazy("The caller speaks"),
    )

    @property
    def year(self):
        """The year of birth: of its own box, else the one beside the name; None if not said."""
        return self.cleaned_data["birth_year"] or split_name(self.cleaned_data["name"]).year or None


@require_http_methods(["GET", "POST"])
@ANSWERS
def answer(request):
    """Ask for name and year, then show who that may be and what may be said of each.

    By POST, so that no address, log or browser history holds the name. If the police read the page
    they see a few names of the desk's search and, of each, what a caller may hear.
    """
    if request.method == "GET":
        form = AskedForm(initial={"language": request.user.language})
        return render(request, "desk/answer.html", {"form": form})
    form = AskedForm(request.POST)
    if not form.is_valid():
        return render(request, "desk/answer.html", {"form": form})
    language = form.cleaned_data["language"]
    found = candidates(form.cleaned_data["name"], form.year)
    said = words_about([each.pk for each in found], form.year, language)
    context = {
        "form": form,
        "is_answered": True,
        "matches": [(each, said[each.pk]) for each in found],
        "nothing": nothing(language),
    }
    return render(request, "desk/answer.html", context)


def words_about(keys, birth_year, language):
    """Return {person's key: Spoken} for a caller who gave this year of birth."""
    stays = dict.fromkeys(keys) | last_custodies(keys)
    return spoken_of(stays, may_hear(keys, birth_year), language)


@require_POST
@ANSWERS
def told(request):
    """Log what the caller was told: computed once more, whatever the form claims."""
    form = AskedForm(request.POST)
    key = request.POST.get("person", "")
    person = None
    if key.isdecimal() and len(key) <= 18:
        person = Person.objects.filter(pk=key, merged_into=None).first()
    said = nothing("en")
    if person and form.is_valid():
        said = words_about([person.pk], form.year, "en")[person.pk]
    Call.objects.create(
        answered_by=request.user,
        answered_by_name=request.user.get_username(),
        person=person,
        told=said.told,
    )
    messages.success(request, _("The call is logged, without the caller's words or number."))
    return redirect("desk:answer")
