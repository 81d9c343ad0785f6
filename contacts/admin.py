from django.contrib import admin

from contacts.models import Company, Contact
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


@admin.register(Contact)
class ContactAdmin(OwnedAdmin):
    list_display = ["name", "company", "title", "email", "created_at"]
    list_filter = ["sounding_board", "may_help_them", "may_call_me", "archived_at"]
    list_select_related = ["company"]
    search_fields = ["name", "company__name", "title", "email"]
    date_hierarchy = "created_at"
    ordering = ["sort_key", "id"]
    autocomplete_fields = ["company"]
