from django.urls import path

from reminders import views

app_name = "reminders"

urlpatterns = [
    path("off/<str:token>/", views.off, name="off"),
    path("mails/", views.mails, name="mails"),
    path("mails/<int:pk>/again/", views.again, name="again"),
    path("mails/<int:pk>/arrived/", views.arrived, name="arrived"),
]
