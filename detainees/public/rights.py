"""What the law says at each stage, as sentences around the published rules.

The numbers and articles are data: a rule that is not in force, or whose value nobody knows, makes
no sentence. Each says how sure we are of its rule. Facts with their sources, not legal advice.

Who is harmed if the police read it: nobody; these are their own laws.
"""

import re
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from detainees.publication.advice import rules_on
from detainees.publication.published import OUT, Status
from detainees.publication.vocabulary import LawStatus

DETAINED = (
    *("DET-DEFENDER", "DET-BASE", "DET-EXC", "ARR-JUDGE"),
    *("DET-TOLD", "DET-PROT", "DET-REL", "DET-MINOR"),
)
ARRESTED = (
    *("DET-DEFENDER", "APPEAL-10", "APPEAL-ARR-1D"),
    *("ARR-INCL", "ARR-EXCL-CHILD", "ARR-OVER"),
)
MISSING = ("DET-REL", "DET-DEFENDER", "DET-MINOR", "DET-BASE", "ARR-JUDGE")
STAGES = {
    Status.HELD: DETAINED,
    Status.SERVING: ARRESTED,
    Status.RELEASE_DUE: ("ARR-OVER", "APPEAL-10"),
    Status.HOUSE_ARREST: ("CON-LAWYER",),
    Status.HOSPITAL: ("DET-REL", "DET-DEFENDER", "APPEAL-10", "ARR-OVER"),
    Status.WHEREABOUTS_UNKNOWN: MISSING,
    Status.TRANSFERRED: MISSING,
    Status.UNKNOWN: MISSING,
    Status.REMANDED: ("CON-LAWYER", "CRIM-FAMILY", "DET-MINOR"),
    **dict.fromkeys(OUT, ("APPEAL-10",)),
}
# Named by code, filled with the values of the rules in force that day.
SENTENCES = {
    "DET-BASE": gettext_lazy(
        "Without a court the police may hold somebody for at most %(DET-BASE)s hours."
    ),
    "DET-EXC": gettext_lazy(
        "In a few cases that the law lists, for at most %(DET-EXC)s hours; within the first"
        " %(DET-PROS)s they must tell the prosecutor in writing."
    ),
    "ARR-JUDGE": gettext_lazy("Only a judge can order an arrest. The police cannot."),
    "DET-PROT": gettext_lazy(
        "A report of the detention must be drawn up, with the time to the minute. The detained"
        " person gets a copy."
    ),
    "DET-REL": gettext_lazy("Relatives and a lawyer must be told where the person is."),
    "DET-MINOR": gettext_lazy(
        "If the person is under %(DET-MINOR)s, the parents must always be told."
    ),
    "DET-TOLD": gettext_lazy(
        "The detained person must be told at once why, and under which article."
    ),
    "DET-DEFENDER": gettext_lazy(
        "The detained person may have a defender from the moment of detention."
    ),
    "CON-LAWYER": gettext_lazy(
        "Whoever is detained or accused has a right to a lawyer from that moment."
    ),
    "CRIM-FAMILY": gettext_lazy("An adult of the family must be told without delay."),
    "APPEAL-10": gettext_lazy(
        "The ruling can be appealed within %(APPEAL-10)s days after its copy was handed over."
    ),
    "APPEAL-ARR-1D": gettext_lazy(
        "A complaint against an arrest must be heard within %(APPEAL-ARR-1D)s day."
    ),
    "ARR-INCL": gettext_lazy("The time in detention before the ruling counts into the arrest."),
    "ARR-EXCL-CHILD": gettext_lazy(
        "Arrest may not be ordered for: pregnant women; those who raise a child under"
        " %(ARR-EXCL-CHILD)s alone, and mothers of one; anybody under %(ARR-EXCL-MINOR)s; people"
        " with a disability of group I or II; women over %(ARR-EXCL-WOMAN)s and men over"
        " %(ARR-EXCL-MAN)s."
    ),
    "ARR-OVER": gettext_lazy("When the term of the ruling is over, they must release at once."),
}
PARTS = {
    "CAO": gettext_lazy("CAO"),
    "CPC": gettext_lazy("CPC"),
    "CC": gettext_lazy("CC"),
    "Constitution": gettext_lazy("Constitution"),
}


@dataclass
class Right:
    """One sentence about the law, its article and how sure we are."""

    words: str
    article: str
    caveat: str


def rights_at(status, day=None):
    """Return the Rights of somebody with ``status`` on ``day`` (a date; None: today)."""
    rules = rules_on(day or timezone.localdate())
    values = {code: plain(rule.value) for code, rule in rules.items() if rule.value is not None}
    return [
        Right(words, article_words(rules[code].article), caveat(rules[code]))
        for code in STAGES[status]
        if code in rules and (words := filled(SENTENCES[code], values))
    ]


def filled(sentence, values):
    """Return the sentence with its values, "" when one of them is not known."""
    try:
        return sentence % values
    except KeyError:
        return ""


def plain(value):
    """A number without the zeros that the database adds."""
    return f"{value.normalize():f}"


def article_words(article):
    """An article with the name of its code in the active language."""
    for part, words in PARTS.items():
        article = re.sub(rf"\b{part}\b", str(words), article)
    return re.sub(r"Ch\. (\d+)", lambda found: _("Ch. %(number)s") % {"number": found[1]}, article)


def caveat(rule):
    """How sure we are of a rule, in words."""
    if rule.status == LawStatus.MEMORY:
        return _("to be checked by a lawyer")
    if rule.confidence == "H":
        return pgettext("law", "we have read the text")
    return pgettext("law", "we have read another edition of the text")
