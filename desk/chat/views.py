"""The chat page and its two endpoints: store what was sent, show what was answered."""

from __future__ import annotations

import asyncio
import hashlib
import re
import secrets
import time
from datetime import datetime, timezone

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_POST

from bot.conversation.inbound import Inbound, Kind, sent_place
from bot.conversation.scene import Scene
from bot.conversation.talk import introduction
from bot.conversation.texts import Texts
from bot.hearing import NoKnowledge
from bot.privacy import mask
from bot.settings import settings
from bot.storage.inbox import Arrival, is_answering, store
from bot.storage.persons import state_of
from desk.chat.history import CHANNEL, Mark, Shown, messages_after, person_at
from nlu.locales import Locale

COOKIE = "pruvodce_chat"
_COOKIE_AGE_S = 30 * 24 * 3600
_LONGEST_TEXT = 5000
_LONGEST_ID = 80
_COOKIE_BYTES = 32
_COOKIE = re.compile(r"[\w-]{43}", re.ASCII)
_POLL_S = 0.1
_LONG_POLL_S = 20.0
_WAIT_WITHOUT_SCRIPT_S = 4.0


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The page with the conversation so far."""
    cookie = _cookie(request)
    session = _address(cookie)
    messages, locale, conversation = _conversation_after(request, session, Mark())
    texts = Texts.of(locale)
    names = ("title", "tagline", "label", "send", "waiting", "slow", "offline", "skip", "language", "conversation")
    of_place = ("share", "locating", "refused")
    context = {
        "locale": locale,
        "locales": list(Locale),
        "said": {name: texts.get(f"web.{name}") for name in (*names, *of_place, "refresh", "you")},
        "messages": messages or (_welcome(locale),),
        "mark": messages[-1].mark if messages else Mark(),
        "conversation": conversation,
        "update": secrets.token_hex(12),
    }
    response = HttpResponse(render_to_string("chat/page.html", context, request))
    response.set_cookie(
        COOKIE, cookie, max_age=_COOKIE_AGE_S, httponly=True, samesite="Lax", secure=bool(settings().hosts)
    )
    # The conversation is a person's own: no cache keeps it.
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Store a question or a tap. Answers 204 to the script; without one, waits a little and shows the page again."""
    cookie = _cookie(request)
    session = _address(cookie)
    inbound = _inbound(request)
    update = request.POST.get("update") or secrets.token_hex(12)
    if inbound is None or len(update) > _LONGEST_ID:
        return HttpResponseBadRequest()
    arrival = Arrival(
        update_id=f"{secrets.token_hex(4) if inbound.kind is Kind.PRESS else ''}{update}"[:64],
        address=session,
        inbound=inbound,
        guessed_locale=_accepted(request),
        unmasked=_text(request) if inbound.is_masked else "",
    )
    store(CHANNEL, [arrival], now=datetime.now(timezone.utc))
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    deadline = time.monotonic() + _WAIT_WITHOUT_SCRIPT_S
    while is_answering(CHANNEL, session) and time.monotonic() < deadline:
        time.sleep(_POLL_S)
    response = redirect("chat:page")
    response.set_cookie(COOKIE, cookie, max_age=_COOKIE_AGE_S, httponly=True, samesite="Lax")
    return response


async def messages(request: HttpRequest) -> HttpResponse:
    """What is new since `after`, as HTML; waits up to twenty seconds for something to be new."""
    session = _address(_cookie(request))
    mark = Mark.read(request.GET.get("after", ""))
    deadline = time.monotonic() + _LONG_POLL_S
    while True:
        fresh, locale, conversation = await sync_to_async(_conversation_after)(request, session, mark)
        if fresh or time.monotonic() > deadline:
            break
        await asyncio.sleep(_POLL_S)
    html = render_to_string("chat/messages.html", {"messages": fresh, "csrf_token": get_token(request)})
    response = HttpResponse(html, headers={"Cache-Control": "no-store", "X-Conversation": conversation})
    if fresh:
        response["Content-Language"] = locale.value
    return response


def _conversation_after(request: HttpRequest, session: str, mark: Mark) -> tuple[tuple[Shown, ...], Locale, str]:
    """What was said since the mark, in which language, and whose it is.

    Read again where a turn was recorded in between: a page that took the answer for one in the old language would
    never change its own.
    """
    whose = _whose(request, session)
    while True:
        messages, before = messages_after(session, mark, whose[0]), whose
        whose = _whose(request, session)
        if whose == before:
            return messages, *whose


def _whose(request: HttpRequest, session: str) -> tuple[Locale, str]:
    """The conversation's language and its name.

    The name changes when the person was forgotten, so that the page forgets as well. It tells nothing about them.
    """
    person = person_at(session)
    if person is None:
        return _accepted(request) or Locale.CS, ""
    return state_of(person).likely_locale, str(person.pk)


def _inbound(request: HttpRequest) -> Inbound | None:
    press = request.POST.get("press", "")
    if press:
        return Inbound(Kind.PRESS, button=press) if len(press) <= _LONGEST_ID else None
    if "latitude" in request.POST:
        return _place(request)
    text = _text(request)
    if not text:
        return None
    masked = mask(text)
    return Inbound(Kind.TEXT, text=masked.text, is_masked=masked.is_changed)


def _place(request: HttpRequest) -> Inbound | None:
    try:
        return sent_place(float(request.POST["latitude"]), float(request.POST.get("longitude", "")))
    except ValueError:
        return None


def session_of(request: HttpRequest) -> str:
    """What the database knows this browser by; of a new browser nobody knows anything by it."""
    return _address(_cookie(request))


def _text(request: HttpRequest) -> str:
    return request.POST.get("text", "")[:_LONGEST_TEXT].strip()


def _cookie(request: HttpRequest) -> str:
    known = request.COOKIES.get(COOKIE, "")
    return known if _COOKIE.fullmatch(known) else secrets.token_urlsafe(_COOKIE_BYTES)


def _address(cookie: str) -> str:
    """What the database knows a browser by: who reads the database cannot take over a conversation."""
    return hashlib.sha256(cookie.encode()).hexdigest()


def locale_of(request: HttpRequest, session: str) -> Locale:
    """The language of this browser's conversation, or that of the browser itself."""
    return _whose(request, session)[0]


def _accepted(request: HttpRequest) -> Locale | None:
    """The first of our languages that the browser asks for."""
    tags = (part.split(";")[0].strip() for part in request.headers.get("Accept-Language", "").split(","))
    return next((locale for tag in tags if (locale := Locale.from_code(tag)) is not None), None)


def _welcome(locale: Locale) -> Shown:
    today = datetime.now(timezone.utc).date()
    scene = Scene(NoKnowledge(), locale, today, retention_days=settings().retention_days)
    message = introduction(scene)
    return Shown(is_ours=True, html=message.html, buttons=message.buttons, mark=Mark(), locale=locale)
