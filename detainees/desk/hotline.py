"""The hotline: somebody calls and asks for a person."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from detainees.desk.candidates import candidates
from detainees.desk.fields import LineField
from detainees.desk.follow_by_phone import follow_by_phone
from detainees.desk.spoken import may_hear, nothing, spoken_of
from detainees.desk.standing import last_custodies
from detainees.models import Call, Person
from detainees.names import split_name
from detainees.publication.consent_code import grouped

ANSWERS = permission_required(["detainees.view_person", "detainees.add_call"], raise_exception=True)

FOLLOWING = (
    gettext_lazy("I will read you forty digits, four at a time. Write them down on paper."),
    gettext_lazy("On our site open “Tell us”, then “Read the answer”, and type the digits there."),
    gettext_lazy("You will see there whatever we hear anew. The page asks for the year of birth."),
    gettext_lazy(
        "We keep neither your name nor your number, and cannot read the digits out again."
    ),
)


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
    log(request, *meant(request))
    messages.success(request, _("The call is logged, without the caller's words or number."))
    return redirect("desk:answer")


@require_POST
@ANSWERS
def follow(request):
    """Log the call and begin a follow for the caller: the code to read out, shown this once.

    Only of whom the caller may hear. If the police read the page they can open the caller's private
    page, which shows what was read out; it is sent with no-store, and no address holds the code.
    """
    person, said, language = meant(request)
    log(request, person, said, language)
    if said.told != Call.Told.STATUS:
        messages.error(request, _("Nobody can follow a person about whom nothing may be said."))
        return redirect("desk:answer")
    code = follow_by_phone(person, language)
    with translation.override(language):
        sentences = [str(sentence) for sentence in FOLLOWING]
    context = {"groups": grouped(code), "sentences": sentences, "language": language}
    return render(request, "desk/follow_code.html", context)


def meant(request):
    """Return (person or None, Spoken, language) of a form sent about one match."""
    form = AskedForm(request.POST)
    key = request.POST.get("person", "")
    person = None
    if key.isdecimal() and len(key) <= 18:
        person = Person.objects.filter(pk=key, merged_into=None).first()
    if person is None or not form.is_valid():
        return person, nothing("ru"), "ru"
    language = form.cleaned_data["language"]
    return person, words_about([person.pk], form.year, language)[person.pk], language


def log(request, person, said, _language):
    """Write down what was told about whom."""
    Call.objects.create(
        answered_by=request.user,
        answered_by_name=request.user.get_username(),
        person=person,
        told=said.told,
    )
