from django.urls import path

from dashboard import views

app_name = "dashboard"

urlpatterns = [
    path("", views.today, name="today"),
    path("needs/", views.all_needs, name="needs"),
    path("dashboard/", views.dashboard, name="dashboard"),
]
