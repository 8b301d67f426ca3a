"""What the columns and codes of an export mean, and where the file comes from."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

WIDTHS = (16, 22, 32, 90)


def heading():
    """The codebook's own header."""
    return [_("part"), _("column"), _("code"), _("meaning")]


def codebook(order, *, rows, invented):
    """Yield the codebook's rows for an order of which ``rows`` were written.

    Names the pseudonym of whoever took the list out, as the log does, and no search words.
    """
    for label, text in about(order, rows, invented):
        yield [_("this file"), "", label, text]
    for text in reading_rules():
        yield [_("how to read it"), "", "", text]
    for column in order.columns:
        yield [_("column"), column.code, str(column.label), str(column.meaning)]
    for column in order.columns:
        for value, label in getattr(column.vocabulary, "choices", []):
            yield [_("code"), column.code, value, str(label)]


def about(order, rows, invented):
    """Yield (label, text): invented or not, filter, who, when, why, how many rows."""
    if invented:
        yield _("INVENTED DATA"), invented_note(invented)
    yield _("filters"), "; ".join(order.filters_in_words) or _("none: everybody")
    yield _("taken out by"), order.account.username
    yield _("taken out at"), timezone.localtime().isoformat(" ", "minutes")
    yield _("reason"), order.reason
    yield _("rows"), str(rows)


def invented_note(rows):
    """The sentence that stands wherever a file holds made-up rows."""
    return ngettext(
        "%(rows)s row of this file is made up for the demo and marked in the first column.",
        "%(rows)s rows of this file are made up for the demo and marked in the first column.",
        rows,
    ) % {"rows": rows}


def reading_rules():
    """Yield the sentences that hold for the whole table."""
    yield _("One row is one detention; somebody detained twice has two rows.")
    yield _("The filters choose people; all detentions of each of them are here.")
    yield _(
        "What is told differently stands in one cell with “; ” between, in the order of hearing; "
        "nothing is chosen. Columns of one trial, sentence or change run in parallel, and “?” "
        "stands where nothing is told."
    )
    yield _("An empty cell: nobody has told.")
    yield _(
        "A date of which only a part is known is text: 2019, 2019-06, 2019-06-09T18 "
        "(about 18 hours)."
    )
    yield _("Dates and hours are local time of the place; hours of hearing are %(zone)s.") % {
        "zone": settings.TIME_ZONE
    }
