"""The site, with views that fail in each way that a view can."""

from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST
from psycopg.errors import UniqueViolation

from config.urls import handler500, urlpatterns
from learning.models import Goal

__all__ = ["handler500", "urlpatterns"]


@login_not_required
def breaks(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def breaks_half_way(request: HttpRequest) -> HttpResponse:
    Goal.objects.create(owner=request.user, title="Half written")
    raise ZeroDivisionError


@login_not_required
def loses_the_database(request: HttpRequest) -> HttpResponse:
    raise OperationalError("the connection is lost")


@login_not_required
def comes_second(request: HttpRequest) -> HttpResponse:
    raise IntegrityError("somebody else was first") from UniqueViolation()


def is_cut_off(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    return HttpResponse("never")


@login_not_required
@require_POST
def only_posts(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.POST)))


urlpatterns = [
    *urlpatterns,
    path("breaks/", breaks),
    path("breaks-half-way/", breaks_half_way),
    path("loses-the-database/", loses_the_database),
    path("comes-second/", comes_second),
    path("is-cut-off/", is_cut_off),
    path("only-posts/", only_posts),
]
