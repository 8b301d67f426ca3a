"""The page that shows, once, the code for whoever gave a consent."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from detainees.models import Consent
from detainees.publication.consent_code import grouped, hash_of, make_code


@require_http_methods(["GET", "POST"])
@permission_required(["detainees.view_person", "detainees.change_consent"], raise_exception=True)
def consent_code(request, pk):
    """GET offers a code; POST makes one, ends the one before, and shows it this one time.

    If the police read the slip tonight they hold forty digits, without a name, an address or a
    word of what they are for; with the public pages at hand they could speak for the giver about
    that one record, so it is told to be kept like the key of a home.
    """
    consent = get_object_or_404(Consent.objects.select_related("person"), pk=pk)
    code = ""
    if request.method == "POST":
        code = make_code()
        consent.code_hash = hash_of(code)
        consent.save(update_fields=["code_hash"])
    context = {"consent": consent, "person": consent.person, "groups": grouped(code)}
    return render(request, "desk/consent_code.html", context)
