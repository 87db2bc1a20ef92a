"""Makes readers and signs them in: `python -m bench.usual.scene READERS` prints their session keys."""

import json
import sys

import django


def readers(count: int) -> list[str]:
    from django.contrib.auth.models import User

    from bench.sessions import keys_for

    made = [User(username=f"u{n}", password="!") for n in range(count)]
    return keys_for(User.objects.bulk_create(made, batch_size=500))


if __name__ == "__main__":
    django.setup()
    print(json.dumps(readers(int(sys.argv[1]))))
