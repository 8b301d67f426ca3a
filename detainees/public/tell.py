"""Telling us something: a question, information, a correction, a removal request, "I am out".

Who is harmed if the police read this path tonight: nobody. No visitor's address is stored or
logged, names stand in the bodies of POSTs only, no page may be kept by a browser or a proxy, and
what was sent cannot be read back through the public side: it has no right to.
"""

from dataclasses import dataclass

from django.db import InterfaceError, OperationalError
from django.http import HttpResponseNotFound
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from detainees.names.keys import find_keys
from detainees.public.fields import TONGUE
from detainees.public.form_token import make_token, read_token
from detainees.public.tell_forms import (
    AnswerForm,
    CorrectionForm,
    InformationForm,
    OutForm,
    QuestionForm,
    RemovalForm,
)
from detainees.publication.consent_code import grouped
from detainees.publication.follows import open_follow
from detainees.publication.published import PublishedPerson
from detainees.publication.submissions import (
    USED,
    Message,
    SubmissionKind,
    read_reply,
    submit,
)

FILLED_TRAP, HURRIED = 3, 1


@dataclass(frozen=True)
class Way:
    """One way to tell us something: its title, whom it is for, what is asked."""

    title: str
    hint: str
    form: type


WAYS = {
    SubmissionKind.QUESTION: Way(
        _("I am looking for somebody"),
        _("You did not find the person here. We write it down and look."),
        QuestionForm,
    ),
    SubmissionKind.INFORMATION: Way(
        _("I know something"),
        _("You saw a detention, or heard where somebody is held."),
        InformationForm,
    ),
    SubmissionKind.CORRECTION: Way(
        _("Something is wrong here"), _("A name, a place or a date is not right."), CorrectionForm
    ),
    SubmissionKind.REMOVAL: Way(
        _("Take a person off these pages"),
        _("Yourself, your child, or somebody close to you."),
        RemovalForm,
    ),
    SubmissionKind.OUT: Way(
        _("I am out"), _("You were detained, and you are free again."), OutForm
    ),
}
PROBLEMS = {
    "early": _("That was very quick. Nothing is lost: please press the button once more."),
    "old": _("This page was open for a long time. Nothing is lost: please press the button again."),
    "used": _(
        "This form was sent already, with another text. If you want to send this too, press the "
        "button again: it becomes a message of its own."
    ),
    "failed": _("We could not store it just now. Nothing is lost: please press the button again."),
}


@require_safe
def choose(request):
    """The ways to tell us something, and the way to an answer."""
    ways = [(f"public:tell_{kind}", way) for kind, way in WAYS.items()]
    return render(request, "public/tell.html", {"ways": ways})


# Exempt from the check against forged forms, here and below: a visitor has no rights that a forged
# form could borrow, the time token makes each form the only one, and the check would cost a cookie.
@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request, kind):
    """One way's form (GET), or sending it (POST); a POST without a token comes from another page.

    Whatever goes wrong, and in whatever language the form is asked for, it comes back with
    everything that was typed. Once the code is shown, the message is kept.
    """
    way = WAYS[kind]
    person = listed_person(request.POST.get("person"))
    if "token" not in request.POST or TONGUE in request.POST:
        return show_form(request, kind, way.form, person=person)
    form = way.form(request.POST, person=person)
    if not form.is_valid():
        return show_form(request, kind, form, person=person, status=200)
    token = read_token(form.cleaned_data["token"])
    if token is None:
        return show_form(request, kind, form, person=person, problem="old", renewed=True)
    if token.is_early:
        return show_form(request, kind, form, person=person, problem="early")
    return send(request, kind, form, person, token)


def send(request, kind, form, person, token):
    """Store a message that is complete, and show its code."""
    message = read_message(kind, form.cleaned_data, person, token)
    code = token.code(*message.words)
    try:
        state, effect = submit(token.hash, code, message)
    except (OperationalError, InterfaceError):
        return show_form(request, kind, form, person=person, problem="failed", status=503)
    if state == USED:
        return show_form(request, kind, form, person=person, problem="used", renewed=True)
    context = {
        "way": WAYS[kind],
        "kind": kind,
        "code": " ".join(grouped(code)),
        "effect": effect,
        "wants_news": message.wants_news,
        "typed": sent(request, form),
    }
    return render(request, "public/tell_sent.html", context)


def sent(request, form):
    """What was sent of a form's fields, as (field, text): for the answer in another language.

    Sent again it is the same message, and has the same answer.
    """
    return [(name, request.POST[name]) for name in form.fields if name in request.POST]


def read_message(kind, told, person, token):
    """Return the Message of a valid form about a listed ``person`` or None."""
    name = told.get("name", "")
    noticed = (FILLED_TRAP if told["trap"] else 0) + (HURRIED if token.is_hurried else 0)
    return Message(
        kind=kind,
        language=get_language(),
        name=name,
        birth_year=told.get("birth_year"),
        text=told.get("text", ""),
        keys=find_keys(name) if name else [],
        public_id=person.public_id if person else "",
        wants_news=told.get("wants_news", False),
        noticed=noticed,
        other_code=told.get("code", ""),
    )


def listed_person(public_id):
    """Return the listed person with this id, None for anybody else and for no id."""
    if not public_id or "\x00" in public_id:
        return None
    return PublishedPerson.objects.filter(public_id=public_id[:50]).first()


def show_form(request, kind, form, *, person=None, problem="", renewed=False, status=200):
    """Show a form; ``renewed`` gives a sent one a new token.

    Of a class the form holds what another page sent along, such as the name that was not found, or
    what was typed in another language.
    """
    if isinstance(form, type):
        form = form(person=person, initial=half_typed(request, form))
    token = request.POST.get("token")
    context = {
        "way": WAYS[kind],
        "kind": kind,
        "form": form,
        "form_id": "tell",
        "person": person,
        "problem": PROBLEMS.get(problem),
        "token": token if token and not renewed and read_token(token) else make_token(),
    }
    return render(request, "public/tell_form.html", context, status=status)


def half_typed(request, form):
    """What was typed into a form of this class; a tick that was taken away is not set again."""
    if TONGUE in request.POST:
        return {name: request.POST.get(name, "") for name in form.base_fields}
    return request.POST.dict()


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request):
    """Ask for a code (GET) and show what the desk answered (POST); the code is in no address."""
    if TONGUE in request.POST:
        form = AnswerForm(initial=half_typed(request, AnswerForm))
    else:
        form = AnswerForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "public/tell_answer.html", {"form": form, "form_id": "tell"})
    code = form.cleaned_data["code"]
    reply, has_page = read_reply(code), open_follow(code) is not None
    if reply is None and not has_page:
        return unknown_code(request)
    context = {
        "reply": reply,
        "code": code if has_page else "",
        "typed": sent(request, form),
    }
    return render(request, "public/tell_reply.html", context)


def unknown_code(request):
    """The one answer to a code that is wrong, was never given, or has ended."""
    return HttpResponseNotFound(render_to_string("public/unknown_code.html", request=request))
