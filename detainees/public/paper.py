"""Pages to be printed: one listed person, or the list at a facility's gate.

Who is harmed if the police read them tonight: only people who agreed to stand on paper, or whose
parent or guardian did, are named; at the gate by surname and initial. A sheet goes from hand to
hand, so it says when it was printed and when it is void.
"""

from datetime import timedelta
from io import BytesIO

import qrcode
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from detainees.public.facilities import people_held, published_facility
from detainees.public.people import Row, listed_person
from detainees.publication.advice import helplines, printable
from detainees.publication.places import kept_places

VOID_AFTER = timedelta(hours=12)
MOST_ON_A_SHEET = 90


@require_safe
def person_sheet(request, public_id):
    """One listed person on one sheet; 404 without consent to print."""
    person = listed_person(public_id)
    if not person.is_printable:
        raise Http404
    context = {
        "answer": Row(person, kept_places()),
        "back": reverse("public:person", args=[public_id]),
        "lines": helplines(),
        **times(),
    }
    return render(request, "public/person_sheet.html", context)


@require_safe
def facility_sheet(request, facility_id):
    """Surnames and initials of those listed at a facility who agreed to print, on one sheet."""
    facility = published_facility(facility_id, kept_places())
    people = people_held(facility_id)[: 10 * MOST_ON_A_SHEET]
    agreed = printable([person.pk for person in people])
    names = [short_name(person) for person in people if person.pk in agreed]
    context = {
        "facility": facility,
        "back": reverse("public:facility", args=[facility_id]),
        "names": names[:MOST_ON_A_SHEET],
        "others": len(names[MOST_ON_A_SHEET:]),
        "lines": helplines(),
        **times(),
    }
    return render(request, "public/facility_sheet.html", context)


def times():
    """When a sheet was made, and when it is void."""
    now = timezone.localtime()
    return {"printed_at": now, "void_at": now + VOID_AFTER}


def short_name(person):
    """The surname and the initial of the given name."""
    initial = f"{person.given[:1]}." if person.given else ""
    return f"{person.surname} {initial}".strip()


@require_safe
def facility_code(request, facility_id):
    """The address of a facility's page as a QR code, in PNG."""
    published_facility(facility_id, kept_places())
    address = request.build_absolute_uri(reverse("public:facility", args=[facility_id]))
    image = BytesIO()
    qrcode.make(address, box_size=5, border=4).save(image, format="PNG")
    return HttpResponse(image.getvalue(), content_type="image/png")
