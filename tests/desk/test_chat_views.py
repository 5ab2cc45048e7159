from __future__ import annotations

from datetime import datetime, timezone

import pytest
from django.test import Client

from bot.conversation.replies import Button, Message
from bot.conversation.texts import Texts
from bot.storage import outbox
from bot.storage.models import Inbox, Person
from desk.chat import views
from desk.chat.history import Mark, Shown, messages_after
from desk.chat.views import COOKIE
from nlu.locales import Locale

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=timezone.utc)
FETCH = {"HTTP_X_REQUESTED_WITH": "fetch"}


@pytest.fixture
def visitor() -> Client:
    client = Client()
    client.get("/")
    return client


def say(visitor: Client, text: str, update: str = "u1") -> int:
    return visitor.post("/chat/send", {"text": text, "update": update}, **FETCH).status_code


def reply(html: str, *buttons: Button) -> None:
    outbox.add((Message(html, (buttons,)),), person=Person.objects.get(), inbox=None, now=NOW)


@pytest.mark.parametrize("locale", list(Locale), ids=lambda locale: locale.value)
def test_a_first_visit_speaks_the_browsers_language(locale: Locale) -> None:
    page = Client().get("/", HTTP_ACCEPT_LANGUAGE=f"{locale.value},en;q=0.5")
    assert f'<html lang="{locale.value}">' in page.content.decode()
    assert Texts.of(locale).get("web.label") in page.content.decode()


def test_a_language_we_do_not_have_gets_the_next_one_the_browser_names() -> None:
    page = Client().get("/", HTTP_ACCEPT_LANGUAGE="de-AT,de;q=0.9,vi;q=0.5")
    assert '<html lang="vi">' in page.content.decode()


def test_a_question_is_stored_before_it_is_acknowledged(visitor: Client) -> None:
    assert say(visitor, "kde je úřad") == 204
    assert Inbox.objects.get().payload["text"] == "kde je úřad"


def test_sending_the_same_update_again_stores_it_once(visitor: Client) -> None:
    say(visitor, "kde je úřad")
    say(visitor, "kde je úřad")
    assert Inbox.objects.count() == 1


def test_numbers_of_documents_are_masked_before_they_are_stored(visitor: Client) -> None:
    say(visitor, "moje rodné číslo je 855101/1234 a hotovo")
    assert "855101/1234" not in Inbox.objects.get().payload["text"]


def test_the_page_shows_the_conversation_so_far_to_its_owner_only(visitor: Client) -> None:
    say(visitor, "kde je úřad")
    reply("<b>Tady</b>")
    assert "<b>Tady</b>" in visitor.get("/").content.decode()
    assert "<b>Tady</b>" not in Client().get("/").content.decode()


def test_what_a_person_typed_is_escaped(visitor: Client) -> None:
    say(visitor, "<script>alert(1)</script>")
    assert "<script>alert" not in visitor.get("/").content.decode()


def test_a_tap_shows_as_the_words_of_its_button(visitor: Client) -> None:
    say(visitor, "kde je úřad")
    reply("Tady", Button("steps:work/unpaid-wages", "Postup krok za krokem"))
    visitor.post("/chat/send", {"press": "steps:work/unpaid-wages", "update": "u2"}, **FETCH)
    assert visitor.get("/").content.decode().count("Postup krok za krokem") == 2


def test_messages_are_those_after_the_mark(visitor: Client) -> None:
    say(visitor, "kde je úřad")
    reply("První")
    reply("Druhá")
    rows = list(Person.objects.get().outbox.order_by("pk"))
    mark = Mark(Inbox.objects.get().pk, rows[0].pk)
    answer = visitor.get(f"/chat/messages?after={mark}").content.decode()
    assert "Druhá" in answer
    assert "První" not in answer


@pytest.mark.parametrize("path", ["/", "/chat/messages?after=0.0"])
def test_an_answer_recorded_while_the_page_reads_is_never_shown_in_the_language_before(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    say(visitor, "kde je úřad")

    def recorded_meanwhile(session: str, mark: Mark, locale: Locale) -> tuple[Shown, ...]:
        if not Person.objects.get().outbox.exists():
            Person.objects.update(chosen_locale=Locale.VI.value)
            reply("Xin chào")
        return messages_after(session, mark, locale)

    monkeypatch.setattr(views, "messages_after", recorded_meanwhile)
    response = visitor.get(path)
    answer = response.content.decode().partition('<ol class="log"')[2] or response.content.decode()
    assert "Xin chào" in answer
    assert 'lang="vi"' in answer
    assert 'lang="cs"' not in answer


@pytest.mark.parametrize("mark", ["", "x", "1", "-1.-1", "1.2.3", "9" * 30])
def test_a_mark_that_is_none_reads_from_the_beginning(mark: str) -> None:
    assert Mark.read(mark) == Mark()


def test_a_place_is_stored_rounded_to_about_a_kilometre(visitor: Client) -> None:
    place = {"latitude": "50.083456", "longitude": "14.464987", "update": "u1"}
    assert visitor.post("/chat/send", place, **FETCH).status_code == 204
    stored = Inbox.objects.get().payload
    assert (stored["kind"], stored["latitude"], stored["longitude"]) == ("location", 50.08, 14.46)


@pytest.mark.parametrize("locale", list(Locale), ids=lambda locale: locale.value)
def test_a_place_that_was_sent_shows_in_words_and_never_in_degrees(locale: Locale) -> None:
    client = Client(HTTP_ACCEPT_LANGUAGE=locale.value)
    client.get("/")
    client.post("/chat/send", {"latitude": "50.08", "longitude": "14.46", "update": "u1"}, **FETCH)
    page = client.get("/").content.decode()
    assert Texts.of(locale).get("web.place") in page
    assert "50.08" not in page


@pytest.mark.parametrize(
    "fields",
    [
        {"latitude": "91", "longitude": "14"},
        {"latitude": "nan", "longitude": "14"},
        {"latitude": "inf", "longitude": "14"},
        {"latitude": "here", "longitude": "14"},
        {"latitude": "50.08"},
    ],
)
def test_a_place_that_is_nowhere_is_refused(visitor: Client, fields: dict[str, str]) -> None:
    assert visitor.post("/chat/send", fields, **FETCH).status_code == 400
    assert not Inbox.objects.exists()


def test_the_button_to_share_a_place_is_absent_until_a_script_shows_it(visitor: Client) -> None:
    page = visitor.get("/").content.decode()
    assert '<button type="button" class="share" id="share" hidden>' in page
    assert "onclick" not in page


@pytest.mark.parametrize("fields", [{}, {"text": "   "}, {"press": "x" * 200}, {"text": "a", "update": "u" * 300}])
def test_what_is_no_message_is_refused(visitor: Client, fields: dict[str, str]) -> None:
    assert visitor.post("/chat/send", fields, **FETCH).status_code == 400
    assert not Inbox.objects.exists()


def test_five_thousand_characters_are_taken_and_more_are_cut(visitor: Client) -> None:
    say(visitor, "ž" * 6000)
    assert len(Inbox.objects.get().payload["text"]) == 5000


def test_a_forged_session_is_replaced() -> None:
    client = Client()
    client.cookies[COOKIE] = "' OR 1=1 --"
    client.get("/")
    assert client.cookies[COOKIE].value != "' OR 1=1 --"


def test_a_form_without_its_token_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/")
    assert client.post("/chat/send", {"text": "kde je úřad"}).status_code == 403


def test_the_page_lets_nothing_in_from_elsewhere(visitor: Client) -> None:
    policy = visitor.get("/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
