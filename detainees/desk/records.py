"""What every record's pages at the desk have in common."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from detainees.desk.choices import (
    KINDS,
    city_choices,
    facility_choices,
    kept_for_request,
    rally_choices,
    region_choices,
)
from detainees.desk.fields import DayField, LineField, MomentField, SearchChoiceField, TextField
from detainees.desk.forms import PageForm, RecordForm
from detainees.desk.history import history_page
from detainees.desk.lists import PER_PAGE, CappedPaginator, RecordList, known_parameters
from detainees.desk.widgets import PlainSelect
from detainees.models import Entry
from registry.lib.dates import PartialDateField

LISTED_PLACES = {
    "facility": facility_choices,
    "city": city_choices,
    "region": region_choices,
    "rally": rally_choices,
}


class Boxes:
    """Which form field stands for which column: nothing that needs a script."""

    formfield_overrides = {
        models.CharField: {"form_class": LineField, "widget": forms.TextInput},
        models.TextField: {
            "form_class": TextField,
            "widget": forms.Textarea(attrs={"rows": 3}),
        },
        models.SlugField: {"form_class": forms.SlugField, "widget": forms.TextInput},
        models.URLField: {"form_class": forms.URLField, "assume_scheme": "https"},
        models.DateField: {"form_class": DayField, "widget": DayField.widget},
        models.DateTimeField: {"form_class": MomentField, "widget": MomentField.widget},
        models.IntegerField: {"widget": forms.NumberInput},
        PartialDateField: {"widget": forms.TextInput(attrs={"autocomplete": "off"})},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Leave out the admin's pop-up windows around foreign keys: they need a script."""
        if isinstance(db_field, models.ForeignKey):
            return self.formfield_for_foreignkey(db_field, request, **kwargs)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        """A plain list; it tells a script what a blank row starts from."""
        field = super().formfield_for_choice_field(db_field, request, widget=PlainSelect, **kwargs)
        field.widget.attrs["data-initial"] = field.initial or ""
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Search among sources and people; choose places from one list that all rows share."""
        kind = db_field.remote_field.model._meta.model_name
        if kind in KINDS:
            kwargs = {"required": not db_field.blank, **kwargs}
            return SearchChoiceField(
                choices=KINDS[kind],
                label=capfirst(db_field.verbose_name),
                help_text=db_field.help_text,
                **kwargs,
            )
        field = super().formfield_for_foreignkey(db_field, request, widget=PlainSelect, **kwargs)
        if kind in LISTED_PLACES:
            field.choices = lambda: kept_for_request(request, kind, LISTED_PLACES[kind])
        return field


class RecordAdmin(Boxes, admin.ModelAdmin):
    """List, form and history of one kind of record; nothing here deletes.

    Django's own log of the admin is not written: it holds names as text and would outlive a
    removal. The history kept by the database's triggers is the trail.
    """

    form = PageForm
    actions = None
    list_per_page = PER_PAGE
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    view_on_site = False
    preserve_filters = False  # they would stand in addresses, words of a search among them
    list_filter = ()
    sortable_by = ()

    @property
    def media(self):
        """None of the admin's scripts; our own stands in the template."""
        return forms.Media()

    def has_delete_permission(self, request, obj=None):
        return False

    def get_changelist(self, request, **kwargs):
        return RecordList

    def changelist_view(self, request, extra_context=None):
        request.GET = known_parameters(request.GET, self.get_list_filter(request))
        context = {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})}
        return super().changelist_view(request, context)

    def get_object(self, request, object_id, from_field=None):
        """Fetch the record; lock it before it is written, so that two saves come in turn."""
        found = super().get_object(request, object_id)
        if found is None or request.method != "POST" or not self.has_change_permission(request):
            return found
        self.model.objects.select_for_update(no_key=True).get(pk=found.pk)
        return super().get_object(request, object_id)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        # No name in the title: titles stay in the history of a phone's browser.
        kind = capfirst(self.opts.verbose_name)
        title = _("New record: %(kind)s") % {"kind": kind} if object_id is None else kind
        context = {"title": title, "subtitle": None, **(extra_context or {})}
        return super().changeform_view(request, object_id, form_url, context)

    def get_changeform_initial_data(self, request):
        """Nothing: an address fills in no box."""
        return {}

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        page = getattr(obj, "page_form", None)
        if page is not None:
            page.rows = {formset.model: formset for formset in formsets}
            for formset in formsets:
                formset.page = page
        return formsets, inlines

    def entry(self, request):
        """The Entry of this save, begun when the first new row needs it."""
        if not hasattr(request, "desk_entry"):
            request.desk_entry = Entry.begin(request.user)
        return request.desk_entry

    def log_addition(self, request, obj, message):
        """Write nothing: see the class."""

    def log_change(self, request, obj, message):
        """Write nothing: see the class."""

    def construct_change_message(self, request, form, formsets, add=False):
        return ""

    def response_add(self, request, obj, post_url_continue=None):
        return self.saved(request, obj)

    def response_change(self, request, obj):
        return self.saved(request, obj)

    def saved(self, request, obj):
        """Say that it is saved, naming nobody, and go on to the next page."""
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(self.next_page(request, obj))

    def next_page(self, request, obj):
        """The address to go on to after a save: the same record, or a new one."""
        if "_addanother" in request.POST:
            return self.page_address("add")
        return self.page_address("change", obj.pk)

    def page_address(self, page, *args):
        """The address of one of this kind of record's pages (add, change, changelist, history)."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=args, current_app=self.admin_site.name)

    @method_decorator(require_safe)
    def history_view(self, request, object_id, extra_context=None):
        return history_page(self, request, object_id)


class RecordRows(forms.BaseInlineFormSet):
    """The rows of one kind below a record."""

    page = None

    @property
    def is_open(self):
        """True when the section has rows, something typed, or an error: it must not be folded."""
        return (
            self.initial_form_count() > 0
            or bool(self.non_form_errors())
            or any(form.is_bound and (form.has_changed() or form.errors) for form in self.forms)
        )

    def get_queryset(self):
        """The stored rows: those that came along with the record, if they did."""
        name = self.fk.remote_field.get_accessor_name()
        state = self.instance._state.fields_cache
        if name in self.instance.__dict__.get("_prefetched_objects_cache", {}):
            return list(getattr(self.instance, name).all())
        if self.fk.unique and name in state:
            return [state[name]] if state[name] else []
        return super().get_queryset()

    def clean(self):
        """Refuse a row that was removed meanwhile, or that belongs to another record."""
        super().clean()
        if any(form.instance._state.adding for form in self.initial_forms):
            message = _("A row was removed meanwhile. Copy what you need and open the page again.")
            raise ValidationError(message, code="row_gone")

    def in_use(self):
        """True when there is any row, stored or typed, right or wrong."""
        return any(form.instance.pk or form.has_changed() for form in self.forms)

    def added(self):
        """Return the rows' forms that this save adds, before and after it."""
        written = self.written()
        return [form for form in self.extra_forms if form in written]

    def written(self):
        """Return the rows' forms that are to be saved: new ones and changed ones."""
        return [
            form for form in self.forms if form.is_bound and form.has_changed() and form.is_valid()
        ]

    def meant(self):
        """Return the cleaned rows that will stand after the save, changed or not."""
        kept = [form for form in self.initial_forms if form.is_valid()]
        return [*kept, *(form for form in self.written() if form not in kept)]


class RecordInline(Boxes, admin.StackedInline):
    """Rows below a record, with one blank row: a page without a script can add one a save."""

    form = RecordForm
    formset = RecordRows
    template = "desk/_rows.html"
    extra = 1
    max_num = 100
    can_delete = False
    is_folded = True
    comes_first = False

    def get_formset(self, request, obj=None, **kwargs):
        # However many rows a request claims to have, no more are built.
        return super().get_formset(request, obj, absolute_max=self.max_num + 1, **kwargs)

    @property
    def media(self):
        return forms.Media()
