"""Quick entry: the fastest way to write down what a caller says."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from detainees.desk import drafts
from detainees.desk.entry_form import EntryForm
from detainees.desk.entry_rows import write_entry
from detainees.desk.held_names import KEPT, MAY_DECIDE, hold
from detainees.desk.last_used import initial_of, last_sources, use
from detainees.models import Detention

ENTERS = permission_required(
    ["detainees.add_person", "detainees.add_event", "detainees.add_placement"],
    raise_exception=True,
)
# What is sent with a form and belongs to no box of it.
NOT_TYPED = {"csrfmiddlewaretoken", "draft", "_save", "_same_source", "_draft", "warned"}
JUST_SAVED = "just_saved"


@require_http_methods(["GET", "POST"])
@ENTERS
def enter(request):
    """Show the form of quick entry; POST saves it, shows who may be the same, or keeps a draft.

    If the police read the page tonight they see one person who was taken, and who said so: it is
    sent with no-store, and what was typed stands in no address.
    """
    if request.method == "GET":
        return page(request, blank_form(request))
    if "_begin" in request.POST:
        return page(request, begun_form(request))
    if "_draft" in request.POST:
        return draft_kept(request)
    decides = request.user.has_perm(MAY_DECIDE)
    form = EntryForm(request.POST, sources=last_sources(request), decides=decides)
    if not form.is_valid():
        return page(request, form)
    if form.must_be_held:
        return held(request, form)
    written = write_entry(form, request.user)
    drafts.forget(request.user, form.cleaned_data["draft"])
    use(request, form.cleaned_data, written.source, stays="_same_source" in request.POST)
    request.session[JUST_SAVED] = written.detention.pk
    if written.is_new:
        messages.success(request, _("Saved as a new person."))
    else:
        messages.success(request, _("Saved: a known person has a new claim."))
    return redirect("desk:enter")


def held(request, form):
    """Keep an entry for a moderator: its name was removed on request."""
    hold(form, request.user)
    drafts.forget(request.user, form.cleaned_data["draft"])
    messages.warning(request, KEPT)
    return redirect("desk:enter")


def blank_form(request):
    """Return the form as it begins: a draft that is asked for, else what was used last."""
    sources, key = last_sources(request), request.GET.get("draft", "")
    pairs = drafts.read(request.user, key) if key else None
    if pairs is None:
        return EntryForm(initial=initial_of(request) | {"draft": drafts.new_key()}, sources=sources)
    form = EntryForm(initial=dict(pairs) | {"draft": key}, sources=sources)
    form.is_begun = True
    return form


def begun_form(request):
    """Return the form with what another page of the desk knows already."""
    sent = {name: request.POST.get(name, "") for name in ("name", "birth_date")}
    initial = initial_of(request) | sent | {"draft": drafts.new_key()}
    form = EntryForm(initial=initial, sources=last_sources(request))
    form.is_begun = True
    return form


def page(request, form, *, status=200):
    """Render the form with what stands around it."""
    context = {
        "form": form,
        "saved": saved_before(request),
        "drafts": unfinished(request, form["draft"].value()),
        "now": timezone.localtime(),
        "candidates": form.candidates if form.is_bound or form.is_begun else [],
    }
    return render(request, "desk/enter.html", context, status=status)


def saved_before(request):
    """Return the Detention that this author saved a moment ago, once."""
    key = request.session.pop(JUST_SAVED, None)
    saved = Detention.objects.filter(pk=key).select_related("person")
    return saved.prefetch_related("person__names").first() if key else None


def unfinished(request, current):
    """Return [(key, when, name)] of the author's other drafts."""
    found = []
    for draft in drafts.standing(request.user):
        pairs = drafts.opened(request.user, draft) if draft.key != current else None
        if pairs is not None:
            found.append((draft.key, draft.saved_at, dict(pairs).get("name", "")))
    return found


@require_POST
@ENTERS
def same(request):
    """Answer who may be the same person as the form says, as a piece of the page.

    By POST, so that no address, log or browser history holds the name.
    """
    form = EntryForm(request.POST, sources=last_sources(request))
    context = {"form": form, "candidates": form.candidates, "is_piece": True}
    return render(request, "desk/_candidates.html", context)


@require_POST
@ENTERS
def draft(request):
    """Keep what has been typed so far; answer when, as a piece of the page."""
    try:
        drafts.keep(request.user, request.POST.get("draft", "")[:32], typed(request.POST))
    except drafts.TooLongError:
        return render(request, "desk/_draft_refused.html", status=413)
    return render(request, "desk/_draft_kept.html", {"now": timezone.localtime()})


def draft_kept(request):
    """Keep a draft without a script: the page comes back as it was."""
    key = request.POST.get("draft", "")[:32] or drafts.new_key()
    try:
        drafts.keep(request.user, key, typed(request.POST))
    except drafts.TooLongError:
        form = EntryForm(request.POST, sources=last_sources(request))
        form.add_error(None, _("This is too long for a draft. It is not kept; save it instead."))
        return page(request, form, status=413)
    messages.success(request, _("The draft is kept for 24 hours. Only you can read it."))
    return redirect(f"{reverse('desk:enter')}?{query(draft=key)}")


def typed(data):
    """Return [(box, text)] of what was typed into a form."""
    return [(name, value) for name, value in data.items() if name not in NOT_TYPED and value]


def query(**values):
    """Return values as the query of an address."""
    asked = QueryDict(mutable=True)
    asked.update(values)
    return asked.urlencode()


@require_POST
@ENTERS
def draft_dropped(request):
    """Delete a draft of the author."""
    drafts.forget(request.user, request.POST.get("draft", ""))
    messages.success(request, _("The draft is deleted."))
    return redirect("desk:enter")
