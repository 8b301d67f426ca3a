"""One message of a visitor, for moderators: whom it is about, into the record, answered, refused.

If the police read these pages tonight they learn what families wrote and what was answered, and
under which number a person stands; not who wrote, unless a text says so.
"""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from detainees.desk.message_form import MessageForm
from detainees.desk.message_writing import NotYetSeenError, accept_message, take_back
from detainees.history.merging import survivor
from detainees.history.putting_back import PutBackError
from detainees.models import Follow, Person, Submission
from detainees.names.keys import find_keys

MOST_CANDIDATES = 10
LONGEST_ANSWER = 5_000


class AnswerForm(forms.Form):
    """What the visitor will read behind the code."""

    answer = forms.CharField(
        label=gettext_lazy("Answer, in the visitor's language"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
    )


class PersonForm(forms.Form):
    """Whom a message is about: by the desk's number or the public id."""

    person = forms.CharField(
        label=gettext_lazy("Number or public id of the person"), max_length=20, required=False
    )

    def clean_person(self):
        """Return the Person, or whoever it was merged into; raise ValidationError for none."""
        typed = self.cleaned_data["person"].strip().removeprefix("#")
        by = {"pk": int(typed)} if typed.isascii() and typed.isdigit() else {"public_id": typed}
        person = Person.objects.filter(**by).first()
        if person is None:
            raise forms.ValidationError(_("There is nobody with this number."))
        return left_of(person)


def left_of(person):
    """Return who is left of a person after merges."""
    return Person.objects.get(pk=survivor(person.pk)) if person.merged_into_id else person


@require_http_methods(["GET", "POST"])
@permission_required("detainees.change_submission", raise_exception=True)
def submission_detail(request, pk):
    """One message: read it, tie it to a person, answer it, hide the person, close or refuse it."""
    submission = get_object_or_404(Submission.objects.select_related("person", "entry"), pk=pk)
    answer = AnswerForm(initial={"answer": submission.answer})
    person = PersonForm()
    act = request.POST.get("act")
    if act == "answer":
        answer = AnswerForm(request.POST)
        if answer.is_valid():
            return done(request, submission, save_answer(submission, answer.cleaned_data["answer"]))
    elif act == "person":
        person = PersonForm(request.POST)
        if person.is_valid():
            return done(request, submission, match(submission, person.cleaned_data["person"]))
    elif act in ("close", "refuse", "open"):
        return done(request, submission, close(submission, act))
    elif act == "hide" and submission.person:
        return done(request, submission, hide(left_of(submission.person)))
    elif act == "take_back" and submission.entry:
        return taken_back(request, submission)
    context = {
        "submission": submission,
        "answer_form": answer,
        "person_form": person,
        "person": submission.person and left_of(submission.person),
        "candidates": candidates(submission),
    }
    return render(request, "desk/submission.html", context)


def done(request, submission, told):
    """Note who did it, say so, and show the message again."""
    submission.handled_by = request.user
    submission.save(update_fields=["handled_by"])
    messages.success(request, told)
    return redirect("desk:submission", submission.pk)


def save_answer(submission, text):
    """Write down what the visitor will read; return what to tell the moderator."""
    submission.answer = text
    submission.answered_at = timezone.now() if text else None
    submission.save(update_fields=["answer", "answered_at"])
    return _("The answer is saved. Whoever has the code reads it from now on.")


def close(submission, act):
    """Close a message, refuse it, or open it again; return what to tell the moderator."""
    submission.closed_at = None if act == "open" else timezone.now()
    if submission.outcome != Submission.Outcome.ACCEPTED:
        submission.outcome = "refused" if act == "refuse" else ""
    submission.save(update_fields=["closed_at", "outcome"])
    if act == "open":
        return _("The message is open again.")
    return _("The message is closed. It is deleted after 30 days.")


def hide(person):
    """Make a person confidential, as decided by a moderator; return what to tell the moderator."""
    person.level, person.accepted_at = Person.Level.CONFIDENTIAL, timezone.now()
    person.save(update_fields=["level", "accepted_at"])
    return _("Nobody outside the desk finds this person any more. The history can put it back.")


def taken_back(request, submission):
    """Take a message out of the record again, if nobody has written there since."""
    try:
        take_back(submission)
    except PutBackError as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:submission", submission.pk)
    return done(request, submission, _("The record is as it was before."))


@require_http_methods(["GET", "POST"])
@permission_required(
    [
        "detainees.change_submission",
        "detainees.add_person",
        "detainees.add_event",
        "detainees.add_placement",
        "detainees.add_release",
    ],
    raise_exception=True,
)
def submission_entry(request, pk):
    """Write down what a message tells; POST shows what would change, and once seen, changes it.

    If the police read it they see what the message and the person's page show.
    """
    submission = get_object_or_404(Submission, pk=pk)
    if submission.entry_id:
        messages.info(request, _("This message is in the record already."))
        return redirect("desk:submission", pk)
    person = submission.person and left_of(submission.person)
    form = MessageForm(request.POST or None, submission=submission, person=person)
    context = {"submission": submission, "form": form, "person": person}
    if request.method == "POST" and form.is_valid():
        try:
            seen = request.POST.get("seen", "") if "_write" in request.POST else ""
            written = accept_message(form, submission, request.user, seen=seen)
        except NotYetSeenError as change:
            context |= {"rows": change.rows, "seen": change.seen}
        else:
            match(submission, written.person)
            return done(request, submission, _("It stands in the record now."))
    if request.method == "POST" or submission.name:
        context["candidates"] = form.candidates
    return render(request, "desk/submission_entry.html", context)


@transaction.atomic
def match(submission, person):
    """Say whom a message is about; return what to tell the moderator."""
    submission.person = person
    submission.save(update_fields=["person"])
    if not (submission.kind == Submission.Kind.QUESTION and submission.wants_news):
        return _("The message is tied to this person.")
    Follow.objects.update_or_create(
        code_hash=submission.code_hash,
        defaults={"person": person},
        create_defaults={
            "person": person,
            "language": submission.language,
            "made_at": submission.received_at,
        },
    )
    return _("Whoever asked follows this person from now on, with the same code.")


def candidates(submission):
    """Return the people whose names sound like the one in the message; the moderator decides."""
    keys = find_keys(submission.name) if submission.name else []
    if not keys or submission.person:
        return []
    people = Person.objects.filter(names__find_keys__overlap=keys, merged_into=None)
    return people.distinct().prefetch_related("names").order_by("id")[:MOST_CANDIDATES]
