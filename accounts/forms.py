"""The person's own settings, and allauth's forms in our words."""

from typing import Any, cast

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.account.utils import filter_users_by_email
from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.zones import grouped_zones
from core.forms import VersionedModelForm


class AboutYouForm(VersionedModelForm):
    """What a page must know to speak to somebody."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=grouped_zones,
        help_text=_("When your interviews are, and when today begins."),
        error_messages={
            "invalid_choice": _("There is no time zone “%(value)s”. Choose one from the list.")
        },
    )

    language = forms.ChoiceField(
        label=_("Language"),
        choices=lambda: settings.LANGUAGES,  # asked each time
        help_text=_("Of the pages, and of the mails you get."),
        error_messages={
            "invalid_choice": _("There is no language “%(value)s”. Choose one from the list.")
        },
    )

    class Meta:
        model = User
        fields = ["name", "language", "time_zone"]

    def save(self, commit: bool = True) -> User:
        self.instance.version += 1
        user: User = super().save(commit)
        return user


class SettingsForm(AboutYouForm):
    class Meta(AboutYouForm.Meta):
        fields = [
            *AboutYouForm.Meta.fields, "quiet_days", "shortcuts",
            "mail_two_questions", "mail_morning", "mail_weekly",
        ]  # fmt: skip
        error_messages = {
            "quiet_days": dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"),
                _("Give a number of days from 1 to 90."),
            )
        }


class LeavingForm(forms.Form):
    """Asks for what only its person knows: the password, or the address where there is none."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Type your password, so that nobody else can do this.")},
    )
    email = forms.CharField(
        label=_("Your e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type your e-mail, so that this cannot happen by mistake.")},
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        self.user = cast(User, request.user)
        super().__init__(*args, **kwargs)
        del self.fields["email" if self.user.has_usable_password() else "password"]

    def clean_password(self) -> None:
        """As often as allauth lets a password be tried once more, and not oftener."""
        if not ratelimit.consume(self.request, action="reauthenticate", user=self.user):
            raise ValidationError(_("Too many tries. Wait a minute, then try again."))
        if not self.user.check_password(self.cleaned_data["password"]):
            raise get_adapter().validation_error("incorrect_password")

    def clean_email(self) -> None:
        email = self.user.email
        if self.cleaned_data["email"].lower() != email.lower():
            raise ValidationError(
                _("You sign in as %(email)s. Type that."), params={"email": email}
            )


class OurWords:
    """Mixed into allauth's forms: a label over each field, and nothing said twice inside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = self.fields  # type: ignore[attr-defined]
        for name, field in fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = WORDS.get(name, field.label)
        if "password1" in fields:
            fields["password1"].help_text = _(
                "At least 8 characters, not only digits, and nothing that is easy to guess."
            )
        if "password2" in fields:
            fields["password1"].label = _("New password")


WORDS = {
    "email": _("E-mail"),
    "login": _("E-mail"),
    "oldpassword": _("Current password"),
    "password2": _("New password, again"),
}


class SignupForm(OurWords, allauth.SignupForm):
    pass


class LoginForm(OurWords, allauth.LoginForm):
    pass


class ReauthenticateForm(OurWords, allauth.ReauthenticateForm):
    pass


class ChangePasswordForm(OurWords, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(OurWords, allauth.SetPasswordForm):
    pass


class ResetPasswordForm(OurWords, allauth.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(OurWords, allauth.ResetPasswordKeyForm):
    pass


class ChangeEmailForm(OurWords, allauth.AddEmailForm):
    def clean_email(self) -> str:
        """Refuse somebody else's at once, confirmed or not: it could not be given here anyway."""
        email = super().clean_email()
        if filter_users_by_email(email):
            raise get_adapter().validation_error("email_taken")
        return email

    def save(self, request: HttpRequest) -> EmailAddress:
        """The new address counts once confirmed, and the old one until then.

        Without a mail server it counts at once. (allauth's own would drop the old one where it was
        never confirmed, and leave the person without any.)
        """
        mine = EmailAddress.objects.filter(user=self.user)
        mine.exclude(email__iexact=self.user.email).delete()
        address = mine.create(user=self.user, email=self.cleaned_data["email"])
        if settings.EMAIL_URL:
            address.send_confirmation(request)
        else:
            get_adapter().confirm_email(request, address)
        return address
