from django.urls import path

from dashboard.pictures.gallery import PICTURES
from dashboard.views import about, calendar, dashboard, first_steps, pictures, today

app_name = "dashboard"

urlpatterns = [
    path("", today.today, name="today"),
    path("about/", about.about, name="about"),
    path("first/you/", first_steps.you, name="first_you"),
    path("first/interview/", first_steps.interview, name="first_interview"),
    path("first/goals/", first_steps.goals, name="first_goals"),
    path("first/skip/", first_steps.skip, name="first_skip"),
    path("needs/", today.all_needs, name="needs"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    *(
        path(
            f"dashboard/pictures/{picture.slug}.svg",
            pictures.picture,
            {"picture": picture},
            name=f"picture_{picture.slug}",
        )
        for picture in PICTURES
    ),
]
