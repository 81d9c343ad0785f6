from django.contrib import admin

from core.admin import OwnedAdmin, OwnedInline
from interviews.models import Application, Asked, Interview, Lesson, Meeting


class InterviewInline(OwnedInline):
    model = Interview
    fields = ["kind", "starts_at", "ends_at", "outcome", "outcome_on"]
    show_change_link = True


class MeetingInline(OwnedInline):
    model = Meeting
    fields = ["name", "contact", "planned", "met", "interesting", "got_details"]
    show_change_link = True
    autocomplete_fields = ["contact"]


class LessonInline(OwnedInline):
    model = Lesson
    fields = ["goal", "plan", "learned"]
    autocomplete_fields = ["goal"]


@admin.register(Application)
class ApplicationAdmin(OwnedAdmin):
    list_display = ["role", "company", "source", "applied_on", "closed_as", "closed_on"]
    list_filter = ["closed_as", "applied_on"]
    list_select_related = ["company"]
    search_fields = ["role", "company__name", "source"]
    date_hierarchy = "created_at"
    autocomplete_fields = ["company"]
    inlines = [InterviewInline]


@admin.register(Interview)
class InterviewAdmin(OwnedAdmin):
    list_display = ["application", "kind", "starts_at", "outcome", "debriefed_at"]
    list_filter = ["outcome", "kind", "starts_at"]
    list_select_related = ["application__company"]
    search_fields = ["application__company__name", "application__role", "place"]
    date_hierarchy = "starts_at"
    autocomplete_fields = ["application"]
    inlines = [MeetingInline, LessonInline]


@admin.register(Meeting)
class MeetingAdmin(OwnedAdmin):
    list_display = ["name", "role", "interview", "planned", "met", "interesting"]
    list_filter = ["met", "planned", "interesting", "got_details"]
    list_select_related = ["interview__application__company"]
    search_fields = ["name", "role", "interview__application__company__name"]
    date_hierarchy = "interview__starts_at"
    autocomplete_fields = ["interview", "contact"]


@admin.register(Lesson)
class LessonAdmin(OwnedAdmin):
    list_display = ["__str__", "goal", "interview", "created_at"]
    list_filter = ["created_at"]
    list_select_related = ["goal", "interview__application__company"]
    search_fields = ["plan", "learned", "goal__title"]
    date_hierarchy = "interview__starts_at"
    autocomplete_fields = ["interview", "goal"]


@admin.register(Asked)
class AskedAdmin(OwnedAdmin):
    list_display = ["text", "interview", "answered_by", "created_at"]
    list_filter = ["created_at"]
    list_select_related = ["interview__application__company", "answered_by"]
    search_fields = ["text", "answer"]
    date_hierarchy = "interview__starts_at"
    autocomplete_fields = ["interview", "question", "answered_by"]
