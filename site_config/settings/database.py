from site_config.settings.environment import VAR_DIR, env

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'parley.sqlite3'}")}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"] |= {
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A writer waits for its turn at the start, where SQLite can wait, and never in the middle.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;"
            "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY",
        },
        "TEST": {"NAME": env("TEST_DATABASE", default=str(VAR_DIR / "test.sqlite3"))},
    }
else:
    DATABASES["default"] |= {
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "pool": {"min_size": 2, "max_size": env.int("DATABASE_POOL", default=20), "timeout": 5},
            # One stuck transaction must not take every thread that wants the same room.
            "options": "-c lock_timeout=5s -c idle_in_transaction_session_timeout=30s",
        },
    }

# Threads, each with its own connection, for the database work of sockets. SQLite has one writer anyway.
SOCKET_THREADS = env.int("SOCKET_THREADS", default=1 if "sqlite" in DATABASES["default"]["ENGINE"] else 8)
