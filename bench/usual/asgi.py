import os

from django.core.asgi import get_asgi_application

pages = get_asgi_application()

from channels.auth import AuthMiddlewareStack  # noqa: E402 (models load only after the line above)
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.urls import path  # noqa: E402

from bench.usual import consumers  # noqa: E402

consumer = getattr(consumers, os.environ.get("CONSUMER", "ChatConsumer"))
sockets = URLRouter([path("ws/<str:room>/", consumer.as_asgi())])

application = ProtocolTypeRouter(
    {"http": pages, "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(sockets))}
)
