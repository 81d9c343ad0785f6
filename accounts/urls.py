from allauth.account import views as allauth
from django.urls import path

from accounts import views

app_name = "accounts"

# The site map has these before allauth's: where a path is the same, ours answers it.
urlpatterns = [
    path("settings/", views.settings, name="settings"),
    path("appearance/", views.appearance, name="appearance"),
    path("language/", views.language, name="language"),
    path("hint/", views.hint, name="hint"),
    path("leaving/", views.not_for_samples(views.leaving), name="leaving"),
    path("staying/", views.staying, name="staying"),
    path("signup/", views.sign_up, name="sign_up"),
    path("logout/", views.sign_out, name="sign_out"),
    path("sessions/", views.devices, name="devices"),
    path("email/", views.not_for_samples(allauth.email), name="email"),
    path("password/change/", views.not_for_samples(allauth.password_change), name="password"),
    path("password/set/", views.not_for_samples(allauth.password_set), name="new_password"),
]
