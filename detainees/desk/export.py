"""The page that takes the list of people out as a spreadsheet, for analysts."""

import shlex

from django import forms
from django.contrib.auth.decorators import permission_required
from django.http import FileResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from detainees.desk.fields import LineField
from detainees.desk.selection import selected_people
from detainees.exchange.columns import Audience, allowed_audiences, columns_for
from detainees.exchange.export import Order, take_out
from detainees.exchange.rows import count_rows
from detainees.models import Export

# A request makes these in seconds; a longer one would hang on a slow line without a word.
ROWS_AT_ONCE = 5000
EXPORTS = ("detainees.add_export", "detainees.view_person")


class ExportForm(forms.Form):
    """Why, and in which form; violations and health only for those who may see them."""

    reason = LineField(
        label=_("Reason"),
        max_length=300,
        help_text=_("For whom and what for. It stands in the log and in the file: name nobody."),
    )
    form = forms.ChoiceField(
        label=_("Form"),
        choices=Export.Form,
        help_text=_("XLSX has a sheet that explains columns and codes; CSV is for programs."),
    )

    def __init__(self, *args, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.guarded = [each for each in allowed_audiences(account) if each != Audience.STAFF]
        for audience in self.guarded:
            self.fields[audience.name] = forms.BooleanField(
                label=_("With %(what)s") % {"what": audience.label},
                required=False,
                help_text=_("Only if it is needed: it harms most if the file is lost."),
            )

    @property
    def audiences(self):
        """The guarded audiences that were ticked."""
        return frozenset(each for each in self.guarded if self.cleaned_data[each.name])


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(EXPORTS, raise_exception=True)
def export(request):
    """Show what would be taken out; by POST, with a reason, take it out.

    If the police read the page they see numbers and column names. The file harms whoever it names:
    see `take_out`. More than ROWS_AT_ONCE rows are left to the command that the page spells out.
    """
    selection = selected_people(request.user, request.GET)
    rows = count_rows(selection.people)
    form = ExportForm(request.POST or None, account=request.user)
    if rows <= ROWS_AT_ONCE and form.is_valid():
        return download(request, selection, form)
    context = {
        "selection": selection,
        "rows": rows,
        "form": form,
        "columns": columns_for(request.user, Audience),
        "command": "" if rows <= ROWS_AT_ONCE else command(request, selection),
        "at_once": ROWS_AT_ONCE,
    }
    return render(request, "desk/export.html", context)


def download(request, selection, form):
    """Answer with the file; it is logged by then."""
    taken = take_out(
        Order(
            account=request.user,
            people=selection.people,
            reason=form.cleaned_data["reason"],
            form=form.cleaned_data["form"],
            audiences=form.audiences,
            filters=selection.filters,
            filters_in_words=selection.in_words,
        )
    )
    return FileResponse(taken.file, as_attachment=True, filename=taken.name)


def command(request, selection):
    """The command that takes the same list out on the server; it asks for the words of a search."""
    words = ["python", "manage.py", "export_people", "--user", request.user.username]
    for name, value in selection.filters.items():
        words += ["--search"] if name == "search" else ["--filter", f"{name}={value}"]
    return shlex.join([*words, "--form", "xlsx", "--reason", "...", "--output", "people.xlsx"])
