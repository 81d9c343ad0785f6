from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from core.admin import OwnedAdmin, ReadOnlyAdmin
from transfer.models import ColumnChoice, Import, ImportRow, RowChoice


@admin.register(Import)
class ImportAdmin(ReadOnlyAdmin):
    list_display = ["name", "format", "state", "total", "created_at"]
    list_filter = ["state", "kind"]
    search_fields = ["name", "bundle"]
    date_hierarchy = "created_at"
    fields = ["name", "bundle", "format", "kind", "state", "total", "done", "problem", "created_at"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("packed")


@admin.register(ImportRow)
class ImportRowAdmin(ReadOnlyAdmin):
    list_display = ["title", "file", "line", "fate", "sure"]
    list_filter = ["fate", "sure"]
    list_select_related = ["file"]
    search_fields = ["title", "why"]
    fields = ["file", "line", "title", "record", "fate", "sure", "why", "fills"]


@admin.register(ColumnChoice)
class ColumnChoiceAdmin(OwnedAdmin):
    list_display = ["header", "kind", "field", "updated_at"]
    list_filter = ["kind"]
    search_fields = ["header", "field"]
    date_hierarchy = "created_at"


@admin.register(RowChoice)
class RowChoiceAdmin(ReadOnlyAdmin):
    list_display = ["digest", "kind", "chosen", "updated_at"]
    list_filter = ["kind", "chosen"]
    search_fields = ["digest"]
    date_hierarchy = "created_at"
