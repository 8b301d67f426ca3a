"""Pages that are made once and shown to many, as long as nothing on them changed.

Each time the database is asked first, so that whoever is hidden is gone at once. What is not asked
for follows within a minute: places, helplines, rules, what the clock alone changes in the list.

Who is harmed if the police read a worker's memory: nobody beyond what the pages show now, or showed
within a minute; what somebody searched for is not kept, nor what else somebody wrote into an
address.
"""

import hashlib
from functools import wraps

from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone

from detainees.publication.kept import PAGES

LONGEST_ADDRESS = 200


def kept_page(mark, *, parameters=()):
    """Keep a view's pages; ``mark(**arguments)`` says whether a page is still so, "" for never.

    A page is not kept with anything beside ``parameters`` in its address, nor as answer to a form.
    """

    def decorate(view):
        @wraps(view)
        def answer(request, **arguments):
            address = request.get_full_path()
            is_own = request.method == "POST" or not {*request.GET} <= {*parameters}
            if is_own or len(address) > LONGEST_ADDRESS:
                return view(request, **arguments)
            now = mark(**arguments)
            key = hashlib.sha256(f"{timezone.localdate()} {address}".encode()).hexdigest()
            then, page = cache.get(key, ("", b""))
            if now and now == then:
                return HttpResponse(page)
            response = view(request, **arguments)
            if now and response.status_code == HttpResponse.status_code:
                cache.set(key, (now, response.content), PAGES)
            return response

        return answer

    return decorate
