"""The small words that views are made of: my own row or 404, and a form that counts once."""

import hashlib
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from core.models import URL_LENGTH, FormReceipt
from core.ownership import OwnedQuerySet

PAGE_SIZE = 50
FORM_KEY_AGE = 7 * 24 * 3600  # seconds that a form may stay open before it must be sent anew


def own(request: HttpRequest, rows: OwnedQuerySet, pk: int | models.QuerySet) -> Any:
    """The row ``pk`` among ``rows`` if it is this person's; 404 for a stranger's or none.

    On POST the row stays locked until the answer, so two tabs that save at once take turns and
    the second one sees the first one's version.
    """
    rows = rows.for_user(request.user)
    if request.method == "POST":
        rows = rows.select_for_update(of=("self",))
    return get_object_or_404(rows, pk=pk)


def own_from_query(request: HttpRequest, rows: OwnedQuerySet, name: str) -> Any:
    """The row that ``?name=<id>`` speaks of, or None where it is none of mine."""
    pk = request.GET.get(name, "")
    return rows.for_user(request.user).filter(pk=pk).first() if is_id(pk) else None


def is_id(text: str) -> bool:
    """Whether this can be the id of a row; what is longer than any id is not even read as one."""
    return text.isdecimal() and len(text) < 20


def new_form_key(owner_id: int | None) -> str:
    """A key for one showing of one form, good for this person only."""
    return _signer(owner_id).sign(secrets.token_urlsafe(12))


def read_form_key(value: str | None, owner_id: int | None) -> str | None:
    """The key inside a posted ``form_key``, or None where it is missing, foreign or stale."""
    try:
        return _signer(owner_id).unsign(value or "", max_age=FORM_KEY_AGE)
    except signing.BadSignature:
        return None


def _signer(owner_id: int | None) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"core.form-key.{owner_id}")


def once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A form sent twice takes effect once, and both tries get the same answer.

    For views whose POST creates something and then redirects. The receipt is claimed before the
    view runs, so a second try that arrives meanwhile waits for the first one's commit. A form that
    comes back with errors gives its key back. A key that is missing or stale, or that came with
    other words or another file before (Back, change, Save), is refused by the form
    (``core.forms.KeyedForm``), which shows what was typed with a fresh one.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = read_form_key(request.POST.get("form_key"), request.user.pk)
        if key is None:
            response = view(request, *args, **kwargs)
            if isinstance(response, HttpResponseRedirect):
                raise RuntimeError(f"{view.__name__} took a form without a key: use KeyedForm.")
            return response
        with transaction.atomic():
            sent = _digest(request)
            receipt, claimed = FormReceipt.objects.get_or_create(
                owner_id=request.user.pk, key=key, defaults={"digest": sent}
            )
            if not claimed and receipt.digest == sent:
                return _lead_on(request, HttpResponseRedirect(receipt.answer_url))
            if not claimed:
                _withdraw_key(request)
                return view(request, *args, **kwargs)
            response = view(request, *args, **kwargs)
            if isinstance(response, HttpResponseRedirect):
                url = response.url  # the search in it may be long: then the page without it does
                receipt.answer_url = url if len(url) <= URL_LENGTH else url.partition("?")[0]
                receipt.save(update_fields=["answer_url"])
                return _lead_on(request, response)
            transaction.set_rollback(True)
        return response

    return wrapper


def _lead_on(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The redirect, or, for a form that a script sends (static/js/kept.js), the address alone.

    A script is not shown where a redirect leads, and must tell "taken" from "sign in first".
    """
    if request.headers.get("X-Sent-By") == "script":
        response.status_code = 204
        response["Leads-To"] = response["Location"]
        del response["Location"]
    return response


def _digest(request: HttpRequest) -> str:
    """What was sent where, apart from the tokens that differ between two showings of a page."""
    words = [(name, request.POST.getlist(name)) for name in sorted(request.POST)]
    words = [pair for pair in words if pair[0] not in ("csrfmiddlewaretoken", "form_key")]
    files = [
        (name, [_digest_of(file) for file in request.FILES.getlist(name)])
        for name in sorted(request.FILES)
    ]
    return hashlib.sha256(repr((request.path, words, files)).encode()).hexdigest()


def _digest_of(file: UploadedFile) -> tuple[str | None, str]:
    """A file's name and what is in it; the view reads it from its beginning."""
    inside = hashlib.sha256()
    for chunk in file.chunks():
        inside.update(chunk)
    file.seek(0)
    return file.name, inside.hexdigest()


def _withdraw_key(request: HttpRequest) -> None:
    sent = request.POST.copy()
    sent["form_key"] = ""
    request.POST = sent  # type: ignore[assignment]


def page_of(request: HttpRequest, rows: models.QuerySet | list[Any]) -> dict[str, Any]:
    """The context of one page of a list: ``page``, and ``query`` for the links to the others.

    Two statements (a count and the page), however many rows there are. A page number that is
    none, or past the end, gives the nearest page.
    """
    query = request.GET.copy()
    query.pop("page", None)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return {"page": page, "query": query.urlencode()}
