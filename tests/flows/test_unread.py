def test_a_badge_counts_what_is_said_elsewhere(lounge, library, alice, bob, enter):
    bobs, alices = enter(library, bob), enter(lounge, alice)
    bobs.sidebar.should_have_unread(lounge.name, 0)

    alices.says("one")
    bobs.sidebar.should_have_unread(lounge.name, 1)
    alices.says("two", "three")
    bobs.sidebar.should_have_unread(lounge.name, 3)
    bobs.reload()
    bobs.sidebar.should_have_unread(lounge.name, 3)
    alices.sidebar.should_have_unread(lounge.name, 0)


def test_reading_in_one_tab_clears_the_badge_in_the_others(lounge, library, alice, bob, enter, another_tab):
    first = enter(library, bob)
    second, elsewhere = another_tab(first), enter(library, bob)
    lounge.post(alice, "one")
    lounge.post(alice, "two")
    for page in (first, second, elsewhere):
        page.sidebar.should_have_unread(lounge.name, 2)

    first.move_to(lounge).should_read("one", "two")

    for page in (first, second, elsewhere):
        page.sidebar.should_have_unread(lounge.name, 0)
    first.reload()
    first.sidebar.should_have_unread(lounge.name, 0)


def test_what_one_says_oneself_is_read(lounge, library, bob, enter, another_tab):
    first = enter(library, bob)
    second = another_tab(first, lounge)

    second.says("mine")
    library.post(bob, "also mine")
    first.should_read("also mine")

    first.sidebar.should_have_unread(lounge.name, 0)
    second.sidebar.should_have_unread(library.name, 0)


def test_what_arrives_on_the_open_page_is_read(lounge, library, alice, bob, enter, another_tab):
    bobs, alices = enter(lounge, bob), enter(lounge, alice)
    beside = another_tab(bobs, library)

    alices.says("are you reading?")
    bobs.should_read("are you reading?")

    beside.sidebar.should_have_unread(lounge.name, 0)
    beside.reload()
    beside.sidebar.should_have_unread(lounge.name, 0)


def test_badges_follow_when_the_line_is_back(lounge, library, alice, bob, enter, network, guard):
    guard.expect_network_errors()
    bobs, elsewhere = enter(library, bob, through=network), enter(library, bob)
    lounge.post(alice, "before")
    bobs.sidebar.should_have_unread(lounge.name, 1)

    network.cut()
    bobs.should_have_lost_the_line()
    lounge.post(alice, "meanwhile")
    elsewhere.sidebar.should_have_unread(lounge.name, 2)
    network.mend()
    bobs.should_have_the_line_again()
    bobs.sidebar.should_have_unread(lounge.name, 2)

    network.cut()
    bobs.should_have_lost_the_line()
    elsewhere.move_to(lounge).should_read("before", "meanwhile")
    elsewhere.sidebar.should_have_unread(lounge.name, 0)
    network.mend()
    bobs.should_have_the_line_again()
    bobs.sidebar.should_have_unread(lounge.name, 0)
