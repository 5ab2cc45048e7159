"""A letter's pages: fetched once, by the browser that filled it in, within an hour."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from bot.conversation.texts import Texts
from bot.conversation.wire import message_from_wire
from bot.letter_printing import print_document
from bot.printing import PrintingNotReady
from bot.storage.drafts import take_letter
from bot.storage.erasing import checkpoint
from bot.storage.models import Outbox
from desk.chat.history import CHANNEL
from desk.chat.views import locale_of, session_of


@require_GET
def letter(request: HttpRequest, number: int) -> HttpResponse:
    """The PDF; 410 once it was fetched or its hour is over, 404 where no such letter is this browser's."""
    session = session_of(request)
    row = Outbox.objects.filter(pk=number, person__channel=CHANNEL, person__address=session).first()
    texts = Texts.of(locale_of(request, session))
    document = message_from_wire(row.message).document if row is not None else None
    if row is None:
        return _said(texts.get("letter.gone"), HTTPStatus.NOT_FOUND)
    if document is None:
        return _said(texts.get("letter.gone"), HTTPStatus.GONE)
    try:
        pdf = print_document(document)
    except PrintingNotReady:
        return _said(document.without, HTTPStatus.SERVICE_UNAVAILABLE)
    if not take_letter(row):
        # Fetched by another request while we set the pages.
        return _said(texts.get("letter.gone"), HTTPStatus.GONE)
    checkpoint()
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{document.name}"'
    response["Cache-Control"] = "no-store"
    return response


def _said(text: str, status: HTTPStatus) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)
