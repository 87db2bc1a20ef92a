from playwright.sync_api import expect

COUNT_DISAPPEARANCES = """(list, name) => {
  window.disappearances = 0
  new MutationObserver(changes => {
    const gone = changes.flatMap(change => [...change.removedNodes])
    if (gone.some(node => node.textContent.trim() === name)) window.disappearances++
  }).observe(list, { childList: true, subtree: true })
}"""


def test_each_tab_counts_and_the_last_one_ends_it(lounge, alice, bob, enter, another_tab):
    alices = enter(lounge, alice)
    alices.should_list_as_here("Alice")

    first = enter(lounge, bob)
    alices.should_list_as_here("Alice", "Bob")
    second, third = another_tab(first), another_tab(first)
    third.should_list_as_here("Alice", "Bob")
    third.page.close()
    first.page.close()
    # Whoever comes and goes meanwhile shows that departures are told.
    second.says("still here")
    alices.should_list_as_here("Alice", "Bob")
    second.page.close()

    alices.should_list_as_here("Alice")


def test_a_reload_is_no_departure(lounge, alice, bob, carol, enter):
    lounge.admit(carol)
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.should_list_as_here("Alice", "Bob")
    alices.people.get_by_role("list").evaluate(COUNT_DISAPPEARANCES, "Bob")

    bobs.reload()
    bobs.reload()
    # Carol leaves after Bob's reloads: once she is told gone, Bob's time for being told gone is over.
    carols = enter(lounge, carol)
    alices.should_list_as_here("Alice", "Bob", "Carol")
    carols.page.close()
    alices.should_list_as_here("Alice", "Bob")

    assert alices.page.evaluate("window.disappearances") == 0


def test_moving_to_another_room_is_a_departure(lounge, library, alice, bob, enter):
    alices, bobs = enter(lounge, alice), enter(lounge, bob)
    alices.should_list_as_here("Alice", "Bob")

    bobs_library = bobs.move_to(library)

    bobs_library.should_list_as_here("Bob")
    alices.should_list_as_here("Alice")
    bobs_library.move_to(lounge).should_list_as_here("Alice", "Bob")
    alices.should_list_as_here("Alice", "Bob")


def test_who_looks_into_an_open_room_is_seen(lounge, alice, carol, enter):
    alices, carols = enter(lounge, alice), enter(lounge, carol)

    alices.should_list_as_here("Alice", "Carol")
    expect(carols.composer).to_have_count(0)
    alices.says("hello, whoever looks in")
    carols.should_read("hello, whoever looks in")


def test_a_conversation_of_two_shows_whether_the_other_is_here(lounge, alice, bob, enter, write_to):
    alices = write_to(bob, alice)
    expect(alices.presence()).to_have_accessible_name("away")

    bobs = enter(lounge, bob)
    expect(alices.presence()).to_have_accessible_name("here")
    bobs.page.close()

    expect(alices.presence()).to_have_accessible_name("away")
