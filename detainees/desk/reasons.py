"""Why somebody's case needs attention, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from detainees.models import LawRule
from registry.lib.dates import display_partial

# In the order in which the filter offers them, the most urgent first.
REASONS = {
    "reported_dead": gettext_lazy("reported dead"),
    "minor": gettext_lazy("a minor"),
    "excluded": gettext_lazy("may not be arrested"),
    "appeal": gettext_lazy("last days to appeal"),
    "over_limit": gettext_lazy("over a limit of the law"),
    "release_due": gettext_lazy("release due, not confirmed"),
    "whereabouts_unknown": gettext_lazy("whereabouts unknown"),
    "asked_for": gettext_lazy("the family asks"),
    "needs_lawyer": gettext_lazy("needs a lawyer"),
    "contradiction": gettext_lazy("sources contradict each other"),
    "silence": gettext_lazy("silence"),
    "consent_due": gettext_lazy("consent due"),
}
# What tells of health; shown to those alone who may see health.
OF_HEALTH = ("excluded",)
CONTRADICTIONS = {
    "release_denied": gettext_lazy("seen inside after somebody said “released”"),
    "release_foretold": gettext_lazy("a release was told before its day"),
    "releases_differ": gettext_lazy("different dates of release"),
    "two_places": gettext_lazy("two places at once"),
    "told_not_here": gettext_lazy("the facility says: not here"),
    "sentences_differ": gettext_lazy("different sentences"),
    "changes_differ": gettext_lazy("different changes of the sentence"),
    "seizures_differ": gettext_lazy("different times of being seized"),
}
LIMITS = {
    "DET-ASSEMBLY": gettext_lazy("held longer than 3 hours without a ruling"),
    "DET-BASE": gettext_lazy("held longer than 3 hours without a ruling"),
    "DET-EXC": gettext_lazy("held longer than 48 hours without a ruling"),
    "FOREIGN-24": gettext_lazy("a foreigner, the embassy was not told"),
    "ARR-OVER": gettext_lazy("held longer than sentenced"),
    "FINE-MAX": gettext_lazy("the fine is above the limit"),
    "LIMIT-2M": gettext_lazy("sentenced later than the law allows"),
    "ADM-46-6": gettext_lazy("admitted without a ruling"),
}
EXCLUSIONS = {
    "ARR-EXCL-PREGNANT": gettext_lazy("pregnant"),
    "ARR-EXCL-CHILD": gettext_lazy("has a child under 14"),
    "ARR-EXCL-FATHER": gettext_lazy("father of a child under 14"),
    "ARR-EXCL-DISABLED": gettext_lazy("disabled, group I or II"),
    "ARR-EXCL-MINOR": gettext_lazy("under 18"),
    "ARR-EXCL-WOMAN": gettext_lazy("a woman over 58"),
    "ARR-EXCL-MAN": gettext_lazy("a man over 63"),
}
SILENCES = {
    "24": gettext_lazy("nothing heard for 24 hours"),
    "48": gettext_lazy("nothing heard for 48 hours"),
    "72": gettext_lazy("nothing heard for 72 hours"),
}


def tell_reason(reason, detail):
    """Return a reason with its detail in one line of the active language."""
    code, doubt = detail.removesuffix("?"), detail.endswith("?")
    told = {
        "silence": lambda: SILENCES.get(code),
        "contradiction": lambda: CONTRADICTIONS.get(code),
        "over_limit": lambda: LIMITS.get(code, _("the arrest is longer than the law allows")),
        "excluded": lambda: exclusion(code),
        "asked_for": lambda: code and _("somebody asks, and no year of birth is known"),
        "minor": lambda: _("a minor") if code == "yes" else _("may be a minor"),
        "appeal": lambda: _("last safe day to appeal: %(day)s") % {"day": display_partial(code)},
    }.get(reason, lambda: REASONS.get(reason))() or REASONS.get(reason, reason)
    return _("%(reason)s (to be checked)") % {"reason": told} if doubt else str(told)


def exclusion(code):
    """Who may not be arrested, and why this is one."""
    return _("may not be arrested: %(why)s") % {"why": EXCLUSIONS.get(code, code)}


def unread_rules():
    """Return the codes of the rules of law that are known from memory: a lawyer must check them."""
    return set(LawRule.objects.filter(status=LawRule.Status.MEMORY).values_list("code", flat=True))
