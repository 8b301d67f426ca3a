"""The pages on which the sentences of many people are changed at once, and changed back."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from detainees.desk.bulk import (
    ARRESTS,
    AT_ONCE,
    ChangedMeanwhileError,
    Order,
    change_many,
    detentions_of,
    preview,
    take_back,
    written_since,
)
from detainees.desk.cases import city_names, facility_names, people_of
from detainees.desk.releases import is_key
from detainees.desk.telling import TellingForm
from detainees.models import BulkChange, SentenceChange
from detainees.models.claims.court import SentenceKind
from detainees.publication.cache import CachedCustody
from registry.lib.dates import PartialDateFormField

CHANGES = permission_required(
    ["detainees.add_sentencechange", "detainees.add_bulkchange"], raise_exception=True
)
WHY_NOT = {
    "released": gettext_lazy("released already"),
    "no_sentence": gettext_lazy("no running arrest of known days"),
    "not_shorter": gettext_lazy("the new term would not be shorter"),
    "told_already": gettext_lazy("this source told it already"),
}
ACTS_SHOWN = 10


class WhomForm(forms.Form):
    """Whose sentences: by where they are, what they got and on which day."""

    city = forms.ChoiceField(label=gettext_lazy("City"), required=False)
    facility = forms.ChoiceField(label=gettext_lazy("Facility"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Sentence"),
        required=False,
        choices=[("", gettext_lazy("all")), *((k, SentenceKind(k).label) for k in ARRESTS)],
    )
    days = forms.IntegerField(label=gettext_lazy("Days"), required=False, min_value=1, max_value=90)
    rally_on = forms.DateField(
        label=gettext_lazy("Day of the rally"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].choices = [("", _("all")), *city_names().items()]
        self.fields["facility"].choices = [("", _("all")), *facility_names().items()]

    def chosen(self):
        """Return the detentions that all filters fit, who are not out and serve an arrest."""
        cases = CachedCustody.objects.filter(is_released=False, sentence_kind__in=ARRESTS)
        columns = {
            "city": "city_id",
            "facility": "facility_id",
            "kind": "sentence_kind",
            "days": "sentence_days",
            "rally_on": "rally_on",
        }
        for name, column in columns.items():
            if value := self.cleaned_data.get(name):
                cases = cases.filter(**{column: value})
        return cases.order_by("pk")


class OrderForm(TellingForm):
    """What was decided, when, and who says so."""

    change = forms.ChoiceField(
        label=gettext_lazy("What was decided"),
        choices=[
            ("to", gettext_lazy("reduced to so many days")),
            ("by", gettext_lazy("reduced by so many days")),
            ("early_end", gettext_lazy("ended early")),
        ],
        widget=forms.RadioSelect,
    )
    days = forms.IntegerField(label=gettext_lazy("Days"), required=False, min_value=0, max_value=90)
    decided_at = PartialDateFormField(label=gettext_lazy("Decided on"))

    def clean(self):
        cleaned = super().clean()
        needs_days = cleaned.get("change") in ("to", "by") and "days" not in self.errors
        if needs_days and cleaned.get("days") is None:
            self.add_error("days", _("Write how many days."))
        return cleaned

    @property
    def order(self):
        """What the form orders."""
        change, days = self.cleaned_data["change"], self.cleaned_data.get("days")
        kind = SentenceChange.Kind.EARLY_END if change == "early_end" else "reduced"
        return Order(
            kind=kind,
            decided_at=self.cleaned_data["decided_at"],
            to_days=days if change == "to" else None,
            by_days=days if change == "by" else None,
        )


@require_http_methods(["GET", "POST"])
@CHANGES
def bulk(request):
    """Choose people (GET), see what would change (POST), and write it (POST with ``seen``).

    If the police read it they see who serves an arrest and until when.
    """
    if request.method == "POST":
        return order_page(request)
    whom = WhomForm(request.GET or None)
    is_asked = whom.is_bound and whom.is_valid()
    cases = list(whom.chosen()[: AT_ONCE + 1]) if is_asked else []
    context = {
        "whom": whom,
        "is_asked": is_asked,
        "too_many": len(cases) > AT_ONCE,
        "rows": [{**row, "is_ticked": True} for row in rows_of(cases[:AT_ONCE])],
        "form": OrderForm(),
        "acts": BulkChange.objects.select_related("entry")[:ACTS_SHOWN],
    }
    return render(request, "desk/bulk.html", context)


def order_page(request):
    """Show what an order would change, or write it when it is as the preview showed it."""
    ticked = [int(key) for key in request.POST.getlist("detention")[:AT_ONCE] if is_key(key)]
    form = OrderForm(request.POST)
    if form.is_valid() and not ticked:
        form.add_error(None, _("Tick the people whose sentences change."))
    if not form.is_valid():
        listed = request.POST.get("listed", "").split(",")[:AT_ONCE]
        shown = {*ticked, *(int(key) for key in listed if is_key(key))}
        cases = list(CachedCustody.objects.filter(pk__in=shown).order_by("pk"))
        rows = [{**row, "is_ticked": row["case"].pk in ticked} for row in rows_of(cases)]
        context = {"whom": WhomForm(), "is_asked": True, "rows": rows, "form": form}
        return render(request, "desk/bulk.html", context, status=400)
    if "seen" not in request.POST:
        return preview_page(request, form, preview(ticked, form.order, form.telling), ticked)
    try:
        act = change_many(ticked, form.order, form.telling, request.user, seen=request.POST["seen"])
    except ChangedMeanwhileError as meanwhile:
        return preview_page(request, form, meanwhile.plan, ticked, is_late=True)
    told = ngettext(
        "%(count)d sentence is changed.", "%(count)d sentences are changed.", act.changed
    )
    messages.success(request, told % {"count": act.changed})
    return redirect("desk:bulk_change", act.pk)


def preview_page(request, form, plan, ticked, *, is_late=False):
    """Show whom a plan changes and whom it leaves out; the form goes along, hidden."""
    names = people_of({one.person_id for one, _other in [*plan.changed, *plan.left_out]})
    context = {
        "changed": [
            {"name": names[one.person_id], "before": one, "after": new} for one, new in plan.changed
        ],
        "left_out": [
            {"name": names[one.person_id], "case": one, "why": WHY_NOT[why]}
            for one, why in plan.left_out
        ],
        "seen": plan.seen,
        "ticked": ticked,
        "sent": [
            (name, value)
            for name in form.fields
            for key in (name, f"{name}-choice", f"{name}-answered")
            for name, value in [(key, request.POST.get(key, ""))]
            if value
        ],
        "is_late": is_late,
    }
    return render(request, "desk/bulk_preview.html", context, status=409 if is_late else 200)


def rows_of(cases):
    """Return [{"case", "name"}] for the list that is ticked, in the order of names."""
    names = people_of({case.person_id for case in cases})
    rows = [{"case": case, "name": names.get(case.person_id, "")} for case in cases]
    return sorted(rows, key=lambda row: (row["name"], row["case"].pk))


@require_http_methods(["GET", "POST"])
@CHANGES
def bulk_change(request, pk):
    """Show one change of many sentences; POST takes it back as a whole.

    If the police read it they see whose sentences were changed, and the pseudonym that wrote it.
    """
    act = get_object_or_404(BulkChange.objects.select_related("entry"), pk=pk)
    if request.method == "POST":
        kept = take_back(act, request.user)
        messages.success(request, _("Taken back: everything is as it was before."))
        if kept:
            told = ngettext(
                "%(count)d change stays: somebody edited it since.",
                "%(count)d changes stay: somebody edited them since.",
                kept,
            )
            messages.warning(request, told % {"count": kept})
        return redirect("desk:bulk_change", pk)
    cases = list(CachedCustody.objects.filter(pk__in=detentions_of(act)).order_by("pk"))
    later = written_since(act)
    rows = [{**row, "later": later.get(row["case"].pk)} for row in rows_of(cases)]
    context = {"act": act, "rows": rows, "later": [row for row in rows if row["later"]]}
    return render(request, "desk/bulk_change.html", context)
