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
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.devices import end
from accounts.models import User
from core.admin import PlainAddress

admin.site.site_header = admin.site.site_title = _("Worthwhile, behind the scenes")
admin.site.index_title = _("Your rows, and who has an account")
# One sign-in for everything: with its limits, and later its second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


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
class PersonAdmin(PlainAddress, UserAdmin):
    """People and their permissions.

    An e-mail is changed by the person, so that the address they sign in with is one they have.
    People are not deleted here: their rows are invisible to an administrator, as they should be,
    so the page could not say what goes with them, and nothing could be put back. Switch an
    account off instead (active).
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
        (None, {"fields": ["email", "password", "name", "time_zone"]}),
        (
            _("What they may do"),
            {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]},
        ),
        (_("Since when"), {"fields": ["is_sample", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "usable_password", "password1", "password2"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["email", "is_sample", "last_login", "date_joined"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


# allauth's own show everybody's, look for a user name, which nobody has here, and delete a row but
# not its session. A person's addresses are kept on their own page.
admin.site.unregister([UserSession, EmailAddress])


@admin.register(UserSession)
class DeviceAdmin(PlainAddress, admin.ModelAdmin):
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

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: UserSession) -> None:
        end(UserSession.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        end(queryset)
