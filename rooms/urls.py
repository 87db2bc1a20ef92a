from django.urls import include, path

from rooms.views import (
    actions,
    conversation,
    directs,
    memberships,
    messages,
    places,
    polls,
    previews,
    reactions,
    replies,
    retractions,
    rooms,
    threads,
)

# /chat/<slug>/
room_urls = [
    path("", conversation.show, name="room"),
    path("messages/", messages.messages, name="messages"),
    path("messages/<int:pk>/actions/", actions.index, name="actions"),
    path("messages/<int:pk>/reply/", replies.new, name="reply"),
    path("messages/<int:pk>/thread/", threads.begin, name="thread"),
    path("messages/<int:pk>/react/", reactions.reacting, name="react"),
    path("messages/<int:pk>/react/tone/", reactions.tone, name="tone"),
    path("messages/<int:pk>/reactions/", reactions.index, name="reactions"),
    path("messages/<int:pk>/retract/", retractions.create, name="retract"),
    path("messages/<int:pk>/", places.show, name="message"),
    path("preview/", previews.show, name="preview"),
    path("follow/", threads.follow, name="follow"),
    path("unfollow/", threads.unfollow, name="unfollow"),
    path("messages/<int:pk>/vote/", polls.vote, name="vote"),
    path("messages/<int:pk>/votes/", polls.votes, name="votes"),
    path("messages/<int:pk>/close/", polls.close, name="close-poll"),
    path("poll/", polls.create, name="new-poll"),
    path("members/", memberships.index, name="members"),
    path("members/<int:pk>/dismiss/", memberships.dismiss, name="dismiss-member"),
    path("join/", memberships.join, name="join-room"),
    path("leave/", memberships.leave, name="leave-room"),
    path("edit/", rooms.edit, name="edit-room"),
    path("archive/", rooms.archive, name="archive-room"),
    path("restore/", rooms.restore, name="restore-room"),
    path("delete/", rooms.end, name="end-room"),
]

# /
urlpatterns = [
    path("", rooms.home, name="home"),
    path("chat/", rooms.index, name="rooms"),
    path("chat/new/", rooms.create, name="new-room"),
    path("chat/<str:slug>/", include(room_urls)),
    path("post/", messages.post, name="post"),
    path("direct/<str:username>/", directs.show, name="direct"),
]
