import json

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.template.loader import render_to_string

from bench.usual.models import Message


class ChatConsumer(AsyncWebsocketConsumer):
    """One open page. Each one renders each message for its own reader."""

    async def connect(self):
        self.user = self.scope["user"]
        if not self.user.is_authenticated:
            return await self.close()
        self.room = self.scope["url_route"]["kwargs"]["room"]
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.accept()

    async def disconnect(self, code):
        if self.user.is_authenticated:
            await self.channel_layer.group_discard(self.room, self.channel_name)

    async def receive(self, text_data=None, bytes_data=None):
        message = await self.save(json.loads(text_data)["message"])
        await self.channel_layer.group_send(self.room, {"type": "chat.message", **self.told(message)})

    def told(self, message: Message) -> dict:
        """What the group is told of a message."""
        return {
            "id": message.pk,
            "author": self.user.username,
            "text": message.text,
            "posted_at": message.posted_at.isoformat(),
        }

    async def chat_message(self, event):
        html = render_to_string("usual/message.html", {"message": event, "user": self.user})
        await self.send(text_data=html)

    @database_sync_to_async
    def save(self, text: str) -> Message:
        return Message.objects.create(room=self.room, author=self.user, text=text)


class RenderingOnce(ChatConsumer):
    """The same, but a message is rendered before the group is told: the same HTML for everybody."""

    def told(self, message: Message) -> dict:
        return {"html": render_to_string("usual/message.html", {"message": super().told(message)})}

    async def chat_message(self, event):
        await self.send(text_data=event["html"])
