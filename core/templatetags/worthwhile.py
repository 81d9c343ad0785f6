"""The few tags that pages need beside Django's own."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, to_locale

from core.back import page_before
from core.http import new_form_key

register = template.Library()


@register.simple_tag(takes_context=True)
def form_key(context: dict[str, Any]) -> SafeString:
    """The hidden key of a form that creates something (``core.http.once``), fresh each showing."""
    key = new_form_key(context["request"].user.pk)
    return format_html('<input type="hidden" name="form_key" value="{}">', key)


@register.simple_tag
def page_language() -> str:
    """The language of the page, for ``lang``: *en-GB*."""
    return _tag(get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def languages() -> list[dict[str, str]]:
    """Every language there is, each by its own name."""
    return [{"code": code, "tag": _tag(code), "name": name} for code, name in settings.LANGUAGES]


@register.simple_tag(takes_context=True)
def back_or(context: dict[str, Any], page: str) -> str:
    """The address of the page that led here (``core.back``), or else of ``page``."""
    return page_before(context["request"]) or page


@register.filter
def undo_id(message: Any) -> str:
    """The id in a message's ``undo-<id>`` tag, or nothing."""
    tag = next((tag for tag in message.tags.split() if tag.startswith("undo-")), "")
    return tag.removeprefix("undo-")


def _tag(code: str) -> str:
    """As a browser writes a language: *en-GB* of en-gb."""
    return to_locale(code).replace("_", "-")
