"""What passed between us, in one tap, and when they come up next."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from contacts.forms.touches import (
    MONTHS_LATER,
    NewTouchForm,
    NextForm,
    TouchForm,
    months_later,
)
from contacts.models import Contact, Touch
from contacts.spoken import last_spoken, next_day_follows, with_last_spoken
from core.deleting import confirm_delete
from core.http import once, own


@require_http_methods(["GET", "POST"])
@once
def touch(request: HttpRequest, pk: int) -> HttpResponse:
    contact = own(request, Contact.objects.all(), pk)
    form = NewTouchForm(request.POST or None, owner=request.user)
    if form.is_valid():
        said = form.cleaned_data
        contact.touch(said["kind"], said["on"], said["note"])
        messages.success(request, _("Noted. %(next)s") % {"next": _next(contact)})
        return redirect(contact)
    return render(request, "contacts/touch.html", {"form": form, "contact": contact})


def _next(contact: Contact) -> str:
    """When they come up next, in a sentence."""
    if not contact.next_on:
        return _("No day is set for %(name)s to come up again.") % {"name": contact}
    if contact.next_on <= timezone.localdate():
        return _("%(name)s is still among the people to speak with.") % {"name": contact}
    words = {"name": contact, "on": date_format(contact.next_on)}
    return _("%(name)s comes up next on %(on)s.") % words


@require_http_methods(["GET", "POST"])
def edit_touch(request: HttpRequest, pk: int) -> HttpResponse:
    touch = own(request, Touch.objects.select_related("contact"), pk)
    before = last_spoken(touch.contact) if request.method == "POST" else None
    form = TouchForm(request.POST or None, instance=touch, owner=request.user)
    if form.is_valid():
        form.save()
        touch.contact.spoke_otherwise(before, last_spoken(touch.contact))
        messages.success(request, _("Saved. %(next)s") % {"next": _next(touch.contact)})
        return redirect(touch.contact)
    context = {"form": form, "touch": touch, "contact": touch.contact}
    return render(request, "contacts/touch_form.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
@once
def delete_touch(request: HttpRequest, pk: int) -> HttpResponse:
    touch = own(request, Touch.objects.select_related("contact"), pk)
    page, follow = touch.contact.get_absolute_url(), next_day_follows(touch.contact)
    return confirm_delete(request, touch, then=page, back=page, follow=follow)


@require_POST
def later(request: HttpRequest, pk: int) -> HttpResponse:
    """They come up a month or three from today, or as the cadence has it."""
    contact = own(request, with_last_spoken(Contact.objects.all()), pk)
    today, by = timezone.localdate(), request.POST.get("by", "")
    if by in MONTHS_LATER:
        contact.next_on = months_later(today, MONTHS_LATER[by])
    elif by == "cadence" and contact.keep_in_touch_days:
        contact.count_from_last(today)
    else:
        messages.warning(request, _("Choose when they come up next."))
        return redirect(contact)
    contact.save(update_fields=["next_on"])
    messages.success(request, _next(contact))
    return redirect(contact)


@require_http_methods(["GET", "POST"])
def next_on(request: HttpRequest, pk: int) -> HttpResponse:
    """They come up on a day of my choice; without one, not by themselves."""
    contact = own(request, Contact.objects.all(), pk)
    form = NextForm(request.POST or None, instance=contact, owner=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _next(contact))
        return redirect(contact)
    context = {"form": form, "contact": contact}
    return render(request, "contacts/next_form.html", context, status=form.status)
