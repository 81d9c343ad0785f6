"""Model fields that more than one room needs."""

from typing import Any

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

check_web_address = URLValidator(
    schemes=["http", "https"], message=_("Write a web address, such as https://example.com.")
)


class WebAddressField(models.URLField):
    """A link that a page may show: http or https only; typed without either, it is https."""

    default_validators = [check_web_address]

    def formfield(self, **kwargs: Any) -> Any:
        # The form's own validator speaks first, and would say less of what to write.
        words = {"invalid": check_web_address.message}
        return super().formfield(**{"assume_scheme": "https", "error_messages": words, **kwargs})
