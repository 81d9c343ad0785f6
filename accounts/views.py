from collections.abc import Callable
from functools import wraps

from allauth.account import views as allauth
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts import hints
from accounts.appearance import AppearanceForm, chosen
from accounts.devices import describe, end, signed_in
from accounts.forms import LeavingForm, SettingsForm
from accounts.languages import known_language, remember
from accounts.leaving import ask_to_leave, runs_it_alone
from accounts.models import User
from core import outbox
from core.back import if_ours
from core.http import is_id


def not_for_samples(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A sample visitor has no e-mail and no password to change: the way is a real account."""

    @wraps(view)
    def wrapper(request: HttpRequest) -> HttpResponse:
        if getattr(request.user, "is_sample", False):
            messages.info(request, _("The sample story has no sign-in of its own. Make one here."))
            return redirect("account_signup")
        return view(request)

    return wrapper


@login_not_required
def sign_up(request: HttpRequest) -> HttpResponse:
    """allauth's, but open to a sample visitor too; the adapter ends the sample."""
    if getattr(request.user, "is_sample", False):
        request.user = AnonymousUser()
    return allauth.signup(request)


@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """allauth's, leaving nothing behind: no listed device, no page in the browser's cache.

    What was typed and not saved yet stays on the device for its account, unless the page says not
    to (static/js/leaving.js). "storage" would take what is kept there of other accounts, too.
    """
    key = request.session.session_key
    response = allauth.logout(request)
    if request.method == "POST":
        end(UserSession.objects.filter(session_key=key))
        rotate_token(request)
        erases_all = request.POST.get("erase") == "all"
        response["Clear-Site-Data"] = '"cache", "storage"' if erases_all else '"cache"'
    return response


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    people = User.objects.select_for_update() if request.method == "POST" else User.objects
    form = SettingsForm(
        request.POST or None, instance=get_object_or_404(people, pk=request.user.pk)
    )
    if form.is_valid():
        return _saved(request, form.save())
    mine = EmailAddress.objects.filter(user=request.user, primary=True, verified=True)
    context = {"form": form, "mails_are_on": outbox.is_on(), "is_confirmed": mine.exists()}
    return render(request, "accounts/settings.html", context, status=form.status)


def _saved(request: HttpRequest, user: User) -> HttpResponse:
    """Said in the language that was chosen, which the sign-in page will speak as well."""
    code = known_language(user.language)
    with translation.override(code):
        messages.success(request, _("Saved."))
    response = redirect("accounts:settings")
    remember(response, code)
    return response


@require_http_methods(["GET", "POST"])
def leaving(request: HttpRequest) -> HttpResponse:
    """Ask to leave for good, in thirty days; until then the page says so and how to stay."""
    people = User.objects.select_for_update() if request.method == "POST" else User.objects
    user = get_object_or_404(people, pk=request.user.pk)
    needed = user.leaves_at is None and runs_it_alone(user)
    form = LeavingForm(None if needed else request.POST or None, request=request)
    if user.leaves_at is None and form.is_valid():
        ask_to_leave(user, timezone.now(), keep=request.session.session_key)
        return redirect("accounts:leaving")
    context = {"form": form, "needed": needed}
    return render(request, "accounts/leaving.html", context)


@require_POST
def staying(request: HttpRequest) -> HttpResponse:
    """One button on every page of somebody who is about to leave."""
    user = get_object_or_404(User.objects.select_for_update(), pk=request.user.pk)
    user.stay()
    messages.success(request, _("Your account stays, with everything in it."))
    return _back(request)


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """What this browser's pages speak while nobody is signed in."""
    response = _back(request)
    remember(response, known_language(request.POST.get("language")))
    return response


@login_not_required
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Light or dark, more contrast or not: kept by this browser, signed in or not."""
    response = _back(request)
    form = AppearanceForm({**chosen(request), **request.POST.dict()})
    if form.is_valid():
        form.keep(response)
    return response


@require_POST
def hint(request: HttpRequest) -> HttpResponse:
    """Put the sentence of one page away for good, or with ``again`` show them all once more."""
    if "again" in request.POST:
        hints.show_all(request.user)
        messages.success(request, _("The sentences are back on their pages."))
    else:
        hints.hide(request.user, request.POST.get("page", ""))
        if request.headers.get("X-Requested-With") == "fetch":
            return HttpResponse(status=204)  # the page stays as it is, and says so itself
        messages.success(request, _("Hidden. Your settings can show the sentences again."))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page of ours that this was sent from."""
    return HttpResponseRedirect(if_ours(request, request.POST.get("next", "")) or "/")


@require_http_methods(["GET", "POST"])
def devices(request: HttpRequest) -> HttpResponse:
    """Where I am signed in. POST ends one other device, or all of them."""
    mine = signed_in(request.user, timezone.now())
    current = request.session.session_key
    if request.method == "POST":
        others, chosen = mine.exclude(session_key=current), request.POST.get("device", "")
        if chosen != "others":
            others = others.filter(pk=chosen) if is_id(chosen) else others.none()
        ended = end(others)
        text = ngettext("%(n)s device is signed out.", "%(n)s devices are signed out.", ended)
        messages.success(request, text % {"n": ended})
        return redirect("usersessions_list")
    listed = list(mine[:100])
    for device in listed:
        device.label = describe(device.user_agent)
        device.is_here = device.session_key == current
    return render(request, "usersessions/usersession_list.html", {"devices": listed})
