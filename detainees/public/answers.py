"""How somebody stands, in whole sentences.

Who is harmed if the police read it: nobody; the sentences name nobody.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from detainees.public.rights import rights_at
from detainees.publication.advice import law_since
from detainees.publication.published import OUT, Status
from detainees.publication.release import Release
from registry.lib.dates import partial_span

SENTENCES = {
    Status.HELD: _("Is being held, according to the latest report."),
    Status.REMANDED: _("Is in custody: a court ordered it for the time of the investigation."),
    Status.SERVING: _("Is serving an arrest that a court ordered."),
    Status.RELEASE_DUE: _("The arrest is over, but nobody has told us yet that the person is out."),
    Status.WHEREABOUTS_UNKNOWN: _("Was detained. Where the person is held is not known."),
    Status.HOSPITAL: _("Is in hospital."),
    Status.HOUSE_ARREST: _("Is at home, under house arrest."),
    Status.TRANSFERRED: _("Was taken away from the last known place. Where to is not known."),
    Status.RELEASED: _("Is out, as we were told."),
    Status.ESCAPED: _("Got away, as we were told."),
    Status.FREED: _("Was freed by other people, as we were told."),
    Status.EXPELLED: _("Was expelled from the country, as we were told."),
    Status.UNKNOWN: _("Was detained. What happened then is not known."),
}


class Standing:
    """What follows from a status; ``law_day`` is a day of the detention, None when unknown.

    ``place`` tells the answers on one page apart.
    """

    place = ""

    @property
    def is_out(self):
        """True when nobody holds the person any more, as far as is known."""
        return self.status in OUT

    @property
    def sentence(self):
        """The status as a whole sentence."""
        return SENTENCES[self.status]

    @property
    def law_since(self):
        """The day from which the law stood as on the day of the detention (unknown: today)."""
        return law_since(self.law_day or timezone.localdate())

    @property
    def rights(self):
        """What the law said at this stage, in its edition of the day of the detention."""
        return rights_at(self.status, self.law_since)


class FoundAnswer(Standing):
    """Where somebody stands who is found by name and year: named as the visitor typed it.

    Nothing else of the person is shown, and it has no address of its own.
    """

    def __init__(self, name, answer, places, *, place):
        """``place`` says which answer of the database's it is, beginning with 1."""
        self.name = name
        self.place = place
        self.answer = answer
        self.facility = places.facility(answer.facility_id)
        self.release = Release.of(answer)

    @property
    def law_day(self):
        """The first day of how things stand: the answer says no more of the detention; or None."""
        return partial_span(self.answer.since)[0].date() if self.answer.since else None

    def __getattr__(self, name):
        return getattr(self.answer, name)
