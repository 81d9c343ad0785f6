"""A person at a browser without JavaScript: reads pages, fills in forms, presses buttons."""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.http import HttpResponse
from django.test import Client


class _Forms(HTMLParser):
    """The forms of a page, each as what a browser would send if nothing were typed."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self._form: dict[str, Any] | None = None
        self._select: str | None = None
        self._area: str | None = None
        self._multiple = False

    def handle_starttag(self, tag: str, attrs_list: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in attrs_list}
        if tag == "form":
            self._form = {"attrs": attrs, "fields": {}, "names": set()}
            self.forms.append(self._form)
        if self._form is None:
            return
        fields, name = self._form["fields"], attrs.get("name", "")
        if name:
            self._form["names"].add(name)
        # A button's name is in ``names`` only: it is sent by pressing it.
        if tag == "input" and name and "disabled" not in attrs:
            self._input(fields, name, attrs)
        elif tag == "select":
            self._select, self._multiple = name, "multiple" in attrs
        elif tag == "option" and self._select:
            self._option(fields, self._select, attrs)
        elif tag == "textarea":
            self._area = name
            fields[name] = [""]

    @staticmethod
    def _input(fields: dict[str, list[str]], name: str, attrs: dict[str, str]) -> None:
        if attrs.get("type") in ("checkbox", "radio"):
            if "checked" in attrs:
                fields.setdefault(name, []).append(attrs.get("value", "on"))
        elif attrs.get("type") not in ("submit", "button", "file"):
            fields.setdefault(name, []).append(attrs.get("value", ""))

    def _option(self, fields: dict[str, list[str]], name: str, attrs: dict[str, str]) -> None:
        """Of a select that takes one, a browser sends the first option unless another is chosen."""
        if "selected" in attrs and not self._multiple:
            fields[name] = [attrs.get("value", "")]
        elif "selected" in attrs or (name not in fields and not self._multiple):
            fields.setdefault(name, []).append(attrs.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._area and self._form:
            self._form["fields"][self._area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._area and self._form:
            value = self._form["fields"][self._area]
            value[0] = value[0].removeprefix("\n")
            self._area = None


def forms_in(response: HttpResponse) -> list[dict[str, Any]]:
    """Every form of a page: its attributes, prefilled fields and all names in it."""
    parser = _Forms()
    parser.feed(response.content.decode(errors="replace"))
    return parser.forms


def pick_form(response: HttpResponse, action: str | None = None) -> dict[str, Any]:
    """The page's main POST form, or the one that posts to ``action``."""
    posts = [f for f in forms_in(response) if f["attrs"].get("method", "").lower() == "post"]
    if action is not None:
        found = [f for f in posts if f["attrs"].get("action") == action]
    else:
        found = [f for f in posts if f["attrs"].get("action", "") in ("", ".")]
    assert found, f"no form for {action or 'this page'}: {[f['attrs'] for f in posts]}"
    return found[0]


class Person(Client):
    """A test client signed in as ``user``, with CSRF enforced as in life."""

    def __init__(self, user: Any = None, **kwargs: Any) -> None:
        super().__init__(enforce_csrf_checks=True, **kwargs)
        self.user = user
        if user:
            self.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    def read(self, url: str) -> str:
        """The page, which must be there, with its white space folded."""
        answer = self.get(url)
        assert answer.status_code == 200, f"{url}: {answer.status_code}"
        return " ".join(answer.content.decode().split())

    def fill(self, url: str, data: dict[str, Any], *, action: str | None = None) -> dict[str, Any]:
        """What a browser would send from the form on ``url`` with ``data`` typed into it."""
        page = self.get(url)
        assert page.status_code == 200, f"{url}: {page.status_code}"
        form = pick_form(page, action)
        unknown = set(data) - form["names"]
        assert not unknown, f"{url} has no field {unknown}; it has {sorted(form['names'])}"
        return {**form["fields"], **data}

    def submit(
        self,
        url: str,
        data: dict[str, Any] | None = None,
        *,
        action: str | None = None,
        follow: bool = False,
    ) -> HttpResponse:
        """Open ``url``, type ``data`` into its form and send it. A value of None unticks."""
        typed = self.fill(url, data or {}, action=action)
        sent = {name: value for name, value in typed.items() if value is not None}
        return self.post(urljoin(url, action or ""), sent, follow=follow)
