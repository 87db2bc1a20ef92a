from site_config.settings.environment import env

MESSAGE_LENGTH = 8000  # characters
MESSAGES_PER_PAGE = 50

# How often one person may post: a burst at once, then so many a second.
POST_RATE = env.float("POST_RATE", default=2)
POST_BURST = env.int("POST_BURST", default=20)

# After a restart all pages come back: so many a second to a process.
RETURN_RATE = env.float("RETURN_RATE", default=250)

# How often it is looked for what is due: reminders, what is to be sent later, polls that close (seconds).
DUE_PERIOD = env.float("DUE_PERIOD", default=2)

# Delivery (seconds)
SAFETY_NET_PERIOD = env.float("SAFETY_NET_PERIOD", default=3)
# Every page is pinged so often; one that has not answered by the next time is closed.
PING_PERIOD = max(1, env.int("PING_PERIOD", default=60))
PRESENCE_GRACE = env.float("PRESENCE_GRACE", default=4)
PRESENCE_BEAT = env.float("PRESENCE_BEAT", default=10)
PRESENCE_LEASE = env.float("PRESENCE_LEASE", default=30)
