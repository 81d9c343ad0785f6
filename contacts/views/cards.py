"""People as vCards, to take along: one, those that a list shows, or all; and one as a QR code."""

import io
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from contacts.formats import vcard_out
from contacts.forms.people import ContactFilterForm
from contacts.models import Contact
from contacts.records import PersonRecord
from core.http import own

_QUIET_ZONE = 4  # modules of white around a code, or no phone finds it


@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    contact = own(request, Contact.objects.select_related("company"), pk)
    return _download([contact], slugify(contact.name, allow_unicode=True) or "person")


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """Those that the list shows with the same filters; ``?all=yes``: all, archived people too."""
    people = Contact.objects.for_user(request.user)
    if "all" not in request.GET:
        form = ContactFilterForm(request.GET, owner=request.user)
        people = people.chosen(timezone.localdate(), **form.chosen())
    rows = people.in_order().select_related("company")
    return _download(rows.iterator(chunk_size=2_000), "people")


@require_safe
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """A small card as a QR code, black on white whatever the page looks like."""
    contact = own(request, Contact.objects.all(), pk)
    text = vcard_out.card_in_a_code(contact.name, contact.phone, contact.email)
    drawn = io.BytesIO()
    segno.make(text, error="m", encoding="utf-8", micro=False).save(
        drawn, kind="svg", border=_QUIET_ZONE, dark="#000", light="#fff", omitsize=True
    )
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


def record_of(contact: Contact) -> PersonRecord:
    """A person of mine as a file has them."""
    return PersonRecord(
        name=contact.name,
        company=contact.company.name if contact.company else "",
        title=contact.title,
        email=contact.email,
        phone=contact.phone,
        links=tuple(contact.links.split()),
        notes=contact.notes,
        uid=str(contact.uuid),
        reasons=tuple(contact.reason_names),
        where_we_met=contact.where_we_met,
        keep_in_touch_days=contact.keep_in_touch_days,
        next_on=contact.next_on,
    )


def _download(people: Any, name: str) -> HttpResponse:
    written = (vcard_out.card(record_of(one), one.updated_at) for one in people)
    attached = content_disposition_header(True, f"{name}.vcf")
    return HttpResponse(
        "".join(written),
        content_type="text/vcard; charset=utf-8",
        headers={"Content-Disposition": attached},
    )
