"""What a supervisor asks: is the process up, and can it do its work?"""

import logging

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.views.decorators.http import require_GET

logger = logging.getLogger(__name__)


@require_GET
def healthz(request):
    """Answer 200 as long as this process answers at all."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_GET
def readyz(request):
    """Answer 200 when the database and the channel layer answer, else 503 and which do not."""
    failing = [name for name, answers in (("database", _database), ("layer", _layer)) if not answers()]
    text = f"failing: {', '.join(failing)}\n" if failing else "ok\n"
    return HttpResponse(text, status=503 if failing else 200, content_type="text/plain")


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("The database does not answer")
        return False
    return True


def _layer() -> bool:
    try:
        async_to_sync(get_channel_layer().group_send)("readyz", {"type": "readyz"})
    except Exception:
        logger.exception("The channel layer does not answer")
        return False
    return True
