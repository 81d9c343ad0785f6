"""What the web server loads."""

import os
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

_django = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Any) -> Any:
    """Django, but for a Content-Type so broken that no request can be made of it."""
    try:
        return _django(environ, start_response)
    except (LookupError, ValueError):
        headers = [("Content-Type", "text/plain"), ("X-Content-Type-Options", "nosniff")]
        headers.append(("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"))
        start_response("400 Bad Request", headers)
        return [b"This request cannot be understood."]
