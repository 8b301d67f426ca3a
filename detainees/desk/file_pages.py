"""The pages of a detention's files: what is there, handing one in, and looking at a copy."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from detainees.desk.filing import (
    LARGEST,
    MOST_OF_A_DETENTION,
    HereAlreadyError,
    TooManyError,
    is_possible,
    take_in,
    visible_files,
)
from detainees.desk.pictures import RefusedError
from detainees.desk.telling import TellingForm
from detainees.models import Detention, File

REFUSED = {
    "type": gettext_lazy("Only JPEG, PNG and WebP pictures and PDF are taken."),
    "pixels": gettext_lazy("This picture is too large. Take a smaller photo."),
    "broken": gettext_lazy("This file is damaged and cannot be read."),
}
# Whatever a copy may hold, nothing in it runs, loads or leads anywhere. The styles are those with
# which a browser itself shows a picture.
COPY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"


class FileForm(TellingForm):
    """A photo or paper, what it is and who gave it."""

    file = forms.FileField(
        label=gettext_lazy("Photo or PDF"),
        allow_empty_file=False,
        help_text=gettext_lazy("At most 10 MB. Place and time in the photo are removed."),
        error_messages={"required": gettext_lazy("Choose a file of at most 10 MB.")},
        widget=forms.FileInput(attrs={"accept": ",".join(File.MediaType.values)}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=File.Kind.choices)

    def clean_file(self):
        """Refuse what is too large before it is looked at."""
        if self.cleaned_data["file"].size > LARGEST:
            raise ValidationError(_("Choose a file of at most 10 MB."), code="size")
        return self.cleaned_data["file"]


@require_http_methods(["GET", "POST"])
@permission_required(["detainees.view_detention"], raise_exception=True)
def files(request, pk):
    """Show the files of a detention that the account may see; POST hands one in.

    If the police read it they see that there are papers, and who handed them in; of the originals
    nothing.
    """
    detention = get_object_or_404(Detention.objects.select_related("person"), pk=pk)
    form = FileForm()
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if not request.user.has_perm("detainees.add_file"):
            raise PermissionDenied
        if form.is_valid() and hand_in(request, detention, form):
            return redirect("desk:files", pk)
    shown = visible_files(request.user).filter(detention=detention)
    context = {
        "detention": detention,
        "files": shown.select_related("entry", "source"),
        "form": form,
        "may_add": request.user.has_perm("detainees.add_file"),
        "is_possible": is_possible(),
    }
    return render(request, "desk/files.html", context, status=400 if form.errors else 200)


def hand_in(request, detention, form):
    """Take the file in and say so; with a refusal in the form instead return False."""
    if not is_possible():
        raise PermissionDenied
    try:
        take_in(
            form.cleaned_data["file"].read(),
            detention,
            kind=form.cleaned_data["kind"],
            telling=form.telling,
            account=request.user,
        )
    except RefusedError as refused:
        form.add_error("file", str(REFUSED[refused.code]))
    except HereAlreadyError:
        form.add_error("file", _("This file is here already."))
    except TooManyError:
        told = _("There are %(most)s files already: no more are taken.")
        form.add_error("file", told % {"most": MOST_OF_A_DETENTION})
    else:
        messages.success(request, _("Saved."))
    return not form.errors


@require_safe
@permission_required("detainees.view_detention", raise_exception=True)
def file_copy(request, pk):
    """Send the copy of a picture. Whoever may not see it learns not even that it is there.

    If the police read it they see what was photographed, without place, time and telephone.
    """
    file = get_object_or_404(visible_files(request.user), pk=pk)
    copy = bytes(File.objects.only("copy").get(pk=pk).copy)
    if not copy:
        raise Http404
    return HttpResponse(
        copy,
        content_type="image/jpeg",
        headers={
            "Content-Disposition": f'inline; filename="{file.pk}.jpg"',
            "Content-Security-Policy": COPY_POLICY,
            "X-Content-Type-Options": "nosniff",
        },
    )
