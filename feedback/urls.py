from django.urls import path

from feedback.views import letters, scripts

app_name = "feedback"

urlpatterns = [
    path("scripts/", scripts.script_list, name="scripts"),
    path("scripts/new/", scripts.new, name="new_script"),
    path("scripts/shipped/", scripts.shipped, name="shipped_script"),
    path("scripts/<int:pk>/", scripts.edit, name="script"),
    path("scripts/<int:pk>/delete/", scripts.delete, name="delete_script"),
    path("write/", letters.write, name="write"),
    path("letters/<int:pk>/", letters.letter, name="letter"),
    path("letters/<int:pk>/skip/", letters.skip, name="skip_letter"),
    path("letters/<int:pk>/reopen/", letters.reopen, name="reopen_letter"),
    path("letters/<int:pk>/mail/", letters.mail, name="letter_mail"),
    path("letters/<int:pk>/delete/", letters.delete, name="delete_letter"),
]
