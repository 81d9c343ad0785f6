"""The site map."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from transfer.views.feed import feed

handler400 = "core.errors.bad_request"
handler500 = "core.errors.server_error"

urlpatterns = [
    path("", include("core.urls")),
    path("", include("dashboard.urls")),
    path("", include("interviews.urls")),
    path("", include("contacts.urls")),
    path("learning/", include("learning.urls")),
    path("feedback/", include("feedback.urls")),
    path("reminders/", include("reminders.urls")),
    path("search/", include("search.urls")),
    path("story/", include("story.urls")),
    path("data/", include("transfer.urls")),
    path("calendar/feed/<str:key>.ics", feed, name="calendar_feed"),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

if settings.DEBUG:
    urlpatterns += [
        path("__debug__/", include("debug_toolbar.urls")),
        path("__reload__/", include("django_browser_reload.urls")),
    ]
