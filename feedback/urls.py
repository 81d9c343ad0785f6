from django.urls import path

from feedback.views import answers, letters, scripts, steps

app_name = "feedback"

urlpatterns = [
    path("", steps.feedback_list, name="list"),
    path("next/<int:pk>/", steps.next_of_interview, name="next"),
    path("next/application/<int:pk>/", steps.next_of_application, name="next_application"),
    path("answers/new/", answers.new, name="new_answer"),
    path("answers/<int:pk>/", answers.answer, name="answer"),
    path("answers/<int:pk>/edit/", answers.edit, name="edit_answer"),
    path("answers/<int:pk>/delete/", answers.delete, name="delete_answer"),
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
