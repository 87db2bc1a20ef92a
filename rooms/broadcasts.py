"""What happened, in the past tense, told to everyone whom it concerns once the change is committed."""

from functools import partial, wraps

from django.db import transaction

from rooms import delivery, fragments, swaps
from rooms.delivery import events
from rooms.dom import dom_id, named
from rooms.labels import label_of
from rooms.marks import mark_of


def after_commit(tell):
    """Run `tell` after the commit; a failure is logged and never undoes what was stored."""

    @wraps(tell)
    def tell_later(*args, **kwargs):
        transaction.on_commit(partial(tell, *args, **kwargs), robust=True)

    return tell_later


# In a room


@after_commit
def message_posted(message) -> None:
    room = message.room
    typist_gone = swaps.remove(named("room", room.pk, f"typist-{message.author_id}"))
    delivery.publish(
        events.RoomChanged(
            room=room.pk,
            stamp=message.stamp,
            frame=swaps.log(room.pk, fragments.message(message), cursor=message.stamp) + typist_gone,
            posts=room.posts,
            author=None if message.author_is_away else message.author_id,
            label=label_of(room),
            number=message.number,
            mentioned=message.mentioned,
        )
    )


@after_commit
def message_changed(message) -> None:
    """Something about a message is not as it was: its body, or what belongs to it."""
    frame = swaps.log(message.room_id, fragments.message(message), cursor=message.stamp)
    frame += taken_back_frame([message])
    delivery.publish(
        events.RoomChanged(
            room=message.room_id,
            stamp=message.stamp,
            frame=frame,
            posts=message.room.posts,
            number=message.number,
            mentioned=message.mentioned,
        )
    )


def taken_back_frame(messages) -> str:
    """Return what removes the words of those that were taken back from where they show besides the log."""
    gone = [message for message in messages if message.retracted_at]
    removed = [swaps.remove(dom_id(message, part)) for message in gone for part in fragments.WORDS]
    return "".join([*removed, swaps.fill("voice", "")] if gone else [])


def heading_frame(room) -> str:
    """Return what brings the head of a room up to date on its pages: name, topic, members, pins.

    Above a thread stands the message under which it is.
    """
    pins = swaps.replace(dom_id(room, "pins"), fragments.pins(room))
    if room.is_direct:
        return pins
    if room.is_thread:
        return swaps.replace(dom_id(room, "heading"), fragments.thread_heading(room)) + pins
    heading = fragments.heading(room, room.memberships.count())
    return (
        swaps.replace(dom_id(room, "heading"), heading) + swaps.fill(dom_id(room, "name"), room.name) + pins
    )


@after_commit
def heading_changed(room) -> None:
    """A room has another name, topic, number of members or of pins, or was archived."""
    frame = heading_frame(room) + swaps.log(room.pk, cursor=room.heading_stamp)
    delivery.publish(
        events.RoomChanged(
            room=room.pk, stamp=room.heading_stamp, frame=frame, posts=room.posts, label=label_of(room)
        )
    )


def someone_typed(room_pk: int, person) -> None:
    frame = swaps.upsert(named("room", room_pk, "typing"), fragments.typist(room_pk, person))
    delivery.publish(events.RoomHint(room_pk, frame))


def people_changed(room_pk: int, frames: list[str]) -> None:
    """Others are here than before, as `people_frames` says."""
    delivery.publish(events.PeopleChanged(room_pk, frames))


def people_frames(room_pk: int, people, total: int) -> list[str]:
    """Return the swaps that show who is here. people: those shown; total: all of them."""
    count = fragments.people_count(room_pk, total)
    return [
        swaps.sync(named("room", room_pk, "people"), fragments.people(room_pk, people)),
        swaps.replace(named("room", room_pk, "count"), count),
    ]


@after_commit
def room_ended(room_pk: int) -> None:
    delivery.publish(events.RoomEnded(room_pk, swaps.remove(named("room", room_pk, "row"))))


@after_commit
def room_archived(room, threads) -> None:
    """An archived room, and the threads in it, leave the lists of its members; who reads goes on reading."""
    delivery.publish(events.RoomsArchived([room.pk, *(thread.pk for thread in threads)]))


@after_commit
def room_restored(room, threads) -> None:
    """A room and its threads can be talked in again: they return to the lists of its members."""
    delivery.publish(events.RoomsRestored([(one.pk, label_of(one)) for one in (room, *threads)]))


