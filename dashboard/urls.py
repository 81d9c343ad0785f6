from django.urls import path

from dashboard.views import dashboard, today

app_name = "dashboard"

urlpatterns = [
    path("", today.today, name="today"),
    path("needs/", today.all_needs, name="needs"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
]
