"""Error pages: what happened and what to do, without a query and without a person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.log import log_response


def _page(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    response = render(request, f"{status}.html", context, status=status)
    log_response("%s: %s", status, request.path, response=response, request=request)
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    return _page(request, 413)


def wrong_method(request: HttpRequest, allowed: str) -> HttpResponse:
    response = _page(request, 405)
    response["Allow"] = allowed
    return response


def unavailable(request: HttpRequest) -> HttpResponse:
    response = _page(request, 503)
    response["Retry-After"] = "5"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
