from django.contrib import admin

from core.admin import OwnedAdmin
from learning.models import Goal


@admin.register(Goal)
class GoalAdmin(OwnedAdmin):
    list_display = ["title", "kind", "status", "created_at"]
    list_filter = ["status", "kind"]
    search_fields = ["title", "why"]
    date_hierarchy = "created_at"
    ordering = ["sort_key", "id"]
