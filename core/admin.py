"""The admin, as a signed-in person sees it: their own rows, through the same locks as every page.

Row-level security binds the admin too; ``OwnedAdmin`` is the application's lock beside it. Nothing
that it deletes is lost (``core.undo``), and an edit made from an old copy is noticed.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import BaseModelAdmin
from django.core.exceptions import BadRequest, FieldDoesNotExist, ValidationError
from django.db import DataError, ProgrammingError, models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core import undo
from core.forms import OwnedModelForm, check_plain
from core.models import Change, FormReceipt, Mail
from core.ownership import Owned, OwnedRow

# What Django and PostgreSQL answer to a filter typed by hand: half a range, a year of 20 digits.
UNREADABLE = (
    ValueError, OverflowError, IndexError, ValidationError, DataError, ProgrammingError,
)  # fmt: skip
VERSION = "version"  # declared by OwnedModelForm; the model's own field is not for editing


class PlainAddress(BaseModelAdmin):
    """A NUL in the address is a 400: Django's lists and suggestions would ask PostgreSQL for it."""

    def get_queryset(self, request: HttpRequest) -> Any:
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("A NUL character in the address")
        return super().get_queryset(request)


class PlainAdmin(PlainAddress, admin.ModelAdmin):
    """What nobody clicked or chose is a 400 too: Django's admin believes its own addresses."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        try:
            return {name: self._read(name, value) for name, value in initial.items()}
        except ValidationError as problem:
            raise BadRequest("A value in the address that its field does not take") from problem

    def _read(self, name: str, value: Any) -> Any:
        """The value as its field takes it: a widget may show an object and fail at a text."""
        try:
            field: Any = self.opts.get_field(name)
        except FieldDoesNotExist:
            return value
        if not field.concrete:
            return value
        if isinstance(value, list):  # of ids, where a field takes many
            return [field.target_field.to_python(one) for one in value if one]
        read = field.to_python(value)
        check_plain(read)
        return read

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """With nothing in the address, an error is ours: it stays one, and is in the log."""
        try:
            return super().get_changelist_instance(request)
        except UNREADABLE as problem:
            if not request.GET:
                raise
            raise BadRequest("A filter in the address that makes no sense") from problem

    def response_action(self, request: HttpRequest, queryset: Any, *args: Any) -> Any:
        try:
            for pk in request.POST.getlist(ACTION_CHECKBOX_NAME):
                self.opts.pk.to_python(pk)
        except ValidationError as problem:
            raise BadRequest("A chosen row that is none") from problem
        return super().response_action(request, queryset, *args)


class OwnRows(PlainAddress):
    """Mixed into an admin or inline: the person's own rows, and choices among those alone."""

    form: Any = OwnedModelForm
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.for_user(request.user)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if issubclass(db_field.related_model, OwnedRow):
            kwargs["queryset"] = db_field.related_model.objects.for_user(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = [name for name in super().get_fields(request, obj) if name != VERSION]
        return [*fields, VERSION] if self.has_change_permission(request, obj) else fields

    def _editable(self, request: HttpRequest, obj: Any, kwargs: dict[str, Any]) -> dict[str, Any]:
        """``kwargs`` for a form without the version, which Django refuses as not for editing."""
        fields = kwargs["fields"] if "fields" in kwargs else self.get_fields(request, obj)
        if fields is None:  # Django asks which fields there are
            return kwargs
        return {**kwargs, "fields": [name for name in fields if name != VERSION]}


class JournalledFormSet(forms.BaseInlineFormSet):
    """What its Delete boxes take away can be put back, as what every page deletes can."""

    def delete_existing(self, obj: Any, commit: bool = True) -> None:
        if commit:
            undo.delete(obj, str(obj))


class OwnedInline(OwnRows, admin.TabularInline):
    extra = 0
    max_num = 200  # more at once is nobody typing, and takes longer than a request may
    formset = JournalledFormSet
    formfield_overrides = {
        **OwnRows.formfield_overrides,
        models.CharField: {"widget": forms.TextInput(attrs={"size": 20})},  # a row fits the page
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "cols": 30})},
    }

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, **self._editable(request, obj, kwargs))


class OwnedAdmin(OwnRows, PlainAdmin):
    ordering = ["-pk"]  # of the suggestions too, which come in pages
    list_per_page = 50
    show_full_result_count = False

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **self._editable(request, obj, kwargs))

        class OwnersForm(form):
            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, owner=request.user, **kwargs)

        return OwnersForm

    def get_formset_kwargs(self, request: HttpRequest, *args: Any) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, *args)
        return {**kwargs, "form_kwargs": {"owner": request.user}}

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """On POST the row stays locked until the answer, as ``core.http.own`` does it."""
        found = super().get_object(request, object_id, from_field)
        if found and request.method == "POST":
            found = self.get_queryset(request).select_for_update(of=("self",)).get(pk=found.pk)
        return found

    def view_on_site(self, obj: models.Model) -> str | None:
        """Its own page, where it has one; not through Django's redirect by content type."""
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None

    def delete_model(self, request: HttpRequest, obj: Owned) -> None:
        undo.delete(obj, str(obj))
        self._say_how_to_put_back(request)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for row in queryset:
            undo.delete(row, str(row))
        self._say_how_to_put_back(request)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if formset.deleted_objects:
            self._say_how_to_put_back(request)

    # Django's log of the admin lies outside row-level security, and would keep the names of rows.

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        return None

    def _say_how_to_put_back(self, request: HttpRequest) -> None:
        text = _("You can put it back for 30 days, under Recently deleted or merged.")
        self.message_user(request, text, messages.INFO)


class ReadOnlyAdmin(PlainAdmin):
    """The person's own rows of what the machinery writes: to look at, not to touch."""

    ordering = ["-pk"]  # of the suggestions too, which come in pages
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.for_user(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ["label", "made_at", "undone_at"]
    list_filter = ["undone_at"]
    search_fields = ["label"]
    date_hierarchy = "made_at"
    fields = ["label", "made_at", "undone_at"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("before")  # as large as what was deleted


@admin.register(FormReceipt)
class FormReceiptAdmin(ReadOnlyAdmin):
    list_display = ["answer_url", "created_at"]
    list_filter = ["created_at"]
    search_fields = ["answer_url"]
    date_hierarchy = "created_at"
    fields = ["answer_url", "created_at"]


@admin.register(Mail)
class MailAdmin(ReadOnlyAdmin):
    list_display = ["subject", "to", "created_at", "sent_at", "failed_at"]
    list_filter = ["sent_at", "failed_at"]
    search_fields = ["subject", "to"]
    date_hierarchy = "created_at"
    fields = ["key", "to", "subject", "text", "claimed_at", "sent_at", "failed_at", "failure"]
