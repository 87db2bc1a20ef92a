from playwright.sync_api import expect


def test_two_people_talk(lounge, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)

    alices.say("Hello, Bob")
    bobs.should_show("Hello, Bob")
    bobs.say("Hello, Alice")
    alices.should_read("Hello, Bob", "Hello, Alice")
    bobs.should_read("Hello, Bob", "Hello, Alice")
    expect(alices.unsent).to_have_count(0)
