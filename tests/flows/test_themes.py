"""The site in another theme, and with a look of its owner's: nothing that the browser would refuse."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.flows.fixtures.servers import serving
from tests.flows.pages.room_page import RoomPage

pytestmark = pytest.mark.own_site
HAS_ITS_TIME_BESIDE_THE_HEAD = "li => li.querySelector('time').closest('a').parentElement === li"


@pytest.fixture(scope="module")
def paper(database, var_dir_in):
    """A server of the same site, in paper."""
    from django.conf import settings

    shared = {"DATABASE_URL": f"sqlite:///{database}", "SECRET_KEY": settings.SECRET_KEY}
    with serving(var_dir_in("paper"), THEME="paper", **shared) as server:
        yield server


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_people_talk_on_paper(paper, browse, lounge, alice, bob, scheme):
    at_alices = RoomPage(browse(alice, through=paper, color_scheme=scheme).page, lounge).open()
    at_bobs = RoomPage(browse(bob, through=paper, viewport={"width": 360, "height": 740}).page, lounge).open()
    at_alices.composer.fill("Ink and rules")
    at_alices.send.click()
    expect(at_bobs.messages).to_have_count(1)
    at_bobs.should_read("Ink and rules")

    # A line as the theme draws it: no picture, and the time beside the head in place of within.
    expect(at_bobs.avatars).to_have_count(0)
    assert at_bobs.messages.first.evaluate(HAS_ITS_TIME_BESIDE_THE_HEAD)
    expect(at_alices.people.get_by_role("listitem")).to_have_count(2)
    assert at_bobs.fits_the_width()


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(251, 246, 233)"), ("dark", "rgb(29, 25, 19)")])
def test_a_room_is_on_a_warm_ground(paper, browse, lounge, alice, scheme, ground):
    room = RoomPage(browse(alice, through=paper, color_scheme=scheme).page, lounge).open()
    assert room.page.evaluate("getComputedStyle(document.body).backgroundColor") == ground


def test_the_way_in_is_of_the_theme_too(paper, browse):
    door = browse(through=paper).go("/accounts/login/")
    expect(door.stylesheets("css/theme.")).to_have_count(1)
    assert "Georgia" in door.page.evaluate("getComputedStyle(document.body).fontFamily")


def test_ones_own_lines_are_marked_on_paper_too(paper, browse, lounge, alice):
    lounge.post(alice, "Mine")
    page = RoomPage(browse(alice, through=paper).page, lounge).open()
    mark = "li => getComputedStyle(li, '::after').borderInlineStartColor"
    name = "li => getComputedStyle(li.querySelector('.message__author')).color"
    assert page.messages.first.evaluate(mark) == page.messages.first.evaluate(name)


def test_a_reader_of_scripts_off_sees_paper(paper, browse, lounge, alice):
    lounge.post(alice, "Without scripts")
    site = browse(alice, through=paper, java_script_enabled=False).go(lounge.get_absolute_url())
    expect(site.page.get_by_text("Without scripts")).to_be_visible()


# The owner's look


@pytest.fixture
def owner(enrol):
    return enrol("Olga", role="owner")


@pytest.fixture
def logo():
    file = BytesIO()
    Image.new("RGB", (300, 300), (200, 30, 30)).save(file, "PNG")
    return {"name": "logo.png", "mimeType": "image/png", "buffer": file.getvalue()}


def test_an_owner_gives_the_site_a_colour_and_a_logo_and_takes_them_away(browse, owner, logo):
    page = browse(owner).go("/site/").page
    page.get_by_label("Colour", exact=True).fill("#8b0000")
    page.get_by_label("Logo", exact=True).set_input_files(logo)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()

    door = browse(color_scheme="light").go("/accounts/login/")
    expect(door.logo).to_have_css("background-image", re.compile(r"/site/logo-\w+\.png"))
    expect(door.main.get_by_role("button", name="Sign in", exact=True)).to_have_css(
        "background-color", "rgb(139, 0, 0)"
    )

    page.get_by_label("Go back to the colour of the theme").check()
    page.get_by_label("Take the logo away").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Take the logo away")).to_have_count(0)
    expect(door.stylesheets("look.css")).to_have_count(1)
    door.reload()
    expect(door.stylesheets("look.css")).to_have_count(0)


def test_a_file_that_is_no_image_is_refused_beside_its_field(browse, guard, owner, logo):
    guard.expect_answer(422)
    page = browse(owner).go("/site/").page
    page.get_by_label("Name of the site").fill("Pier 9")
    page.get_by_label("Logo", exact=True).set_input_files(logo | {"buffer": b"<svg onload='alert(1)'/>"})
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Logo", exact=True)).to_have_accessible_description(
        re.compile("no PNG or WebP image")
    )
    expect(page.get_by_label("Name of the site")).to_have_value("Pier 9")
