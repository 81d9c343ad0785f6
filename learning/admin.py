from django.contrib import admin

from core.admin import OwnedAdmin, OwnedInline
from learning.models import Goal, Question


class QuestionInline(OwnedInline):
    model = Question
    fields = ["text"]


@admin.register(Goal)
class GoalAdmin(OwnedAdmin):
    list_display = ["title", "kind", "status", "created_at"]
    list_filter = ["status", "kind"]
    search_fields = ["title", "why"]
    date_hierarchy = "created_at"
    ordering = ["sort_key", "id"]
    inlines = [QuestionInline]


@admin.register(Question)
class QuestionAdmin(OwnedAdmin):
    list_display = ["text", "goal", "created_at"]
    list_filter = ["created_at"]
    list_select_related = ["goal"]
    search_fields = ["text", "goal__title"]
    date_hierarchy = "created_at"
    autocomplete_fields = ["goal"]
