"""The pages of calling out: the board, one call, and taking an answer back."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from detainees.desk.call_answers import people_to_ask_about, take_back, write_answers
from detainees.desk.call_board import board, current_turns, leave_turn, take_turn
from detainees.desk.fields import TextField
from detainees.desk.standing import facilities
from detainees.history.putting_back import PutBackError
from detainees.models import Enquiry, Entry
from stations.models import Facility

CALLS = permission_required(
    ["detainees.view_person", "detainees.add_enquiry"], raise_exception=True
)
# How long an author may take an own answer back without a moderator.
TAKEN_BACK_WITHIN = timedelta(hours=1)


class AnswerForm(forms.Form):
    """What a facility said about each of the people who are believed to be there."""

    for_all = forms.ChoiceField(
        required=False,
        choices=[
            ("", gettext_lazy("it answered, see below")),
            (Enquiry.Reply.NO_ANSWER, gettext_lazy("nobody picked up")),
            (Enquiry.Reply.REFUSED, gettext_lazy("they say nothing about anybody")),
        ],
        widget=forms.RadioSelect,
        label=gettext_lazy("What happened?"),
    )
    note = TextField(
        required=False,
        label=gettext_lazy("Who answered, and in which words"),
        help_text=gettext_lazy("Never public."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people
        for one in people:
            self.fields[one.box] = forms.ChoiceField(
                required=False,
                choices=Enquiry.Reply.choices[:3],
                widget=forms.RadioSelect,
                label=one.names[0],
            )

    def clean(self):
        cleaned = super().clean()
        if not self.replies():
            raise forms.ValidationError(
                _("Say what the facility answered, of one person at least.")
            )
        return cleaned

    def replies(self):
        """Return [(person as shown, reply)] of everybody of whom something was said."""
        for_all = self.cleaned_data.get("for_all")
        said = ((one, self.cleaned_data.get(one.box) or for_all) for one in self.people)
        return [(one, reply) for one, reply in said if reply]

    def boxes(self):
        """Return [(person as shown, bound field)]."""
        return [(one, self[one.box]) for one in self.people]


@require_GET
@CALLS
def calls(request):
    """Show the board: which facilities are to be asked, the most urgent first."""
    return render(request, "desk/calls.html", {"lines": board()})


@require_POST
@CALLS
def take(request, pk):
    """Take the turn to call a facility; somebody else's turn stays theirs."""
    facility = get_object_or_404(Facility, pk=pk)
    turn = take_turn(facility, request.user)
    if turn.account_id == request.user.pk:
        return redirect("desk:calling", facility.pk)
    messages.error(
        request,
        _("%(name)s is calling there until %(time)s. Take another one.")
        % {"name": turn.account, "time": f"{timezone.localtime(turn.ends_at):%H:%M}"},
    )
    return redirect("desk:calls")


@require_POST
@CALLS
def leave(request, pk):
    """Give up one's turn."""
    leave_turn(get_object_or_404(Facility, pk=pk), request.user)
    return redirect("desk:calls")


@require_http_methods(["GET", "POST"])
@CALLS
def calling(request, pk):
    """Show whom to ask about in one call; POST writes the answers as one entry.

    Names of people whom nobody may find are marked: the officer may not know them yet. If the
    police read this page they see whom the desk believes to be held there.
    """
    facility = facilities([pk]).get(pk) or get_object_or_404(Facility, pk=pk)
    people, total = people_to_ask_about(facility, request.user, sent_keys(request))
    form = AnswerForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        entry = write_answers(facility, form, request.user)
        leave_turn(facility, request.user)
        count = entry.enquiry_claims.count()
        told = ngettext(
            "Written down: an answer about %(count)d person.",
            "Written down: an answer about %(count)d people.",
            count,
        )
        messages.success(request, told % {"count": count})
        return redirect("desk:call_answer", entry.pk)
    turn = current_turns([pk]).get(pk)
    context = {
        "facility": facility,
        "form": form,
        "total": total,
        "turn": turn,
        "is_mine": bool(turn and turn.account_id == request.user.pk),
    }
    return render(request, "desk/calling.html", context)


def sent_keys(request):
    """The keys of the people whom the sent form showed, or None before it is sent."""
    if request.method != "POST":
        return None
    keys = request.POST.getlist("person")
    return [int(key) for key in keys if key.isdecimal() and len(key) <= 18]


@require_http_methods(["GET", "POST"])
@CALLS
def call_answer(request, pk):
    """Show what one call wrote down; POST takes it back, by its author within the hour.

    A moderator may see and take it back at any time; others' answers are nobody else's to walk
    through. What was taken back stays in the history.
    """
    entry = get_object_or_404(Entry, pk=pk)
    if entry.entered_by_id != request.user.pk and not request.user.has_perm("detainees.put_back"):
        raise Http404
    rows = entry.enquiry_claims.select_related("facility", "detention__person").order_by("pk")
    rows = list(rows.prefetch_related("detention__person__names"))
    may_undo = bool(rows) and may_take_back(request.user, entry)
    error = ""
    if request.method == "POST":
        if not may_undo:
            raise PermissionDenied
        try:
            take_back(entry)
            messages.success(request, _("Taken back. It stays in the history."))
            return redirect("desk:calls")
        except PutBackError as refusal:
            error = str(refusal)
    context = {"entry": entry, "rows": rows, "may_undo": may_undo, "error": error}
    return render(request, "desk/call_answer.html", context, status=409 if error else 200)


def may_take_back(account, entry):
    """True when this account may take the answer back."""
    is_own = entry.entered_by_id == account.pk
    is_fresh = timezone.now() - entry.entered_at < TAKEN_BACK_WITHIN
    return (is_own and is_fresh) or account.has_perm("detainees.put_back")
