"""What a visitor is asked when following somebody."""

from django import forms
from django.utils.translation import gettext_lazy as _

from detainees.public.fields import TooLong, UnseenField, YearField
from detainees.public.tell_forms import TellForm
from detainees.publication.follows import Pace

LONGEST_ADDRESS = 200


class FollowForm(TellForm):
    """Whom to follow: it all comes from the page before, the visitor only agrees."""

    name = UnseenField(widget=forms.HiddenInput)
    birth_year = UnseenField(widget=forms.HiddenInput)
    city = UnseenField(widget=forms.HiddenInput)
    place = UnseenField(widget=forms.HiddenInput)
    lead = (*TellForm.lead, "name", "birth_year", "city", "place")


class YearForm(forms.Form):
    """The year of birth that opens a private page."""

    birth_year = YearField(
        label=_("Year of birth of the person"),
        error_messages={"required": _("Write the year of birth.")},
    )


class MailForm(forms.Form):
    """An address for letters, and how often."""

    address = forms.EmailField(
        label=_("E-mail address"),
        max_length=None,
        validators=[TooLong(LONGEST_ADDRESS)],
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Write an e-mail address."),
            "invalid": _("This is no e-mail address. Please look at it again."),
        },
    )
    pace = forms.ChoiceField(
        label=_("How often"),
        choices=[
            (Pace.INSTANT, _("as soon as there is news")),
            (Pace.DAILY, _("once a day at most")),
        ],
    )
