"""People, and what they set for themselves."""

from django.urls import reverse

from tests.flows.sights.sight import sight, with_alert


@sight
def person(town):
    return town.owner_visits(reverse("person", args=[town.settlement.guest.username])).page


@sight
def oneself(town):
    return town.owner_visits(reverse("person", args=[town.settlement.owner.username])).page


@sight
def preferences(town):
    return town.owner_visits(reverse("settings")).page


@sight
def preferences_saved(town):
    page = town.owner_visits(reverse("settings")).page
    page.get_by_role("button", name="Save").click()
    page.locator(".flash").wait_for()
    return page


@sight
def email(town):
    return town.owner_visits(reverse("account_email")).page


@sight
def password(town):
    return town.owner_visits(reverse("account_change_password")).page


@sight
def password_refused(town):
    page = town.owner_visits(reverse("account_change_password")).page
    for box in page.locator("input[type=password]").all():
        box.fill("1234")
    page.get_by_role("main").get_by_role("button").first.click()
    return with_alert(page)


@sight
def password_asked_again(town):
    return town.owner_visits(reverse("mfa_activate_totp")).page


@sight
def two_factor_off(town):
    return town.owner_visits(reverse("mfa_index")).page


@sight
def two_factor_on(town):
    return town.visit(reverse("mfa_index"), town.settlement.guarded).page


@sight
def authenticator_app(town):
    return town.just_signed_in(town.settlement.owner, reverse("mfa_activate_totp")).page


@sight
def authenticator_app_off(town):
    return town.just_signed_in(town.settlement.guarded, reverse("mfa_deactivate_totp")).page


@sight
def recovery_codes(town):
    return town.just_signed_in(town.settlement.guarded, reverse("mfa_view_recovery_codes")).page


@sight
def new_recovery_codes(town):
    return town.just_signed_in(town.settlement.guarded, reverse("mfa_generate_recovery_codes")).page


@sight
def passkeys(town):
    return town.visit(reverse("mfa_list_webauthn"), town.settlement.keyed).page


@sight
def new_passkey(town):
    return town.just_signed_in(town.settlement.owner, reverse("mfa_add_webauthn")).page


@sight
def passkey_removal(town):
    key = town.settlement.keyed.authenticator_set.get(type="webauthn")
    return town.just_signed_in(town.settlement.keyed, reverse("mfa_remove_webauthn", args=[key.pk])).page


@sight
def passkey_name(town):
    key = town.settlement.keyed.authenticator_set.get(type="webauthn")
    return town.just_signed_in(town.settlement.keyed, reverse("mfa_edit_webauthn", args=[key.pk])).page


@sight
def sessions(town):
    return town.owner_visits(reverse("usersessions_list")).page


@sight
def sign_out(town):
    return town.owner_visits(reverse("account_logout")).page
