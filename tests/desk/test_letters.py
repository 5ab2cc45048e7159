from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from django.test import Client

from bot.conversation.replies import Document, Message
from bot.conversation.texts import Texts
from bot.printing import PrintingNotReady
from bot.storage import outbox, retention
from bot.storage.models import Outbox, Person
from nlu.locales import Locale

# A letter is erased for good outside of any transaction.
pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 28, 20, 0, tzinfo=timezone.utc)
PAGE = Document("x.pdf", "<!DOCTYPE html><html lang='cs'><body><p>Vážená paní</p></body></html>", "no pages")
FETCH = {"HTTP_X_REQUESTED_WITH": "fetch"}


@pytest.fixture
def visitor() -> Client:
    client = Client()
    client.get("/", HTTP_ACCEPT_LANGUAGE="en")
    client.post("/chat/send", {"text": "hello", "update": "u1"}, **FETCH)
    return client


def a_letter() -> int:
    reply = (
        Message("<blockquote>Vážená</blockquote>", is_private=True),
        Message("PDF", document=PAGE, is_private=True),
    )
    person = Person.objects.get()
    outbox.add(reply, person=person, inbox=person.inbox.get(), now=NOW)
    return Outbox.objects.order_by("pk").last().pk  # type: ignore[union-attr]


def gone(visitor: Client) -> str:
    return Texts.of(Locale.EN).get("letter.gone") if visitor else ""


def test_the_page_links_the_letter_and_gives_it_once(visitor: Client) -> None:
    number = a_letter()
    page = visitor.get("/").content.decode()
    assert f'href="/chat/letter/{number}"' in page
    assert "Vážená" in page
    fetched = visitor.get(f"/chat/letter/{number}")
    assert fetched.content.startswith(b"%PDF")
    assert fetched["Content-Disposition"] == 'attachment; filename="x.pdf"'
    assert fetched["Cache-Control"] == "no-store"
    again = visitor.get(f"/chat/letter/{number}")
    assert (again.status_code, again.content.decode()) == (410, gone(visitor))
    assert "Vážená" not in visitor.get("/").content.decode()
    assert gone(visitor) in visitor.get("/").content.decode()


def test_nobody_else_gets_the_letter(visitor: Client) -> None:
    number = a_letter()
    other = Client()
    other.get("/")
    assert other.get(f"/chat/letter/{number}").status_code == 404
    assert Client().get(f"/chat/letter/{number}").status_code == 404
    assert visitor.get(f"/chat/letter/{number}").status_code == 200


def test_after_an_hour_the_letter_is_gone(visitor: Client) -> None:
    number = a_letter()
    retention.purge_letters(now=NOW + timedelta(minutes=61))
    assert visitor.get(f"/chat/letter/{number}").status_code == 410


def test_an_ordinary_message_is_no_letter(visitor: Client) -> None:
    outbox.add((Message("hello"),), person=Person.objects.get(), inbox=None, now=NOW)
    assert visitor.get(f"/chat/letter/{Outbox.objects.get().pk}").status_code == 410
    assert "hello" in visitor.get("/").content.decode()


def test_where_pages_cannot_be_set_the_letter_stays(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: Document) -> bytes:
        raise PrintingNotReady(["a-library"])

    number = a_letter()
    with monkeypatch.context() as broken:
        broken.setattr("desk.chat.letters.print_document", missing)
        answer = visitor.get(f"/chat/letter/{number}")
    assert (answer.status_code, answer.content.decode()) == (503, "no pages")
    assert visitor.get(f"/chat/letter/{number}").status_code == 200


def test_an_answer_in_a_form_is_shown_as_taken(visitor: Client) -> None:
    row = Person.objects.get().inbox.get()
    row.payload = {**row.payload, "text": ""}
    row.save()
    assert Texts.of(Locale.EN).get("letter.taken") in visitor.get("/").content.decode()
