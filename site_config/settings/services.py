"""What processes share: the channel layer, the cache, sessions."""

from site_config.settings.environment import env

# Without Redis one process serves the site. With it, any number of processes hear each other.
REDIS_URL = env("REDIS_URL", default="")
if REDIS_URL:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {
                "hosts": [
                    {
                        "address": REDIS_URL,
                        "socket_timeout": 3,
                        "socket_connect_timeout": 2,
                        "health_check_interval": 15,
                    }
                ],
                "prefix": env("REDIS_PREFIX", default="parley"),
            },
        }
    }
    shared_cache = {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": env("REDIS_PREFIX", default="parley"),
        "OPTIONS": {
            # A dead cache makes the site slower, never wrong.
            "IGNORE_EXCEPTIONS": True,
            "SOCKET_TIMEOUT": 1,
            "SOCKET_CONNECT_TIMEOUT": 1,
        },
    }
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    shared_cache = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    SESSION_ENGINE = "django.contrib.sessions.backends.db"

# What is due is done where it is found (rooms/alarm.py); the rows that say what is due are the queue.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

CACHES = {
    "default": shared_cache,
    # Rendered messages, in each process: a page of them never waits for another machine.
    "fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "fragments",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
