"""How pages look in this browser. Cookies, so that the server writes it and nothing flashes."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

A_YEAR = 60 * 60 * 24 * 365
THEMES = [("", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))]
CONTRASTS = [("", _("As the system")), ("more", _("More contrast"))]


class AppearanceForm(forms.Form):
    theme = forms.ChoiceField(label=_("Colours"), choices=THEMES, required=False)
    contrast = forms.ChoiceField(label=_("Contrast"), choices=CONTRASTS, required=False)

    def keep(self, response: HttpResponse) -> None:
        """Write the choices into the browser; the system's own needs no cookie."""
        for name, value in self.cleaned_data.items():
            if value:
                response.set_cookie(
                    name,
                    value,
                    max_age=A_YEAR,
                    secure=settings.SECURE,
                    httponly=True,
                    samesite="Lax",
                )
            else:
                response.delete_cookie(name, samesite="Lax")


def chosen(request: HttpRequest) -> dict[str, str]:
    """``theme`` and ``contrast`` as this browser has them; empty where the system decides."""
    return {
        name: value if value in dict(choices) else ""
        for name, choices in (("theme", THEMES), ("contrast", CONTRASTS))
        for value in [request.COOKIES.get(name, "")]
    }


def context(request: HttpRequest) -> dict[str, Any]:
    """For every template."""
    return {"appearance": chosen(request)}
