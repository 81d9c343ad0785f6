from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def mail_is_sent() -> bool:
    """Is there a mail server? Otherwise mails are printed where the server runs."""
    return bool(settings.EMAIL_URL)
