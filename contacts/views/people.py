"""People: list, add, one's page, edit, archive, delete."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts.forms.people import ContactFilterForm, ContactForm, NewContactForm
from contacts.forms.touches import NewTouchForm, NextForm
from contacts.models import Contact
from contacts.spoken import with_last_spoken
from contacts.views.known import with_acquaintance
from contacts.views.timeline import LATEST, timeline
from core.deleting import confirm_delete
from core.http import is_id, once, own, page_of
from core.merging import count_links


@require_safe
def contact_list(request: HttpRequest) -> HttpResponse:
    form, today = ContactFilterForm(request.GET, owner=request.user), timezone.localdate()
    people = Contact.objects.for_user(request.user).chosen(today, **form.chosen()).in_order()
    rows = with_last_spoken(people).select_related("company").defer("notes", "company__notes")
    context = {"form": form, "today": today, **page_of(request, rows)}
    return render(request, "contacts/contact_list.html", context)


@require_http_methods(["GET", "POST"])
@once
def new(request: HttpRequest) -> HttpResponse:
    form = NewContactForm(request.POST or None, owner=request.user)
    if form.is_valid():
        contact = form.save()
        messages.success(request, _("%(name)s is among your people.") % {"name": contact})
        return redirect(contact)
    return render(request, "contacts/contact_form.html", {"form": form})


@require_safe
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Contact.objects.select_related("company", "introduced_by")
    contact = own(request, with_acquaintance(with_last_spoken(rows)), pk)
    entries = timeline(contact)
    context = {
        "contact": contact,
        "entries": entries[:LATEST],
        "more_than": LATEST if len(entries) > LATEST else 0,
        "today": timezone.localdate(),
        "touch_form": NewTouchForm(owner=request.user),
        "next_form": NextForm(instance=contact, owner=request.user),
    }
    return render(request, "contacts/contact.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    contact = own(request, with_last_spoken(Contact.objects.select_related("company")), pk)
    form = ContactForm(request.POST or None, instance=contact, owner=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(_back(request, contact))
    context = {"form": form, "contact": contact, "back": _back(request, contact)}
    return render(request, "contacts/contact_form.html", context, status=form.status)


def _back(request: HttpRequest, contact: Contact) -> str:
    """To the next step that asked for their details (``?interview=5``), or to their page."""
    asked = request.GET.get("interview", "")
    if is_id(asked) and contact.meetings.filter(interview=int(asked)).exists():
        return reverse("feedback:next", args=[asked])
    return contact.get_absolute_url()


@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Put aside; with ``back`` in the form, bring back."""
    contact = own(request, Contact.objects.all(), pk)
    if "back" in request.POST:
        contact.bring_back()
        messages.success(request, _("%(name)s is back in your list.") % {"name": contact})
    else:
        contact.archive(timezone.now())
        messages.success(
            request, _("%(name)s is archived, and stays where you met.") % {"name": contact}
        )
    return redirect(contact)


@require_http_methods(["GET", "POST"])
@once
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    contact = own(request, Contact.objects.all(), pk)
    has, also = count_links(contact), []
    stays = [_("Your interviews keep the name and what you talked about.")]
    if touches := has["touches"]:
        text = ngettext("%(n)s touch, with its note", "%(n)s touches, with their notes", touches)
        also.append(text % {"n": touches})
    if has["letters"] or has["answers"]:
        stays.append(_("What you wrote to them and what they told you stay, with the name."))
    back = contact.get_absolute_url()
    return confirm_delete(request, contact, then="contacts:list", back=back, also=also, stays=stays)
