"""One page for a letter: filled in, editable, and sent one's own way; and what becomes of it."""

import json
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from contacts.models import Contact
from core import outbox
from core.deleting import confirm_delete
from core.http import is_id, once, own, own_from_query
from feedback import sending
from feedback.composing import About, Facts, facts, fill_in
from feedback.filling import PLACES, is_unanswered, mail_link
from feedback.forms.letter import LetterForm, NewLetterForm, SentForm, SkipForm
from feedback.models import Letter, LetterKind
from feedback.wording import REPLIES, SHIPPED
from interviews.models import Application, Interview


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """A new letter about an interview, an application or a person; one begun is gone on with."""
    about = _about(request)
    if about is None:
        messages.info(request, _("Letters begin at an interview or at a person. Open one first."))
        return redirect("feedback:scripts")
    chosen = request.GET.get("script", "")
    known = facts(about, int(chosen) if is_id(chosen) else None)
    if known.begun and request.method == "GET":
        return redirect("feedback:letter", known.begun)
    return _open_letter(request, about.compose(known.script), known)


def _about(request: HttpRequest) -> About | None:
    """From the address. What is not mine there is left out; None where nothing is left.

    On POST what it is about is locked, so that of two tabs the second sees the first one's letter.
    """

    def mine(rows: Any, name: str) -> Any:
        locked = rows.select_for_update(of=("self",)) if request.method == "POST" else rows
        return own_from_query(request, locked, name)

    kind = request.GET.get("kind", "")
    interview = mine(Interview.objects.with_company(), "interview")
    application = interview.application if interview else None
    application = application or mine(Application.objects.select_related("company"), "application")
    contact = mine(Contact.objects.select_related("company"), "contact")
    if kind not in LetterKind.values or not (application or contact):
        return None
    return About(request.user, kind, interview, application, contact)


@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    letter = own(request, Letter.objects.whole(), pk)
    if letter.is_open:
        known = facts(About.of(letter))
        if not letter.body:  # skipped before it was written
            fill_in(letter, known.script)
        return _open_letter(request, letter, known)
    if request.method == "POST":  # dealt with in another tab
        messages.info(request, _("This letter is dealt with already. It stays as it was then."))
        return redirect(letter)
    state = letter.mail.state if letter.mail else ""
    context = {"letter": letter, "state": state, "wording": SHIPPED[letter.kind]}
    return render(request, "feedback/letter_done.html", context)


@once
def _open_letter(request: HttpRequest, letter: Letter, known: Facts) -> HttpResponse:
    """Save it, whichever button was pressed, and then do what the button says."""
    letter.fill_gaps()
    new: dict[str, Any] = {"initial": {"after": known.latest}} if not letter.pk else {}
    kind_of_form = NewLetterForm if new else LetterForm
    form = kind_of_form(request.POST or None, instance=letter, owner=request.user, **new)
    sent = SentForm(request.POST or None)
    if form.is_valid() and sent.is_valid():
        return _and_then(request, form.save(), sent.cleaned_data["on"])
    context = {
        "letter": letter,
        "form": form,
        "sent": sent,
        "known": known,
        "may_send": known.confirmed and sending.is_offered(request.user),
        "wording": SHIPPED[letter.kind],
        "is_reply": letter.kind in REPLIES,
        **_ways(letter, known),
    }
    return render(request, "feedback/letter.html", context, status=form.status)


def _ways(letter: Letter, known: Facts) -> dict[str, Any]:
    """What the letter's words mean for how it can go out."""
    gaps = letter.gaps
    return {
        "gaps": [
            {"name": name, "label": label, "open": name in gaps} for name, label in PLACES.items()
        ],
        "has_gaps": bool(gaps),
        "bracketed": json.dumps([value for value in letter.values.values() if "[" in value]),
        "link": mail_link(letter.to_email, letter.subject, letter.body),
        "is_unanswered": is_unanswered(letter.to_email),
        "is_aside": letter.contact_id not in [None, *(one["id"] for one in known.people)],
        "others": [one for one in known.people if one["email"] not in ("", letter.to_email)],
    }


