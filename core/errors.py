"""Error pages: what happened and what to do, without a query and without a person."""

import logging
import sys

from django.core.exceptions import RequestDataTooBig
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.utils.log import log_response
from django.views import defaults

# The database is away, starting, full or held by somebody else; try again.
NOT_ANSWERING = (OperationalError, InterfaceError)
# SQLSTATEs: a write that a standby refuses; a uniqueness or a link that another request was first
# to take or to break. A missing value or a broken check is our own mistake, and stays a 500.
READ_ONLY = "25006"
RACES = ("23505", "23503", "23P01")

PLAIN = """<!DOCTYPE html>
<html lang="en-gb"><title>Something broke on our side · Worthwhile</title>
<h1>Something broke on our side</h1>
<p>It was not you, and what was saved before is safe. Try again in a moment.</p>
<p><a href="/">Go to Today</a></p></html>"""

logger = logging.getLogger(__name__)


def too_large(request: HttpRequest) -> HttpResponse:
    response = render(request, "413.html", status=413)
    log_response("Too large: %s", request.path, response=response, request=request)
    return response


def length_required(request: HttpRequest) -> HttpResponse:
    """A body in chunks would be taken for an empty one, and what was typed for nothing."""
    return render(request, "400.html", status=411)


def unavailable(request: HttpRequest, problem: BaseException) -> HttpResponse:
    response = render(request, "503.html", status=503)
    response["Retry-After"] = "5"
    log_response(
        "Unavailable: %s", request.path, response=response, request=request, exception=problem
    )
    return response


def taken(request: HttpRequest, problem: BaseException) -> HttpResponse:
    """A rule of the database that no form could foresee: another request came first."""
    response = render(request, "409.html", status=409)
    log_response("Taken: %s", request.path, response=response, request=request, exception=problem)
    return response


def kind_answer(request: HttpRequest, problem: BaseException | None) -> HttpResponse | None:
    """The page for what is nobody's mistake, or None for what is ours."""
    if problem is None:
        return None
    sqlstate = getattr(problem.__cause__, "sqlstate", "")
    if sqlstate == READ_ONLY or isinstance(problem, NOT_ANSWERING):
        return unavailable(request, problem)
    if isinstance(problem, DataError):
        return render(request, "400.html", status=400)  # text or a number that no column can hold
    if isinstance(problem, IntegrityError) and sqlstate in RACES:
        return taken(request, problem)
    return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400. Beside a file that is taken, a text may be larger than one is."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: what no view answered for, errors in the middleware included.

    Its page needs templates and static files. Where those are what failed, plain words do.
    """
    try:
        return kind_answer(request, sys.exc_info()[1]) or defaults.server_error(request)
    except Exception:
        logger.exception("The page for an error cannot be made")
        return HttpResponseServerError(PLAIN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
