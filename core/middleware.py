"""What happens around every request, from the outside in (in the order of the settings)."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from core import errors
from core.ownership import acting_as

Next = Callable[[HttpRequest], HttpResponse]


class Headers:
    """The security headers that Django has no setting for, on every answer, errors included."""

    ALWAYS = {
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.ALWAYS.items():
            response.setdefault(name, value)
        # Static files say for themselves how long they keep; a page is asked for again each time.
        if request.path.startswith("/accounts/"):
            response["Cache-Control"] = "private, no-store"
        else:
            response.setdefault("Cache-Control", "private, no-cache")
        return response


class BodyLimit:
    """413 for a body over the limit, 411 for one that does not say its length; neither is read."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.headers.get("Content-Length") or "0"
        most = settings.LARGE_BODIES.get(request.path, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        if length.isdecimal() and int(length) > most:
            return errors.too_large(request)
        if "Content-Length" not in request.headers and "Transfer-Encoding" in request.headers:
            return errors.length_required(request)
        return self.get_response(request)


class KindErrors:
    """A page that says what to do, for a wrong method and a database that does not answer.

    Here for what a view raises; ``core.errors.server_error`` does it for the middleware.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            response.content = render_to_string("405.html", request=request)
        return response

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        return errors.kind_answer(request, problem)


class OwnRows:
    """Serve a signed-in person in a transaction that shows their rows and no others.

    The view runs in a savepoint of its own (ATOMIC_REQUESTS), so what a failing view had half
    written is undone before this transaction commits. It is the innermost middleware: lazily
    rendered answers (the admin's) are rendered inside it, and the session is saved outside.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        with acting_as(request.user):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response
