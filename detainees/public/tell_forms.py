"""What a visitor is asked when telling us something: few fields, none of them about the visitor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from detainees.public.fields import CodeField, LineField, PlainField, UnseenField, YearField


class TellForm(forms.Form):
    """What every message carries beside its own fields; the view looks at these itself."""

    token = UnseenField(widget=forms.HiddenInput)
    person = UnseenField(widget=forms.HiddenInput)
    trap = UnseenField(
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    lead = ("token", "person", "trap")

    def __init__(self, *args, person=None, **kwargs):
        """``person`` is the listed person whom it is about: their name need not be typed."""
        super().__init__(*args, **kwargs)
        if person:
            for name in ("name", "birth_year"):
                self.fields.pop(name, None)

    def shown(self):
        """The fields that a visitor fills in."""
        return [self[name] for name in self.fields if name not in self.lead]


class QuestionForm(TellForm):
    """About somebody who was not found."""

    name = LineField(
        label=_("Whom are you looking for?"),
        help_text=_("Surname, given name, patronymic: as much as you know."),
        error_messages={"required": _("Write the name of the person.")},
    )
    birth_year = YearField(label=_("Year of birth"), required=False)
    text = PlainField(
        label=_("What do you know?"),
        help_text=_(
            "When and where the person was last seen, what they wore, where you have asked already."
        ),
        required=False,
    )
    wants_news = forms.BooleanField(
        label=_("Tell me when you learn of this person"), required=False, initial=True
    )


class InformationForm(TellForm):
    """Something that the visitor saw or heard."""

    name = LineField(
        label=_("About whom?"), help_text=_("Leave empty if you do not know."), required=False
    )
    text = PlainField(
        label=_("What did you see or hear?"),
        help_text=_("When, where, who was there. Do not write who you are."),
        error_messages={"required": _("Write what you saw or heard.")},
    )


class CorrectionForm(TellForm):
    """Something that is wrong on our pages."""

    name = LineField(
        label=_("About whom?"), help_text=_("The name as it stands on our page."), required=False
    )
    text = PlainField(
        label=_("What is wrong, and how is it right?"),
        error_messages={"required": _("Write what is wrong.")},
    )


class NamingForm(TellForm):
    """A form that must say whom it is about: by a name, unless something else says it."""

    def clean(self):
        """Ask for the name where nothing else says whom it is about."""
        told = super().clean()
        is_said = "name" not in self.fields or told.get("name") or told.get("code")
        if not is_said and not {"name", "code"} & set(self.errors):
            self.add_error("name", _("Write the name of the person."))
        return told


class NameOrCode(LineField):
    """A name that is asked for unless the form holds the code of a consent."""

    needed_when = _("needed if you have no code")


class ConsentForm(NamingForm):
    """A form that the code of a consent makes quicker."""

    code = CodeField(
        label=_("The code that you were given with your consent"),
        help_text=_("If you have none, leave it empty."),
        required=False,
    )


class RemovalForm(ConsentForm):
    """Somebody asks that a person be hidden."""

    name = NameOrCode(
        label=_("About whom?"), help_text=_("Surname, given name, patronymic."), required=False
    )
    birth_year = YearField(label=_("Year of birth"), required=False)
    text = PlainField(
        label=_("Is there anything we should know?"),
        help_text=_("You need not give a reason."),
        required=False,
    )


class OutForm(ConsentForm):
    """Somebody says that they are free."""

    name = NameOrCode(label=_("Your name, as it stands in our list"), required=False)
    text = PlainField(
        label=_("When and where were you released?"),
        help_text=_("As much as you want to tell. You may leave it empty."),
        required=False,
    )


class AnswerForm(forms.Form):
    """The code of a message."""

    code = CodeField(
        label=_("Your code"),
        help_text=_("40 digits; what stands between them does not matter."),
        error_messages={"required": _("Write the code that you were given.")},
    )
