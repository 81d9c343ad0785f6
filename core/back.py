"""The way back: a page that sends a person elsewhere for one thing names itself in ``?next=``."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


def page_before(request: HttpRequest) -> str:
    """The page of ours that led here, as its address; empty where none is named, or no safe one."""
    return if_ours(request, request.GET.get("next", ""))


def if_ours(request: HttpRequest, page: str) -> str:
    """The address, if it is that of a page of ours; else nothing."""
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    return page if is_ours and page.startswith("/") else ""


def back_or(request: HttpRequest, to: Any, *args: Any) -> HttpResponse:
    """Redirect to the page that led here, or else where ``redirect(to, *args)`` leads."""
    page = page_before(request)
    return redirect(page) if page else redirect(to, *args)
