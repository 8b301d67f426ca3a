"""What visitors sent, for moderators: a plain list, and one message with what can be done about it.

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
from django.views.decorators.http import require_http_methods, require_safe

from detainees.desk.lists import PER_PAGE, CappedPaginator
from detainees.models import Follow, Person, Submission
from detainees.names.keys import find_keys

MOST_CANDIDATES = 10
LONGEST_ANSWER = 5_000
# A removal request waits for one working day at most.
LATE_AFTER_HOURS = 24


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
        return survivor(person)


def survivor(person):
    """Return who is left of a person after merges."""
    while person.merged_into:
        person = person.merged_into
    return person


TRAYS = {
    "new": gettext_lazy("New"),
    "quarantine": gettext_lazy("Quarantine"),
    "closed": gettext_lazy("Closed"),
}


@require_safe
@permission_required("detainees.view_submission", raise_exception=True)
def submission_list(request):
    """The messages of one tray, the likeliest to be meant first."""
    tray = request.GET.get("tray") if request.GET.get("tray") in TRAYS else "new"
    paginator = CappedPaginator(in_tray(tray), PER_PAGE)
    context = {
        "tray": tray,
        "trays": [(code, label, in_tray(code).count()) for code, label in TRAYS.items()],
        "page": paginator.get_page(request.GET.get("page")),
        "late_before": timezone.now() - timezone.timedelta(hours=LATE_AFTER_HOURS),
    }
    return render(request, "desk/submission_list.html", context)


def in_tray(tray):
    """Return the submissions of a tray, ordered as the list shows them."""
    submissions = Submission.objects.prefetch_related("person__names")
    if tray == "closed":
        return submissions.exclude(closed_at=None).order_by("-closed_at", "-id")
    return submissions.open().filter(tray=tray).honest_first()


@require_http_methods(["GET", "POST"])
@permission_required("detainees.change_submission", raise_exception=True)
def submission_detail(request, pk):
    """One message: read it, say whom it is about, answer it, close it."""
    submission = get_object_or_404(Submission.objects.select_related("person"), pk=pk)
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
    elif act in ("close", "open"):
        return done(request, submission, close(submission, is_closed=act == "close"))
    context = {
        "submission": submission,
        "answer_form": answer,
        "person_form": person,
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


def close(submission, *, is_closed):
    """Close a message, or open it again; return what to tell the moderator."""
    submission.closed_at = timezone.now() if is_closed else None
    submission.save(update_fields=["closed_at"])
    if is_closed:
        return _("The message is closed. It is deleted after 30 days.")
    return _("The message is open again.")


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
