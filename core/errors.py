"""Error pages: what happened and what to do, without a query and without a person."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.log import log_response
from django.views import defaults

# The database is away, starting, full or held by somebody else; try again.
NOT_ANSWERING = (OperationalError, InterfaceError)


def too_large(request: HttpRequest) -> HttpResponse:
    response = render(request, "413.html", status=413)
    log_response("Too large: %s", request.path, response=response, request=request)
    return response


def unavailable(request: HttpRequest, problem: BaseException) -> HttpResponse:
    response = render(request, "503.html", status=503)
    response["Retry-After"] = "5"
    log_response(
        "Unavailable: %s", request.path, response=response, request=request, exception=problem
    )
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: what no view answered for, errors in the middleware included."""
    problem = sys.exc_info()[1]
    if isinstance(problem, NOT_ANSWERING):
        return unavailable(request, problem)
    return defaults.server_error(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
