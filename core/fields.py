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


@models.CharField.register_lookup
@models.TextField.register_lookup
class Folded(models.Transform):
    """Text without capitals and accents, made by the database where no column keeps it folded.

    ``learned__folded__contains``. Nearly what ``core.text.fold`` makes: enough to find by, not to
    sort by. Where every character is one byte there are no accents, and looking for them would take
    most of a search's time.
    """

    lookup_name = "folded"
    output_field = models.TextField()
    template = (
        "CASE WHEN octet_length(%(expressions)s) = length(%(expressions)s)"
        " THEN lower(%(expressions)s) ELSE unaccent(lower(normalize(%(expressions)s))) END"
    )
