"""Who has an account here: the one list of the admin with more in it than one's own."""

from typing import Any

from allauth.account import admin as _emails_registered_first  # noqa: F401
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.usersessions import admin as _devices_registered_first  # noqa: F401
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from procrastinate.contrib.django import admin as _jobs_registered_first  # noqa: F401
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.devices import end
from accounts.models import User
from core.admin import PlainAdmin

admin.site.site_header = admin.site.site_title = _("Worthwhile, behind the scenes")
admin.site.index_title = _("Your rows, and who has an account")
# One sign-in for everything: with its limits, and later its second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
# And one page for one's own password, with its limit: the admin's has none.
_own_password = RedirectView.as_view(pattern_name="accounts:password")
admin.site.password_change = _own_password  # type: ignore[assignment]
admin.site.password_change_done = _own_password  # type: ignore[assignment]


PERMISSIONS = ["is_staff", "is_superuser", "groups", "user_permissions"]


class PersonChangeForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"  # narrowed by the fieldsets below


class PersonCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


@admin.register(User)
class PersonAdmin(PlainAdmin, UserAdmin):
    """People and their permissions.

    An e-mail is changed by the person, so that the address they sign in with is one they have.
    People are not deleted here: their rows are invisible to an administrator, as they should be,
    so the page could not say what goes with them, and nothing could be put back. Switch an
    account off instead (active). Nobody sets another's password: with it they could sign in as
    that person and see their rows. Who forgot theirs resets it by mail.
    """

    form = PersonChangeForm
    add_form = PersonCreationForm
    list_display = ["email", "name", "is_staff", "is_active", "is_sample", "date_joined"]
    list_filter = ["is_staff", "is_active", "is_sample", "date_joined"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["email", "name"]
    date_hierarchy = "date_joined"
    ordering = ["email"]
    fieldsets = [
        (None, {"fields": ["email", "name", "language", "time_zone"]}),
        (
            _("What they may do"),
            {"fields": ["is_active", *PERMISSIONS]},
        ),
        (_("Since when"), {"fields": ["is_sample", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "usable_password", "password1", "password2"]}),
    ]

    def get_urls(self) -> list[Any]:
        return [url for url in super().get_urls() if url.name != "auth_user_password_change"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Who is no superuser makes none: neither of themselves nor of others."""
        if obj is None:
            return []
        fixed = ["email", "is_sample", "last_login", "date_joined"]
        return fixed if request.user.is_superuser else [*fixed, *PERMISSIONS]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


# allauth's own show everybody's, look for a user name, which nobody has here, and delete a row but
# not its session. A person's addresses are kept on their own page.
admin.site.unregister([UserSession, EmailAddress])


@admin.register(UserSession)
class DeviceAdmin(PlainAdmin):
    """Where I am signed in. Deleting a row signs that device out."""

    list_display = ["user", "created_at", "ip", "user_agent"]
    list_filter = ["created_at"]
    list_select_related = ["user"]
    list_per_page = 50
    search_fields = ["user__email", "ip"]
    date_hierarchy = "created_at"
    fields = ["user", "created_at", "ip", "user_agent"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(user=request.user)

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        """Not by the session's key: who asks letter by letter would learn it."""
        asks_for_key = lookup.startswith("session_key")
        return not asks_for_key and super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: UserSession) -> None:
        end(UserSession.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        end(queryset)


# Others' admins answer a hand-made address as ours do.
for _model in (Group, ProcrastinateJob):
    _theirs = type(admin.site._registry[_model])
    admin.site.unregister(_model)
    admin.site.register(_model, type(_theirs.__name__, (PlainAdmin, _theirs), {}))