def _and_then(request: HttpRequest, letter: Letter, on: date | None) -> HttpResponse:
    """The letter is saved; now what the button said."""
    then = request.POST.get("then", "")
    if then == "skip":
        return redirect("feedback:skip_letter", letter.pk)
    if then == "sent" and not _is_withheld(request, letter):
        letter.was_sent(timezone.now(), on)
        messages.success(request, _("Noted: you sent it."))
        return redirect(letter.what_next_url)
    if then == "send" and not _is_withheld(request, letter):
        return _send(request, letter)
    if then.startswith("to-"):
        _readdress(request, letter, then.removeprefix("to-"))
    elif not then:
        messages.success(request, _("Saved."))
    return redirect(letter)


def _is_withheld(request: HttpRequest, letter: Letter) -> bool:
    """A letter with a gap does not go out, and the person hears what to fill."""
    gaps = [str(PLACES[name]) for name in letter.gaps]
    if gaps:
        text = _("It is saved, and not sent yet. Fill in first: %(gaps)s.")
        messages.warning(request, text % {"gaps": ", ".join(gaps)})
    return bool(gaps)


def _send(request: HttpRequest, letter: Letter) -> HttpResponse:
    now = timezone.now()
    if problem := sending.why_not(letter, now):
        messages.warning(request, problem)
        return redirect(letter)
    sending.send(letter, now)
    messages.success(request, _("It is on its way to %(to)s.") % {"to": letter.to_email})
    return redirect(letter.what_next_url)


def _readdress(request: HttpRequest, letter: Letter, pk: str) -> None:
    """To somebody else whom I met there."""
    mine = Contact.objects.for_user(request.user)
    contact = mine.filter(pk=pk).first() if is_id(pk) else None
    if contact and contact.email:
        letter.write_to(contact)
        messages.success(request, _("It goes to %(name)s now.") % {"name": contact.name})


@require_http_methods(["GET", "POST"])
def skip(request: HttpRequest, pk: int) -> HttpResponse:
    """Not going to be sent: it asks why, and takes no for an answer only with a reason."""
    letter = own(request, Letter.objects.whole(), pk)
    if not letter.is_open:
        return redirect(letter)
    form = SkipForm(request.POST or None, owner=request.user)
    if form.is_valid():
        letter.skip(form.because)
        messages.success(request, _("Skipped. You can open it again at any time."))
        return redirect(letter.what_next_url)
    context = {"letter": letter, "form": form, "wording": SHIPPED[letter.kind]}
    return render(request, "feedback/letter_skip.html", context)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Not sent after all, or not skipped after all."""
    letter = own(request, Letter.objects.whole(), pk)
    if letter.take_back():
        messages.success(request, _("The letter is open again."))
    else:
        messages.warning(request, _("Its mail is out already, or leaving at this moment."))
    return redirect(letter)


@require_POST
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Its mail may have gone out: the person decides whether it did, or sends it again."""
    letter = own(request, Letter.objects.whole(), pk)
    now, said = timezone.now(), request.POST.get("said", "")
    if letter.is_sent and letter.mail and said == "again" and outbox.again(letter.mail, now):
        messages.success(request, _("It is on its way again."))
    elif letter.mail and said == "arrived" and outbox.arrived(letter.mail, now):
        messages.success(request, _("Noted: it went out."))
    else:
        messages.info(request, _("There is nothing to decide about this letter's mail."))
    return redirect(letter)


@require_http_methods(["GET", "POST"])
@once
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    letter = own(request, Letter.objects.whole(), pk)
    stays = []
    if letter.mail and letter.is_sent:
        stays.append(_("Its mail has left, or is leaving; that cannot be undone."))
    return confirm_delete(
        request, letter, then="feedback:list", back=letter.get_absolute_url(), stays=stays
    )
