"""Following one person: a code and a private page, and letters that say only that there is news.

Who is harmed if the police read this path tonight: a private page shows no name; of a listed person
what the public page shows, of a findable one nothing until the year of birth is given, five wrong
ones a day. Codes stand in the paths of private pages, so these are neither logged, nor kept by a
browser or proxy, nor told to another site.
"""

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from detainees.names.keys import find_keys
from detainees.public.follow_forms import FollowForm, MailForm, YearForm
from detainees.public.followed_state import FollowedState
from detainees.public.form_token import make_token, read_token
from detainees.public.tell import PROBLEMS, listed_person, sent, unknown_code
from detainees.publication.consent_code import grouped, is_code, make_code
from detainees.publication.follows import (
    ENOUGH,
    NOBODY,
    UNKNOWN,
    USED,
    Followed,
    confirm_letters,
    end_follow,
    end_letters,
    follow,
    follow_by_mail,
    knows_letters,
    open_follow,
)
from detainees.publication.places import kept_places

LATEST_YEAR = 9999
NOT_NOW = {
    "nobody": _(
        "We cannot show this person at the moment, so there is nothing to follow. You can leave a "
        "question instead."
    ),
    "enough": _(
        "No more letters can be asked for today. Your private page works without them; try the "
        "address again tomorrow."
    ),
    **PROBLEMS,
}


# Exempt from the check against forged forms, here and below: see ``tell``.
@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request):
    """What following means (a POST from a person's page or an answer), then the code.

    Whom it is about stands in the body of the POST alone; who comes without one, by an old tab or
    the "back" of a browser, is asked for the code.
    """
    if request.method != "POST":
        return redirect("public:tell_answer")
    form = FollowForm(request.POST)
    form.is_valid()  # its fields take anything; nothing is refused here
    told = form.cleaned_data
    person = listed_person(told["person"])
    if "token" not in request.POST:
        return ask(request, form, person)
    token = read_token(told["token"])
    if token is None or token.is_early or told["trap"]:
        return ask(request, form, person, problem="early" if token else "old", token=token)
    code = token.code("follow", *told.values())
    try:
        state = follow(token.hash, code, get_language(), whom(told, person))
    except (OperationalError, InterfaceError):
        return ask(request, form, person, problem="failed", token=token, status=503)
    if state in (USED, NOBODY):
        return ask(request, form, person, problem=state)
    context = {"code": code, "groups": grouped(code), "typed": sent(request, form)}
    return render(request, "public/follow_begun.html", context)


def whom(told, person):
    """Return the Followed of a form about a listed ``person`` or None."""
    if person:
        return Followed(public_id=person.public_id)
    return Followed(
        keys=tuple(find_keys(told["name"])),
        birth_year=number(told["birth_year"]),
        city=told["city"],
        place=number(told["place"]) or 1,
    )


def number(text):
    """Return the number that a hidden field holds, 0 when it holds none."""
    if not (text.isascii() and text.isdigit()) or int(text[:9]) > LATEST_YEAR:
        return 0
    return int(text)


def ask(request, form, person, *, problem="", token=None, status=200):
    """Say what following means and ask once more; a ``token`` that still serves is kept."""
    context = {
        "form": form,
        "person": person,
        "problem": NOT_NOW.get(problem),
        "may_begin": problem != NOBODY,
        "token": request.POST["token"] if token else make_token(),
        # Asked in another language, it asks again: without the token nothing begins.
        "typed": [(name, text) for name, text in sent(request, form) if name != "token"],
    }
    return render(request, "public/follow_begin.html", context, status=status)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, code):
    """The private page: what is so now, what changed since it was read, letters, the end of it.

    GET changes nothing but the count of wrong years, which it never gives.
    """
    act = request.POST.get("act", "")
    if not is_code(code):
        return unknown_code(request)
    if act == "end":
        return ended(request, end_follow(code))
    year = YearForm(request.POST if "birth_year" in request.POST else None)
    birth_year = year.cleaned_data["birth_year"] if year.is_valid() else None
    opened = open_follow(code, birth_year, has_read=act == "read")
    if opened is None:
        return unknown_code(request)
    mail = MailForm(request.POST if act == "mail" else None)
    problem = ""
    if act == "mail" and mail.is_valid():
        state = follow_by_mail(code, make_code(), **mail.cleaned_data)
        if state == UNKNOWN:
            return unknown_code(request)
        problem = state if state == ENOUGH else ""
        opened = open_follow(code, birth_year)
    return show(request, code, opened, year=year, mail=mail, birth_year=birth_year, problem=problem)


def show(request, code, opened, *, year, mail, birth_year, problem):
    """Show an Opened; the year that was given is kept in the page's own forms."""
    is_wrong = opened.locked and birth_year is not None
    context = {
        "opened": opened,
        "code": code,
        "groups": grouped(code),
        "year_form": year,
        "birth_year": "" if opened.locked else birth_year,
        # A wrong year is not sent again: each counts.
        "typed": [] if opened.locked or not birth_year else [("birth_year", birth_year)],
        "is_wrong": is_wrong,
        "mail_form": mail if settings.DESK_KEY else None,
        "problem": NOT_NOW.get(problem),
        "now": None if opened.locked else FollowedState(opened, kept_places()),
    }
    return render(request, "public/follow.html", context)


def ended(request, was_there):
    """Say that a follow or its letters have ended."""
    return render(request, "public/follow_ended.html") if was_there else unknown_code(request)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, mail_code):
    """Behind a letter's link: asks (GET) and confirms (POST), for robots, too, follow links."""
    if not is_code(mail_code):
        return unknown_code(request)
    if request.method == "POST" and confirm_letters(mail_code):
        return render(request, "public/follow_confirmed.html")
    if request.method != "POST" and knows_letters(mail_code):
        return render(request, "public/follow_confirm.html")
    return unknown_code(request)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def end(request, mail_code):
    """No more letters: asks (GET) and ends them (POST), which a mail program may do by itself."""
    if not is_code(mail_code):
        return unknown_code(request)
    if request.method == "POST":
        return ended(request, end_letters(mail_code))
    if knows_letters(mail_code):
        return render(request, "public/follow_end.html")
    return unknown_code(request)
