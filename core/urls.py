from django.urls import path

from core import views

app_name = "core"

urlpatterns = [
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("deleted/", views.deleted, name="deleted"),
    path("deleted/<int:pk>/undo/", views.undo, name="undo"),
]
