"""What the owner changes of the look: a colour and a logo."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts import colours, logos
from accounts.forms.site import NO_ACCENT
from accounts.models import Logo, Site

AWKWARD = ["#000000", "#ffffff", "#ffff00", "#00ff00", "#0000ff", "#ff00ff", "#2f6f5e", "#777777", "#fe0001"]
SCRIPT = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def image(size=(300, 200), kind="PNG", colour=(200, 30, 30), **options) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, kind, **options)
    return file.getvalue()


def upload(data: bytes, name="logo.png"):
    return SimpleUploadedFile(name, data, content_type="image/png")


@pytest.fixture
def decide(alice, enter):
    """Send the owner's form."""
    device = enter(alice)

    def decide(**answers):
        return device.post("/site/", {"name": "Harbour", "sign_up": "open"} | answers)

    return decide


def stylesheet(visitor) -> str:
    """The owner's style sheet as the page of sign-in names it."""
    page = visitor.get("/accounts/login/").content.decode()
    (address,) = re.findall(r'href="(/site/look\.css\?\w+)"', page)
    response = visitor.get(address)
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=86400"
    return response.content.decode()


# The colour


@pytest.mark.django_db(transaction=True)
def test_a_site_without_a_look_of_its_own_asks_for_no_style_sheet_more(alice, carol):
    page = carol.get("/accounts/login/").content.decode()
    assert page.count('rel="stylesheet"') == 1
    assert "icons/parley.svg" in page


@pytest.mark.django_db(transaction=True)
def test_a_colour_of_the_owner_is_on_every_page_at_once(decide, carol):
    decide(accent="#8A2BE2")
    assert Site.get().accent == "#8a2be2"
    shades = colours.accent("#8a2be2")
    assert f"--color-accent: light-dark({shades.light.plain}, {shades.dark.plain})" in stylesheet(carol)


@pytest.mark.django_db(transaction=True)
def test_each_colour_has_an_address_of_its_own(decide):
    decide(accent="#8a2be2")
    before = Site.get().look_url
    decide(accent="#8a2be3")
    assert Site.get().look_url != before


@pytest.mark.django_db
def test_the_picker_left_alone_picks_nothing(decide):
    decide(accent=NO_ACCENT)
    assert Site.get().accent == ""


@pytest.mark.django_db
def test_the_owner_goes_back_to_the_colour_of_the_theme(decide):
    decide(accent="#8a2be2")
    decide(accent="#8a2be2", plain_accent="on")
    assert Site.get().look_url is None


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["red", "#12345", "#12345g", "#123456;}", "#1234567"])
def test_what_is_no_colour_is_refused_beside_its_field(decide, wrong):
    response = decide(accent=wrong)
    assert response.status_code == 422
    assert response.context["form"].errors["accent"]
    assert 'id="id_accent_error"' in response.content.decode()
    assert Site.get().accent == ""


@pytest.mark.parametrize("colour", AWKWARD)
def test_an_accent_can_be_read_whatever_was_picked(colour):
    accent = colours.accent(colour)
    for shades, ground in ((accent.light, colours.LIGHT_GROUND), (accent.dark, colours.DARK_GROUND)):
        tint = mixed(shades.plain, ground, 12)
        assert colours.contrast(shades.plain, ground) >= 4.5
        assert colours.contrast(shades.words, shades.plain) >= 4.5
        assert colours.contrast(shades.words, shades.strong) >= 4.5
        assert colours.contrast(shades.strong, tint) >= 4.5


@pytest.mark.parametrize("colour", ["#8b0000", "#123456", "#2f4f2f"])
def test_a_colour_that_can_be_read_is_left_as_it_is(colour):
    assert colours.accent(colour).light.plain == colour


def mixed(colour: str, ground: str, share: int) -> str:
    """Like color-mix(in srgb, colour share%, ground)."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + bytes(round((one * share + other * (100 - share)) / 100) for one, other in pairs).hex()


@pytest.mark.django_db
def test_the_owners_sheet_sets_tokens_that_there_are(decide, carol):
    decide(accent="#8a2be2")
    tokens = (Path(site_settings.BASE_DIR) / "static/css/tokens.css").read_text()
    css = carol.get("/site/look.css").content.decode()
    assert len(re.findall(r"--[\w-]+(?=:)", css)) == 6
    for token in re.findall(r"--[\w-]+(?=:)", css):
        assert f"{token}:" in tokens


# The logo


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_logo_stands_in_the_head_and_in_the_tab_of_every_page(decide, carol, kind):
    assert decide(logo=upload(image(kind=kind))).status_code == 302
    address = Site.get().logo_url
    assert f'url("{address}")' in stylesheet(carol)
    page = carol.get("/accounts/login/").content.decode()
    assert f'<link rel="icon" href="{address}"' in page
    response = carol.get(address)
    assert response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"]
    with Image.open(BytesIO(response.content)) as shown:
        assert shown.size == (128, 85)


@pytest.mark.django_db
def test_nothing_is_shown_of_a_file_but_its_pixels():
    assert b"secret" not in logos.small(image(kind="PNG", exif=b"Exif\x00\x00MM\x00*secret") + b"secret")


@pytest.mark.django_db
def test_browsers_that_ask_for_the_icon_by_its_old_name_find_it(client, decide):
    assert client.get("/favicon.ico").url == "/static/icons/parley.svg"
    decide(logo=upload(image()))
    assert client.get("/favicon.ico").url == Site.get().logo_url


def test_another_logo_takes_the_place_of_the_first(decide):
    decide(logo=upload(image()))
    decide(logo=upload(image(colour=(0, 0, 200))))
    assert [logo.digest for logo in Logo.objects.all()] == [Site.get().logo_id]


@pytest.mark.django_db
def test_what_else_the_owner_decides_leaves_the_logo(decide):
    decide(logo=upload(image()))
    before = Site.get().logo_id
    decide(name="Pier")
    assert (Site.get().name, Site.get().logo_id) == ("Pier", before)


@pytest.mark.django_db
def test_the_owner_takes_the_logo_away(decide, carol):
    decide(logo=upload(image()))
    address = Site.get().logo_url
    decide(no_logo="on")
    assert Site.get().logo_url is None
    assert carol.get(address).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "because"),
    [
        (SCRIPT, "no PNG or WebP image"),
        (b"\x89PNG\r\n\x1a\nand then nothing of it", "no PNG or WebP image"),
        (image()[:200], "no PNG or WebP image"),
        (image(kind="GIF"), "no PNG or WebP image"),
        (image(kind="JPEG"), "no PNG or WebP image"),
        (image(size=(2049, 1)), "too large: more than 2048 pixels"),
        (image() + b"x" * logos.MOST_BYTES, "too large: more than 64 KB"),
        (b"", "empty"),
    ],
    ids=["svg", "broken", "cut", "gif", "jpeg", "wide", "heavy", "empty"],
)
def test_another_file_is_refused_beside_its_field_and_the_rest_stands(decide, data, because):
    response = decide(name="Pier 9", logo=upload(data))
    assert response.status_code == 422
    page = response.content.decode()
    assert re.search(rf'id="id_logo_error"[^/]*{because}', page)
    assert 'value="Pier 9"' in page
    assert not Logo.objects.exists()
    assert Site.get().name == "Parley"


@pytest.mark.django_db
def test_only_the_owner_changes_the_look(bob, enter):
    bob.change_role("moderator")
    enter(bob).post("/site/", {"name": "Mine", "sign_up": "open", "accent": "#8a2be2"})
    assert Site.get().accent == ""
