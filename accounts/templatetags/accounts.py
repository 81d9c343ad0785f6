from typing import Any

from django import template
from django.conf import settings

from accounts import hints

register = template.Library()


@register.simple_tag
def mail_is_sent() -> bool:
    """Is there a mail server? Otherwise mails are printed where the server runs."""
    return bool(settings.EMAIL_URL)


@register.simple_tag(takes_context=True)
def hint(context: dict[str, Any]) -> str:
    """The page's sentence of the method, or nothing: also while a form is being mended."""
    request = context["request"]
    if request.method != "GET" or not request.resolver_match:
        return ""
    return hints.sentence(request.user, request.resolver_match.view_name)
