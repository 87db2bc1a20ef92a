"""The back office, for owners."""

from allauth.account import views as account_views
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation, Site, User

# Django's own pages know neither two-factor sign-in nor the open pages of a session that ends.
admin.site.login = secure_admin_login(admin.site.login)
admin.site.logout = account_views.logout
admin.site.password_change = account_views.password_change


@admin.register(User)
class PersonAdmin(UserAdmin):
    """People. Roles and activity are changed on the site's own page, which keeps an owner in place."""

    fieldsets = [
        (None, {"fields": ["username", "display_name", "email"]}),
        (_("Site"), {"fields": ["role", "is_active"]}),
        (_("Preferences"), {"fields": ["language", "time_zone"]}),
        (_("Dates"), {"fields": ["date_joined", "last_login"]}),
    ]
    readonly_fields = ["role", "is_active", "date_joined", "last_login"]
    list_display = ["username", "display_name", "role", "is_active", "date_joined"]
    list_filter = ["role", "is_active"]
    search_fields = ["username", "display_name", "email"]
    filter_horizontal = []

    def has_delete_permission(self, request, obj=None) -> bool:
        # What somebody said stays attributed; shutting them out is `deactivate`.
        return False


@admin.register(Site)
class SiteAdmin(admin.ModelAdmin):
    list_display = ["name", "sign_up"]

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    list_display = ["token", "invited_by", "created_at", "expires_at", "uses"]
    readonly_fields = ["uses"]
    autocomplete_fields = ["invited_by"]
