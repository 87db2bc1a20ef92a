"""What replies show of the message that they answer."""

# When a message is not what it was, so many of the newest replies to it are brought to the pages that show
# them. All the others are right wherever they are shown from then on: they hold no text of it.
MOST = 100


def renew(message) -> list:
    """Stamp the replies to a message anew, in the transaction in which it changes; return them, oldest first.

    Each gets a clock value of its own, as every change does.
    """
    replies = list(message.replies.with_author().order_by("-seq")[:MOST])[::-1]
    if not replies:
        return []
    clock = message.room.tick(by=len(replies))
    for stamp, reply in enumerate(replies, clock - len(replies) + 1):
        reply.room, reply.reply_to, reply.stamp = message.room, message, stamp
    type(message).objects.bulk_update(replies, ["stamp"])
    return replies
