from django.contrib import admin

from core.admin import OwnedAdmin, OwnedInline
from feedback.models import Answer, Letter, Script


class AnswerInline(OwnedInline):
    model = Answer
    fields = ["on", "from_name", "said", "verdict", "company"]
    autocomplete_fields = ["company"]
    show_change_link = True


@admin.register(Script)
class ScriptAdmin(OwnedAdmin):
    list_display = ["name", "kind", "is_shipped", "updated_at"]
    list_filter = ["kind", "is_shipped"]
    search_fields = ["name", "subject", "body"]
    date_hierarchy = "created_at"


@admin.register(Letter)
class LetterAdmin(OwnedAdmin):
    list_display = ["__str__", "kind", "to_name", "application", "sent_at", "skipped_because"]
    list_filter = ["kind", "sent_at"]
    list_select_related = ["application__company"]
    search_fields = ["subject", "to_name", "to_email", "application__company__name"]
    date_hierarchy = "created_at"
    autocomplete_fields = ["application", "interview", "contact"]
    inlines = [AnswerInline]


@admin.register(Answer)
class AnswerAdmin(OwnedAdmin):
    list_display = ["__str__", "company", "from_name", "on", "verdict", "apply_again_on"]
    list_filter = ["verdict", "on"]
    list_select_related = ["company"]
    search_fields = ["said", "from_name", "company__name"]
    date_hierarchy = "on"
    autocomplete_fields = ["company", "application", "interview", "letter", "contact", "goal"]
