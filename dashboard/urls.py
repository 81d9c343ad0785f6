from django.urls import path

from dashboard.views import about, dashboard, today

app_name = "dashboard"

urlpatterns = [
    path("", today.today, name="today"),
    path("about/", about.about, name="about"),
    path("needs/", today.all_needs, name="needs"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
]
