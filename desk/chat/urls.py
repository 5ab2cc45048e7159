"""Addresses of the public chat."""

from __future__ import annotations

from django.urls import path

from desk.chat import views
from desk.chat.letters import letter

app_name = "chat"
urlpatterns = [
    path("", views.page, name="page"),
    path("chat/send", views.send, name="send"),
    path("chat/letter/<int:number>", letter, name="letter"),
    path("chat/messages", views.messages, name="messages"),
]
