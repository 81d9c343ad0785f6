"""What makes it an app on a phone: installed, and kind where there is no connection.

Nothing of a person's leaves through here but which account this is, as a word that says nothing
to anybody else.
"""

import hashlib
import json
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PAPER, NIGHT = "#faf6ee", "#181512"  # --paper of static/css/design.css, which this cannot read


def account_key(user: Any) -> str:
    """What a device calls this account: it keeps drafts by it, and learns nothing from it."""
    if not user.is_authenticated:
        return ""
    return salted_hmac("core.app.account", str(user.pk)).hexdigest()[:20]


@require_safe
@login_not_required
def manifest(request: HttpRequest) -> HttpResponse:
    """How it is installed, in the person's language and colours."""
    colour = NIGHT if request.COOKIES.get("theme") == "dark" else PAPER
    shortcuts = [
        (_("Add interview"), reverse("interviews:new")),
        (_("Debrief"), reverse("interviews:next_debrief")),
    ]
    content = {
        "id": "/",
        "name": _("Worthwhile"),
        "short_name": _("Worthwhile"),
        "description": _("Was the interview worth your time? You decide, not they."),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": colour,
        "background_color": colour,
        "icons": [
            _icon("any-192", 192, "any"),
            _icon("any-512", 512, "any"),
            _icon("maskable-192", 192, "maskable"),
            _icon("maskable-512", 512, "maskable"),
        ],
        "shortcuts": [
            {"name": name, "url": url, "icons": [_icon("any-192", 192, "any")]}
            for name, url in shortcuts
        ],
    }
    return JsonResponse(content, content_type="application/manifest+json")


def _icon(name: str, size: int, purpose: str) -> dict[str, str]:
    return {
        "src": static(f"icons/{name}.png"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }


@require_safe
@login_not_required
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It changes when what it keeps does, so browsers fetch that anew."""
    bootstrap = "bootstrap.rtl.min.css" if get_language_bidi() else "bootstrap.min.css"
    page = render_to_string("core/offline.html")
    scripts = [static("js/kept.js"), static("js/worker.js")]
    names = [f"bootstrap/{bootstrap}", "css/worthwhile.css", "favicon.svg", "js/offline.js"]
    keeps = {
        "name": f"offline-{hashlib.sha256(page.encode()).hexdigest()[:16]}",
        "page": reverse("core:offline"),
        "files": [*map(static, names), scripts[0]],
    }
    text = f"self.keeps = {json.dumps(keeps)};\nimportScripts(...{json.dumps(scripts)});\n"
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"}
    return HttpResponse(text, content_type="text/javascript", headers=headers)


@require_safe
@login_not_required
def offline(request: HttpRequest) -> HttpResponse:
    """What the worker shows where a page cannot be had: public, the same for everybody."""
    return render(request, "core/offline.html")


@never_cache
@require_safe
@login_not_required
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in just now, and the token with which a kept form can be sent."""
    return JsonResponse({"account": account_key(request.user), "token": get_token(request)})
