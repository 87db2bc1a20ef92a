import re

from playwright.sync_api import expect


def choose(page, involvement: str) -> None:
    page.main.get_by_text("Notify", exact=True).click()
    page.main.get_by_role("button", name=involvement, exact=True).click()


def muted(page, room):
    return page.sidebar.muted(room.name)


def test_a_muted_room_shows_no_badge_on_any_page(lounge, library, alice, bob, enter):
    bobs, elsewhere, alices = enter(lounge, bob), enter(library, bob), enter(lounge, alice)
    choose(bobs, "Nothing")
    expect(muted(elsewhere, lounge)).to_be_visible()
    alices.says("anybody?")
    alices.say(f"@{bob.username}!")
    library.post(alice, "over here")
    elsewhere.should_read("over here")
    elsewhere.sidebar.should_have_unread(lounge.name, 0)
    expect(elsewhere.page).to_have_title(re.compile(f"^{library.name}"))

    choose(bobs, "Everything")
    expect(muted(elsewhere, lounge)).to_have_count(0)
    bobs.should_have_read_everything()
    bobs.move_to(library)
    alices.says("again")
    elsewhere.sidebar.should_have_unread(lounge.name, 1)
    expect(elsewhere.page).to_have_title(re.compile(r"^\(1\)"))


def test_with_mentions_only_they_alone_are_counted(lounge, library, alice, bob, enter):
    bobs, alices = enter(lounge, bob), enter(lounge, alice)
    choose(bobs, "Mentions")
    bobs = bobs.move_to(library)
    alices.says("this and that")
    alices.say(f"@{bob.username} but this")
    bobs.sidebar.should_have_mentions(lounge.name, 1)
    bobs.reload()
    bobs.sidebar.should_have_mentions(lounge.name, 1)


def test_a_page_that_was_away_learns_how_much_its_person_hears(lounge, library, alice, bob, enter, offline):
    bobs, away = enter(lounge, bob), enter(library, bob)
    with offline(away):
        away.should_have_lost_the_line()
        choose(bobs, "Mentions")
        bobs.move_to(library)
        lounge.post(alice, "this and that")
        lounge.post(alice, f"@{bob.username} but this")
    away.should_have_the_line_again()
    away.sidebar.should_have_mentions(lounge.name, 1)


def test_involvement_with_scripts_off(lounge, library, alice, bob, browse):
    bobs = browse(bob, java_script_enabled=False).go(lounge.get_absolute_url())
    choose(bobs, "Nothing")
    bobs.should_be_titled(lounge.name)
    bobs.main.get_by_text("Notify", exact=True).click()
    expect(bobs.main.get_by_role("button", name="Nothing")).to_have_attribute("aria-pressed", "true")
    lounge.post(alice, "hello")
    bobs.go(library.get_absolute_url())
    bobs.sidebar.should_have_unread(lounge.name, 0)
    expect(muted(bobs, lounge)).to_be_visible()
