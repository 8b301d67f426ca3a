"""The form of quick entry: what a caller says in one breath."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from detainees.desk import warnings
from detainees.desk.candidates import candidates
from detainees.desk.choices import city_choices, facility_choices, rally_choices
from detainees.desk.entry_rows import detention_meant, known_rows, rows_of
from detainees.desk.fields import LineField, TextField
from detainees.desk.forms import WeighedForm
from detainees.desk.held_names import NAMESAKE, was_removed
from detainees.desk.warnings import Row, is_before
from detainees.desk.widgets import PlainSelect
from detainees.models import Detention, Person, Rally, Source
from detainees.models.claims.base import Certainty
from detainees.names import NameParts, split_name
from registry.lib.dates import PartialDateFormField, parse_partial, partial_span
from stations.models import City, Facility

SOMEBODY_NEW = "new"
LONGEST_PART = 200
WHOLE_DAY = len("2019-06-09")
# Who mostly calls at night; the others fold out.
OFTEN = ("relative", "detainee", "witness", "lawyer", "social_media")
MORE = (
    "surname given patronymic add_spelling sex looks_minor description rally city contact "
    "certainty note"
).split()
ELSEWISE = gettext_lazy("Somebody else said otherwise of this person. Both can stand side by side.")
# Beside which box a warning about a claim stands.
BOXES = {"at": "seized_at", "facility": "facility"}


class PlaceField(forms.TypedChoiceField):
    """A place or a rally, chosen from one list; its value is the record or None."""

    widget = PlainSelect

    def __init__(self, model, choices, **kwargs):
        super().__init__(choices=choices, coerce=int, empty_value=None, required=False, **kwargs)
        self.model = model

    def clean(self, value):
        """Return the record that was chosen; it must still be there."""
        key = super().clean(value)
        found = self.model.objects.filter(pk=key).first() if key else None
        if key and found is None:
            raise ValidationError(self.error_messages["invalid_choice"] % {"value": key})
        return found


class EntryForm(WeighedForm):
    """Somebody says that somebody was taken: who, where and when, who says so.

    ``sources`` are those of whom the author wrote last: they are offered first. ``decides`` is true
    of an author who may write a name that was removed on request.
    """

    # The boxes that fold out.
    more_boxes = MORE

    name = LineField(
        required=False,
        max_length=300,
        label=gettext_lazy("Name as heard"),
        help_text=gettext_lazy("In any letters, as much as is known. Empty if nobody knows it."),
        widget=forms.TextInput(attrs={"autocapitalize": "words"}),
    )
    birth_date = PartialDateFormField(
        required=False,
        label=gettext_lazy("Year of birth"),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    facility = PlaceField(
        Facility, facility_choices, label=gettext_lazy("Where the person is held")
    )
    seized_at = PartialDateFormField(
        required=False,
        label=gettext_lazy("When taken"),
        help_text=gettext_lazy("As 09.06.2019 18:30, or as much of it as is known."),
    )
    told_by = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=gettext_lazy("Who says so"),
        error_messages={"required": gettext_lazy("Say who told this.")},
    )
    source_label = LineField(
        required=False,
        max_length=LONGEST_PART,
        label=gettext_lazy("In a word, so that the desk knows the source again"),
        help_text=gettext_lazy("“Sister of A.” Never public."),
    )
    surname = LineField(required=False, max_length=LONGEST_PART, label=gettext_lazy("Surname"))
    given = LineField(required=False, max_length=LONGEST_PART, label=gettext_lazy("Given name"))
    patronymic = LineField(
        required=False, max_length=LONGEST_PART, label=gettext_lazy("Patronymic")
    )
    add_spelling = forms.BooleanField(
        required=False, label=gettext_lazy("A known person: keep this spelling of the name, too")
    )
    sex = forms.ChoiceField(
        choices=Person.Sex.choices,
        required=False,
        label=gettext_lazy("Sex"),
        initial=Person.Sex.UNKNOWN,
    )
    looks_minor = forms.BooleanField(required=False, label=gettext_lazy("Looks under 18"))
    description = TextField(
        required=False,
        label=gettext_lazy("Description"),
        help_text=Person._meta.get_field("description").help_text,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    rally = PlaceField(Rally, rally_choices, label=gettext_lazy("Rally"))
    city = PlaceField(
        City, city_choices, label=gettext_lazy("City"), help_text=Detention.city.field.help_text
    )
    contact = LineField(
        required=False,
        max_length=LONGEST_PART,
        label=gettext_lazy("How to reach the source"),
        help_text=Source._meta.get_field("contact").help_text,
    )
    certainty = forms.ChoiceField(
        choices=Certainty.choices,
        initial=Certainty.UNKNOWN,
        required=False,
        label=gettext_lazy("How sure the source is"),
    )
    note = TextField(
        required=False,
        label=gettext_lazy("What else was said"),
        help_text=gettext_lazy("Never public."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    same_as = forms.CharField(required=False)
    draft = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, sources=(), decides=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.decides = decides
        self.sources = {f"source-{source.pk}": source for source in sources}
        known = [(key, str(source)) for key, source in self.sources.items()]
        kinds = dict(Source.Kind.choices)
        often = [(kind, kinds.pop(kind)) for kind in OFTEN]
        self.fields["told_by"].choices = [*known, *often, *kinds.items()]
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")
        self.person = self.detention = None
        self.is_begun = False

    def full_clean(self):
        super().full_clean()
        if self.is_bound:
            self.check_person()
            self.weigh_page()

    @cached_property
    def parts(self):
        """The NameParts: those that were written apart, else as the engine reads the name."""
        read = split_name(self.value("name"))
        apart = NameParts(*(self.value(part) for part in ("surname", "given", "patronymic")))
        return apart._replace(year=read.year) if any(apart[:3]) else read

    def value(self, name):
        """What a box holds, as a text; "" when the form has no such box."""
        return str(self[name].value() or "").strip() if name in self.fields else ""

    @property
    def born(self):
        """The date of birth as stored: of its own box, else the year beside the name."""
        year = self.parts.year
        return self.cleaned_data.get("birth_date") or (str(year) if year else "")

    @cached_property
    def candidates(self):
        """Who may be the same person, as the form stands; the one that was chosen among them."""
        called = " ".join(part for part in self.parts[:3] if part)
        born = self.value("birth_date")[-4:] or str(self.parts.year or "")
        year = int(born) if born.isdecimal() else None
        return candidates(called, year, self.seized_on, self.value("city"))

    @property
    def seized_on(self):
        """The day on which the person was taken, if the box says so; else None."""
        try:
            seized_at = parse_partial(self.value("seized_at"))
        except ValueError:
            return None
        return partial_span(seized_at)[0].date() if len(seized_at) >= WHOLE_DAY else None

    def check_person(self):
        """Settle who is meant.

        Cases: 1. a known person was chosen; 2. nobody known is likely this one; 3. somebody is, and
        the author saw all of them and says: somebody new; 4. else the author is asked.
        """
        chosen = self.cleaned_data.get("same_as", "")
        if chosen.isdecimal() and len(chosen) <= 18:
            self.person = Person.objects.filter(pk=chosen, merged_into=None).first()
        if self.person:
            self.detention = detention_meant(self.person, self.cleaned_data)
            return
        seen = set(self.data.getlist("shown")) if chosen == SOMEBODY_NEW else set()
        if {str(each.pk) for each in self.candidates if each.is_likely} - seen:
            message = _("Somebody known may be the same person: choose who it is.")
            self.add_error("same_as", ValidationError(message, code="same"))

    def clean(self):
        cleaned = super().clean()
        if not any(self.parts[:3]) and not cleaned.get("description") and not self.value("same_as"):
            self.add_error("name", _("Write a name, or describe the person under “More”."))
        for part in ("surname", "given", "patronymic"):
            if len(getattr(self.parts, part)) > LONGEST_PART:
                self.add_error("name", _("A part of the name is too long."))
        is_new_source = (
            "source_label" in self.fields and cleaned.get("told_by") in Source.Kind.values
        )
        if is_new_source and not cleaned.get("source_label"):
            self.add_error("source_label", _("Give the source a label."))
        return cleaned

    @cached_property
    def is_removed(self):
        """True when a name would be written that was removed on request."""
        writes_name = self.person is None or self.cleaned_data.get("add_spelling")
        return bool(writes_name and was_removed(self.parts, self.born))

    @property
    def must_be_held(self):
        """True when only a moderator may write what the form says."""
        return self.is_removed and not self.decides

    def page_warnings(self):
        """Return what is unlikely about the person and the claims that would be written."""
        found = [("name", NAMESAKE)] if self.decides and self.is_removed else []
        found += warnings.about_person(
            {**self.cleaned_data, "birth_date": self.born}, on=self.day()
        )
        found += self.about_name() + self.about_birth()
        found += warnings.about_detention(self.cleaned_data)
        return [(self, name, message) for name, message in [*found, *self.about_claims()]]

    def about_claims(self):
        """What is unlikely about each claim, alone and beside what is known of the person."""
        now, others, found = timezone.now(), known_rows(self.detention), []
        for model, values in self.rows(heard_at=now):
            row = Row(model._meta.model_name, values)
            alone = warnings.about_claim(row, [], now=now)
            found += alone
            beside = [
                each for each in warnings.about_claim(row, others, now=now) if each not in alone
            ]
            found += [(name, ELSEWISE) for name, _message in beside]
        return [(BOXES.get(name, "seized_at"), message) for name, message in dict.fromkeys(found)]

    def rows(self, *, heard_at):
        """The claims that would be written, as [(model, values)]."""
        return rows_of(self.cleaned_data, heard_at=heard_at)

    def day(self):
        """The day on which the person was taken, or today."""
        seized_at = self.cleaned_data.get("seized_at")
        return partial_span(seized_at)[0].date() if seized_at else timezone.localdate()

    def about_name(self):
        """The name in parts is another one than the name above it."""
        said = " ".join(part for part in split_name(self.value("name"))[:3] if part)
        apart = " ".join(part for part in self.parts[:3] if part)
        if not said or sorted(said.casefold().split()) == sorted(apart.casefold().split()):
            return []
        return [("surname", _("The name above says otherwise; what stands here is kept."))]

    def about_birth(self):
        """The person that was chosen was born in another year."""
        known = self.person.birth_date if self.person else ""
        if is_before(self.born, known) or is_before(known, self.born):
            return [("birth_date", _("This person is known with another year of birth."))]
        return []

    @property
    def opens_more(self):
        """True when something in the folded part must be seen."""
        return any(
            self[name].errors
            or getattr(self.fields[name], "warnings", None)
            or self[name].value() not in (None, "", False, self.fields[name].initial)
            for name in self.more_boxes
        )

    def often(self):
        """The radio buttons of the sources that stand open: the last ones, and the usual kinds."""
        return [radio for radio in self["told_by"] if self.is_often(radio.data["value"])]

    def seldom(self):
        """The radio buttons of the other kinds of source."""
        return [radio for radio in self["told_by"] if not self.is_often(radio.data["value"])]

    def is_often(self, value):
        """True for a source that stands open."""
        return value in self.sources or value in OFTEN

    @property
    def opens_seldom(self):
        """True when a seldom kind of source is chosen."""
        return bool(self.value("told_by")) and not self.is_often(self.value("told_by"))

    def more(self):
        """The boxes of the folded part."""
        return [self[name] for name in self.more_boxes]
