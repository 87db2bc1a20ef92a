"""Pages over HTTP, open pages over WebSocket, static files before either."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
pages = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402 (models load only after the line above)
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402

from accounts.sockets import SessionUserMiddleware  # noqa: E402
from rooms.routing import websocket_urlpatterns  # noqa: E402
from site_config.serving.lifespan import lifespan  # noqa: E402
from site_config.serving.threads import DatabaseThreads  # noqa: E402
from site_config.static_files import with_static_files  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": with_static_files(pages),
        "websocket": AllowedHostsOriginValidator(
            DatabaseThreads(SessionUserMiddleware(URLRouter(websocket_urlpatterns)))
        ),
        "lifespan": lifespan,
    }
)