# To a person


@after_commit
def membership_began(membership) -> None:
    room = membership.room
    delivery.publish(
        events.MembershipBegan(
            user=membership.user_id,
            room=room.pk,
            number=membership.read_number,
            posts=room.posts,
            label=label_of(room),
            involvement=membership.involvement,
            mentions=membership.unread_mentions() if membership.unread else [],
        )
    )


@after_commit
def membership_ended(room, user) -> None:
    delivery.publish(events.MembershipEnded(user.pk, room.pk, swaps.remove(dom_id(room, "row"))))


@after_commit
def thread_unfollowed(room, user) -> None:
    """Somebody does not want to know of a thread any more, but may read it on."""
    row_gone = swaps.remove(dom_id(room, "row"))
    delivery.publish(events.MembershipEnded(user.pk, room.pk, row_gone, stays=True))


@after_commit
def room_read(membership) -> None:
    delivery.publish(events.RoomRead(membership.user_id, membership.room_id, membership.read_number))


@after_commit
def room_unread(membership, mentions: list[int]) -> None:
    """A member took messages for unread again. mentions: the numbers of those that mention the member."""
    told = membership.user_id, membership.room_id, membership.read_number, mentions
    delivery.publish(events.RoomUnread(*told))


@after_commit
def involvement_changed(membership) -> None:
    told = membership.user_id, membership.room_id, membership.involvement
    delivery.publish(events.InvolvementChanged(*told))


@after_commit
def draft_kept(room_pk: int, user_pk: int, body: str, original=None, answered: int | None = None) -> None:
    """A person has written this in a room so far, on some page. The rest is as of `draft_shown`."""
    delivery.publish(events.PersonTold(user_pk, draft_shown(room_pk, body, original, answered)))


def draft_shown(room_pk: int, body: str, original=None, answered: int | None = None) -> str:
    """Return the swaps by which a page knows what is kept of what is written in a room.

    The element's text is what a composer begins with: where nothing was typed it shows, where something was
    typed it only says what the server has.

    original: Message that it will answer, with author, or None; answered: key of the one that what was kept
    before answered, where nothing is kept any more. Another one may have been chosen for what comes next.
    """
    box, kept, reply = (named("room", room_pk, part) for part in ("body", "kept", "reply"))
    follows = ""
    if body or answered:
        gone = named("message", answered, "answered") if answered else ""
        chosen = fragments.answered(original) if original else ""
        # Where nothing was typed the box is empty now; what a page answers by its own choice stays there.
        follows = swaps.fill(box, "") + swaps.follow(reply, chosen, box=box, spare=kept, in_place_of=gone)
    mark = mark_of(body, original and original.pk)
    return follows + swaps.fill(box, body) + swaps.replace(kept, fragments.kept(room_pk, mark))


@after_commit
def reminder_rang(reminder) -> None:
    frame = swaps.upsert("reminders", fragments.reminder(reminder))
    delivery.publish(events.PersonTold(reminder.user_id, frame))


@after_commit
def reminder_changed(reminder) -> None:
    """The message of a reminder that rang says something else: so does the reminder, where it still shows."""
    frame = swaps.replace(dom_id(reminder), fragments.reminder(reminder))
    delivery.publish(events.PersonTold(reminder.user_id, frame))


@after_commit
def reminder_dismissed(reminder_pk: int, user_pk: int) -> None:
    delivery.publish(events.PersonTold(user_pk, swaps.remove(named("reminder", reminder_pk))))


def person_seen(user_pk: int, is_here: bool) -> None:
    """A person came to the site, or left it."""
    frame = swaps.replace(named("user", user_pk, "here"), fragments.here(user_pk, is_here))
    delivery.publish(events.PersonSeen(user_pk, frame))


@after_commit
def person_changed(user_pk: int) -> None:
    """A person has another role, or is called something else."""
    delivery.publish(events.PersonChanged(user_pk))


@after_commit
def session_ended(user_pk: int, session_key: str) -> None:
    """One session is over (signed out, or ended from the list of sessions): its pages go dark."""
    if session_key:
        delivery.publish(events.SessionsEnded(user_pk, only=session_key))


@after_commit
def sessions_ended(user_pk: int, except_key: str = "") -> None:
    """All sessions of a person are over, but the one named."""
    delivery.publish(events.SessionsEnded(user_pk, spared=except_key))
