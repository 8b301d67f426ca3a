"""What may be said on the phone about a person, in the words to say and the caller's language.

The rule is the one of publication, read from its cache: of whom the list shows, everybody may
hear; of whom may be found, who gives the right year of birth; of nobody else anything. The words
for "nothing" are the same whether we know the person or not, so they tell a policeman on the line
nothing. What is said: how the person stands, where, since when, how sure, until when.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from detainees.desk.standing import facilities
from detainees.models import Call
from detainees.publication.cache import CachedPerson
from detainees.publication.published import Status
from detainees.publication.release import Release
from registry.lib.dates import display_partial

SENTENCES = {
    Status.HELD: gettext_lazy("This person is being held."),
    Status.REMANDED: gettext_lazy("A court has remanded this person in custody."),
    Status.SERVING: gettext_lazy("This person is serving an arrest."),
    Status.RELEASE_DUE: gettext_lazy(
        "The arrest should be over by now, but nobody has confirmed the release to us."
    ),
    Status.WHEREABOUTS_UNKNOWN: gettext_lazy("We do not know where this person is now."),
    Status.HOSPITAL: gettext_lazy("This person is in hospital."),
    Status.HOUSE_ARREST: gettext_lazy("This person is under house arrest."),
    Status.TRANSFERRED: gettext_lazy("This person was taken elsewhere; we do not know where to."),
    Status.RELEASED: gettext_lazy("We were told that this person is free."),
    Status.ESCAPED: gettext_lazy("We were told that this person is no longer held."),
    Status.FREED: gettext_lazy("We were told that this person is no longer held."),
    Status.EXPELLED: gettext_lazy("We were told that this person was sent out of the country."),
    Status.UNKNOWN: gettext_lazy("We do not know yet where this person is."),
}


@dataclass(frozen=True)
class Spoken:
    """What to say: sentences in ``language``, and the code under which it is logged."""

    told: str
    sentences: list
    language: str


def may_hear(keys, birth_year):
    """Return the keys of the people about whom a caller who gives this year (or None) may hear."""
    now = timezone.now()
    is_listed = Q(listed_from__lte=now, listed_until__gt=now)
    is_found = Q(findable_from__lte=now, findable_until__gt=now)
    allowed = is_listed
    if birth_year:
        born = Q(birth_year_from__lte=birth_year, birth_year_to__gte=birth_year)
        allowed |= is_found & born
    people = CachedPerson.objects.filter(allowed, person_id__in=keys)
    return set(people.values_list("person_id", flat=True))


def spoken_of(stays, allowed, language):
    """Return {person's key: Spoken} for {person's key: custody or None}.

    Of somebody of whom it is said that they died only moderators speak.
    """
    with translation.override(language):
        places = facilities([stay.facility_id for stay in stays.values() if stay])
        return {
            key: words(stay, places, language)
            if key in allowed and stay and not stay.reported_dead
            else nothing(language)
            for key, stay in stays.items()
        }


def nothing(language):
    """Return the words for somebody about whom nothing may be said, known or not."""
    with translation.override(language):
        sentences = [
            _("I have nothing about this name and year that I may tell you."),
            _("That does not mean that nothing has happened: not everybody is written down yet."),
            _(
                "You can leave a question with us. I will write down the name, the year of birth "
                "and where the person was last seen, and we will look further."
            ),
        ]
    return Spoken(Call.Told.NOTHING, sentences, language)


def words(stay, places, language):
    """Return the words about one custody, in the language that is active."""
    sentences = [str(SENTENCES[Status(stay.status)])]
    place = places.get(stay.facility_id)
    if place:
        sentences.append(_("The place is: %(facility)s") % {"facility": place.named})
        if place.phone:
            sentences.append(_("Its phone: %(phone)s") % {"phone": place.phone})
    if stay.since:
        sentences.append(
            _("That has been so since %(date)s") % {"date": display_partial(stay.since)}
        )
    if stay.last_confirmed_at:
        sentences.append(_("We last heard of it on %(date)s") % {"date": said_at(stay)})
    if stay.contradictions:
        sentences.append(_("Those who told us contradict each other, so this may be wrong."))
    sentences += until_when(stay)
    return Spoken(Call.Told.STATUS, sentences, language)


def until_when(stay):
    """Return the sentences about the release that is expected."""
    release = Release.of(stay)
    if release is None or stay.status in (Status.RELEASED, Status.FREED, Status.ESCAPED):
        return []
    expected = _("Release is expected: %(when)s") % {"when": release.words}
    return [expected, _("It can come earlier: call the place before you travel.")]


def said_at(stay):
    """The last confirmation to the hour, in local time of the place, as words."""
    at = stay.last_confirmed_at.astimezone(ZoneInfo(stay.zone))
    return formats.date_format(at, "DATE_FORMAT")
