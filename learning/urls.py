from django.urls import path

from learning.views import goals, questions

app_name = "learning"

urlpatterns = [
    path("", goals.goal_list, name="list"),
    path("new/", goals.new, name="new"),
    path("<int:pk>/", goals.goal, name="goal"),
    path("<int:pk>/edit/", goals.edit, name="edit"),
    path("<int:pk>/status/", goals.status, name="status"),
    path("<int:pk>/delete/", goals.delete, name="delete"),
    path("<int:pk>/questions/", questions.new, name="new_question"),
    path("questions/<int:pk>/edit/", questions.edit, name="edit_question"),
    path("questions/<int:pk>/delete/", questions.delete, name="delete_question"),
]
