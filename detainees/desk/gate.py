"""The one gate before all pages of the desk."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from detainees.desk.limits import limits_apply, note_saved, refuse_too_many
from detainees.desk.login import ask_again
from detainees.desk.second_factor_pages import ask_second_factor
from detainees.desk.sessions import end_if_over, is_complete

# By the names of their addresses. Whatever stands in neither list needs the second factor.
OPEN_TO_ALL = {
    "desk:login",
    "desk:login_again",
    "desk:logout",
    "desk:invitation",
    "desk:panic",
    "records:login",
    "records:logout",
    "records:language",
}
AFTER_THE_PASSWORD = {
    "desk:second_factor",
    "desk:new_factor",
    "desk:new_factor_picture",
}


def is_desk(request):
    """True for an address of the desk."""
    return request.path_info.startswith("/desk/")


class Gate:
    """Lets through who may come in: nobody sees a record before password and second factor.

    Volunteers come through as often as ``limits`` says.
    A form that comes too late is kept in the page that asks who sent it: nothing typed is lost.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        is_inside = match and match.view_name not in OPEN_TO_ALL and is_desk(request)
        if is_inside and is_complete(request) and limits_apply(request.user):
            note_saved(request, response)
        return response

    def process_view(self, request, view, args, kwargs):
        """Return None for a request that may go on, else the answer in its place."""
        if not is_desk(request):
            return None
        end_if_over(request)
        way = request.resolver_match.view_name
        if way in OPEN_TO_ALL:
            return None
        if is_complete(request):
            return refuse_too_many(request, way)
        if request.user.is_authenticated:
            return None if way in AFTER_THE_PASSWORD else ask_second_factor(request)
        if request.method == "POST":
            return ask_again(request)
        # Without the query: words of a search would stand in the address.
        return HttpResponseRedirect(f"{reverse('desk:login')}?{urlencode({'next': request.path})}")
