from django.urls import path

from core import app, views

app_name = "core"

urlpatterns = [
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("manifest.webmanifest", app.manifest, name="manifest"),
    path("sw.js", app.worker, name="worker"),
    path("offline/", app.offline, name="offline"),
    path("app/account/", app.account, name="account"),
    path("deleted/", views.deleted, name="deleted"),
    path("deleted/<int:pk>/undo/", views.undo, name="undo"),
]
