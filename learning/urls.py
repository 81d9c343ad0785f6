from django.urls import path

from learning import views

app_name = "learning"

urlpatterns = [
    path("", views.goal_list, name="list"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.goal, name="goal"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/status/", views.status, name="status"),
    path("<int:pk>/delete/", views.delete, name="delete"),
]
