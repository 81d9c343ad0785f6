"""They moved: where they are now, where they were, and whom I know at a company."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from contacts.forms.companies import ThereForm
from contacts.forms.touches import MoveForm
from contacts.models import Contact, Employment
from contacts.there import there_as_typed
from core.deleting import confirm_delete
from core.http import once, own


@require_http_methods(["GET", "POST"])
@once
def moved(request: HttpRequest, pk: int) -> HttpResponse:
    contact = own(request, Contact.objects.select_related("company"), pk)
    form = MoveForm(request.POST or None, owner=request.user, contact=contact)
    if form.is_valid():
        said = form.cleaned_data
        contact.moved_to(said["company"], said["title"], said["on"])
        messages.success(request, _moved(contact))
        return redirect(contact)
    return render(request, "contacts/move_form.html", {"form": form, "contact": contact})


def _moved(contact: Contact) -> str:
    words = {"name": contact, "company": contact.company}
    if contact.company:
        return _("%(name)s is at %(company)s now. Where they were stays in their story.") % words
    return _("Noted. Where %(name)s was stays in their story.") % words


@require_http_methods(["GET", "POST"])
@once
def delete_move(request: HttpRequest, pk: int) -> HttpResponse:
    """An earlier place that was none. Where they are now stays as it is."""
    place = own(request, Employment.objects.select_related("contact", "company"), pk)
    page = place.contact.get_absolute_url()
    stays = [_("Where they work now stays as it is.")]
    return confirm_delete(request, place, then=page, back=page, stays=stays)


@require_safe
@vary_on_headers("X-Requested-With")
def there(request: HttpRequest) -> HttpResponse:
    """Whom do I know there? A page of its own, or for a script the answer alone."""
    is_part = request.headers.get("X-Requested-With") == "fetch"
    context = {
        "form": ThereForm(request.GET),
        "there": there_as_typed(request.user, request.GET),
        "aside": is_part,
    }
    return render(request, "contacts/_there.html" if is_part else "contacts/there.html", context)
