"""The board of what needs attention, and the page that closes one such case or hands it over."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from detainees.desk.cases import (
    city_names,
    custody_of,
    facility_names,
    handlings_of,
    page_size,
    people_of,
)
from detainees.desk.concerns import (
    TakenByAnotherError,
    close,
    free,
    give_back,
    hand_over,
    open_concerns,
    take,
    taken,
)
from detainees.desk.fields import LineField
from detainees.desk.lists import CappedPaginator
from detainees.desk.reasons import OF_HEALTH, REASONS, tell_reason, unread_rules
from detainees.models import Account

# Of these nobody may lose an hour.
URGENT = 5
WHOSE = [
    ("", gettext_lazy("everybody's")),
    ("mine", gettext_lazy("mine")),
    ("free", gettext_lazy("not taken")),
]


class NarrowForm(forms.Form):
    """By reason, place and who has taken it; a value that is none counts as no filter."""

    reason = forms.ChoiceField(label=gettext_lazy("Reason"), required=False)
    city = forms.ChoiceField(label=gettext_lazy("City"), required=False)
    facility = forms.ChoiceField(label=gettext_lazy("Facility"), required=False)
    whose = forms.ChoiceField(label=gettext_lazy("Taken by"), required=False, choices=WHOSE)

    def __init__(self, data, *, account, cities, facilities):
        super().__init__(data)
        self.account = account
        can_see_health = account.has_perm("detainees.view_health")
        reasons = [each for each in REASONS.items() if can_see_health or each[0] not in OF_HEALTH]
        self.fields["reason"].choices = [("", _("all")), *reasons]
        self.fields["city"].choices = [("", _("all")), *cities.items()]
        self.fields["facility"].choices = [("", _("all")), *facilities.items()]

    def chosen(self):
        """Return ``open_concerns`` as narrowed."""
        self.full_clean()
        concerns = open_concerns(self.account)
        filters = {"reason": "reason", "city": "city_id", "facility": "facility_id"}
        for name, column in filters.items():
            if value := self.cleaned_data.get(name):
                concerns = concerns.filter(**{column: value})
        whose = self.cleaned_data.get("whose")
        if whose == "mine":
            return taken(concerns, self.account)
        return free(concerns) if whose == "free" else concerns


@require_GET
@permission_required("detainees.view_detention", raise_exception=True)
def attention(request):
    """Show what needs attention, most urgent first.

    If the police read it they see names, where they are, and what the desk worries about; of health
    only with its own permission. Ten names a page for a volunteer.
    """
    facilities = facility_names()
    form = NarrowForm(request.GET, account=request.user, cities=city_names(), facilities=facilities)
    per_page, pages = page_size(request.user)
    paginator = CappedPaginator(form.chosen(), per_page)
    page = paginator.get_page(request.GET.get("page"))
    number = min(page.number, pages)
    page = page if number == page.number else paginator.page(number)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": tell_concerns(list(page.object_list), request.user, facilities),
        "is_narrowed": any(form.cleaned_data.values()),
        "query": query.urlencode(),
        "last": min(paginator.num_pages, pages),
        "may_act": request.user.has_perm("detainees.change_handling"),
    }
    return render(request, "desk/attention.html", context)


def tell_concerns(concerns, account, facilities):
    """Return what the page tells of each concern."""
    people = people_of({concern.person_id for concern in concerns})
    detentions = {concern.detention_id for concern in concerns}
    cases, handlings = custody_of(detentions), handlings_of(detentions)
    unread = unread_rules()
    return [
        {
            "concern": concern,
            "name": people.get(concern.person_id, ""),
            "case": cases.get(concern.detention_id),
            "facility": facilities.get(concern.facility_id),
            "why": tell_reason(concern.reason, concern.detail),
            "is_urgent": concern.urgency <= URGENT,
            "is_unread": concern.detail.removesuffix("?") in unread,
            "handling": (
                held := handlings.get((concern.detention_id, concern.reason, concern.detail))
            ),
            "is_mine": held is not None and held.taken_by_id == account.pk,
        }
        for concern in concerns
    ]


class CloseForm(forms.Form):
    """What was done."""

    note = LineField(
        label=gettext_lazy("What was done"),
        max_length=300,
        help_text=gettext_lazy("Name nobody. It comes back when the reason changes."),
    )


class HandOverForm(forms.Form):
    """To whom."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("To whom"), queryset=Account.objects.none(), to_field_name="username"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        may_act = Q(groups__permissions__codename="change_handling")
        accounts = Account.objects.filter(may_act, is_active=True).distinct()
        self.fields["to"].queryset = accounts.order_by("username")


@require_http_methods(["GET", "POST"])
@permission_required(
    ["detainees.view_detention", "detainees.change_handling"], raise_exception=True
)
def concern(request, detention, reason):
    """Show one concern with the forms that close it or hand it over; POST acts.

    If the police read it they see one name, and the pseudonyms of those who work at the desk.
    """
    found = open_concerns(request.user).filter(
        detention_id=detention, reason=reason, detail=request.GET.get("detail", "")
    )
    this = found.first()
    if this is None and request.method == "POST":
        messages.warning(request, _("This is settled already."))
        return back(request)
    if this is None:
        raise Http404
    return act(request, this) if request.method == "POST" else concern_page(request, this)


def act(request, this):
    """Do what the button says, and go back to the board; a form with errors is shown again."""
    closing, handing = CloseForm(request.POST), HandOverForm(request.POST)
    match request.POST.get("act"):
        case "take":
            try:
                take(this, request.user)
            except TakenByAnotherError as error:
                messages.warning(request, _("%(who)s has taken this.") % {"who": error})
        case "give_back":
            give_back(this, request.user)
        case "close":
            if not closing.is_valid():
                return concern_page(request, this, closing=closing)
            close(this, request.user, closing.cleaned_data["note"])
            messages.success(request, _("Closed."))
        case "hand_over":
            if not handing.is_valid():
                return concern_page(request, this, handing=handing)
            hand_over(this, handing.cleaned_data["to"])
            messages.success(
                request, _("Handed over to %(who)s.") % {"who": handing.cleaned_data["to"]}
            )
    return back(request)


def back(request):
    """Back to the board as it was narrowed."""
    query = request.GET.get("back", "")
    return redirect(reverse("desk:attention") + (f"?{query}" if query else ""))


def concern_page(request, this, *, closing=None, handing=None):
    """Show one concern; a form with errors as it was sent."""
    rows = tell_concerns([this], request.user, facility_names())
    context = {
        "row": rows[0],
        "closing": closing or CloseForm(),
        "handing": handing or HandOverForm(),
        "back": request.GET.get("back", ""),
    }
    is_wrong = closing is not None or handing is not None
    return render(request, "desk/concern.html", context, status=400 if is_wrong else 200)
