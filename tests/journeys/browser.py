"""The browser of the journeys: where it is, how it starts, and what no page may do in it."""

import os
import shutil
from typing import Any
from urllib.parse import urlsplit

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGS = (
    "--no-sandbox",  # for root in a container; it only ever opens our own pages
    "--lang=en-US",  # the order in which the parts of a date are typed
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """The path of an installed Chromium. Playwright's own downloads are not used."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def is_required() -> bool:
    return os.environ.get("REQUIRE_BROWSER") == "1"


class Watch:
    """Notes whatever a context's pages do that no page may.

    That is: a message in the console (a breach of the Content-Security-Policy is one), an error
    in a script, a request that fails, and a request to any other host.
    """

    def __init__(self, context: Any, origin: str) -> None:
        self.problems: list[str] = []
        self.expected: set[int] = set()  # statuses that a journey asks for on purpose
        self.origin = origin
        context.on("console", self._console)
        context.on("weberror", lambda error: self._note(f"script error: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("requestfailed", self._failed)

    def _note(self, problem: str) -> None:
        self.problems.append(problem)

    def _console(self, message: Any) -> None:
        # The browser's own line about an answer of 400 and more; _response has noted it already.
        if message.type in ("error", "warning") and "server responded with" not in message.text:
            self._note(f"console {message.type}: {message.text}")

    def _request(self, request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme != "data" and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self._note(f"request to another host: {request.url}")

    def _response(self, response: Any) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self._note(f"answer {response.status}: {response.request.method} {response.url}")

    def _failed(self, request: Any) -> None:
        # The worker hands a redirect to the page unfollowed, which the browser notes as broken off.
        # So it does with a picture that was still on its way when its page was left.
        is_left = request.service_worker or request.resource_type in ("image", "other")
        if is_left and "ERR_ABORTED" in (request.failure or ""):
            return
        self._note(f"request failed: {request.url}: {request.failure}")
