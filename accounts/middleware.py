from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from accounts.languages import known_language
from accounts.zones import known_zone


class LanguageAndTime:
    """Every page in the person's own language and time zone; before sign-in, in their browser's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated:
            # Until LocaleMiddleware, further out, has named it in the answer; it sets each page's.
            translation.activate(known_language(user.language))
            request.LANGUAGE_CODE = translation.get_language()
        name = user.time_zone if user.is_authenticated else request.COOKIES.get("timezone")
        with timezone.override(known_zone(name)):
            return self.get_response(request)
