"""Sockets: opened by a room's page, or by any other page."""

from channels.generic.websocket import AsyncWebsocketConsumer
from django.urls import path, re_path

from rooms.consumers import ChatConsumer


class NoSuchSocket(AsyncWebsocketConsumer):
    """Turns away whoever asks for an address that is none, without a traceback."""

    channel_layer_alias = "none"

    async def connect(self):
        await self.close()


websocket_urlpatterns = [
    path("ws/chat/", ChatConsumer.as_asgi(), name="socket"),
    path("ws/chat/<str:slug>/", ChatConsumer.as_asgi(), name="room-socket"),
    re_path(r"", NoSuchSocket.as_asgi()),
]
