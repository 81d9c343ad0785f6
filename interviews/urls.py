from django.urls import path

from interviews.views import applications, board, flip, interviews, journal, offers, steps

app_name = "interviews"

urlpatterns = [
    path("interviews/", interviews.interview_list, name="list"),
    path("interviews/new/", interviews.new, name="new"),
    path("interviews/meet/", steps.meet, name="meet"),
    path("interviews/<int:pk>/", interviews.interview, name="interview"),
    path("interviews/<int:pk>/edit/", interviews.edit, name="edit"),
    path("interviews/<int:pk>/cancel/", interviews.cancel, name="cancel"),
    path("interviews/<int:pk>/delete/", interviews.delete, name="delete"),
    path("interviews/<int:pk>/plan/", steps.plan, name="plan"),
    path("interviews/<int:pk>/debrief/", steps.debrief, name="debrief"),
    path("debrief/", steps.next_debrief, name="next_debrief"),
    path("interviews/<int:pk>/learn/", offers.learn, name="learn"),
    path("interviews/<int:pk>/outcome/", steps.outcome, name="outcome"),
    path("learning/journal/", journal.journal, name="journal"),
    path("learning/journal.md", journal.journal_markdown, name="journal_markdown"),
    path("applications/", applications.application_list, name="application_list"),
    path("applications/board/", board.board, name="board"),
    path("applications/new/", applications.new, name="new_application"),
    path("applications/<int:pk>/", applications.application, name="application"),
    path("applications/<int:pk>/edit/", applications.edit, name="edit_application"),
    path("applications/<int:pk>/applied/", board.applied, name="applied"),
    path("applications/<int:pk>/flip/", flip.flip, name="flip"),
    path("applications/<int:pk>/close/", applications.close, name="close_application"),
    path("applications/<int:pk>/reopen/", applications.reopen, name="reopen_application"),
    path("applications/<int:pk>/delete/", applications.delete, name="delete_application"),
]
