from django.contrib import admin

from contacts.models import Company, Contact, Employment, Touch
from core.admin import OwnedAdmin, OwnedInline


class ContactInline(OwnedInline):
    model = Contact
    fields = ["name", "title", "email", "phone"]
    show_change_link = True


@admin.register(Company)
class CompanyAdmin(OwnedAdmin):
    list_display = ["name", "website", "created_at"]
    list_filter = ["created_at"]
    search_fields = ["name", "website"]
    date_hierarchy = "created_at"
    ordering = ["sort_key", "id"]
    inlines = [ContactInline]


class TouchInline(OwnedInline):
    model = Touch
    fields = ["on", "kind", "note"]


class EmploymentInline(OwnedInline):
    model = Employment
    fields = ["company", "title", "until"]
    autocomplete_fields = ["company"]


@admin.register(Contact)
class ContactAdmin(OwnedAdmin):
    list_display = ["name", "company", "title", "email", "created_at"]
    list_filter = ["sounding_board", "may_help_them", "may_call_me", "archived_at"]
    list_select_related = ["company"]
    search_fields = ["name", "company__name", "title", "email"]
    date_hierarchy = "created_at"
    ordering = ["sort_key", "id"]
    autocomplete_fields = ["company", "introduced_by"]
    inlines = [TouchInline, EmploymentInline]


@admin.register(Touch)
class TouchAdmin(OwnedAdmin):
    list_display = ["contact", "kind", "on", "note"]
    list_filter = ["kind", "on"]
    list_select_related = ["contact"]
    search_fields = ["contact__name", "note"]
    date_hierarchy = "on"
    autocomplete_fields = ["contact"]


@admin.register(Employment)
class EmploymentAdmin(OwnedAdmin):
    list_display = ["contact", "company", "title", "until"]
    list_filter = ["until"]
    list_select_related = ["contact", "company"]
    search_fields = ["contact__name", "company__name", "title"]
    date_hierarchy = "created_at"
    autocomplete_fields = ["contact", "company"]
