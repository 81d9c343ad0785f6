"""What the app on a phone needs of a page."""

from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static

from core import app

register = template.Library()


@register.simple_tag(takes_context=True)
def account_key(context: dict[str, Any]) -> str:
    """What a device calls the account of this page's person."""
    return app.account_key(context["user"])


@register.simple_tag
def static_on_site(name: str) -> str:
    """The whole address of a static file, for those who read it from elsewhere."""
    return f"{settings.SITE_URL}{static(name)}"


@register.simple_tag(takes_context=True)
def page_on_site(context: dict[str, Any]) -> str:
    """The whole address of this page, without what was asked of it."""
    return f"{settings.SITE_URL}{context['request'].path}"
