from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from bot.channels.telegram.reading import read_update
from bot.conversation.inbound import Kind
from nlu.locales import Locale

PERSON = {"id": 5, "is_bot": False, "first_name": "Secret", "username": "secret", "language_code": "uk"}
PHOTO = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}
FILE = {"file_id": "f", "file_unique_id": "u"}


def an_update(kind: str = "message", *, chat_type: str = "private", **changes: Any) -> Update:
    message = {"message_id": 1, "date": 1795252800, "chat": {"id": 5, "type": chat_type}, "from": PERSON, **changes}
    update = Update.de_json({"update_id": 9, kind: message}, None)
    assert update is not None
    return update


def test_a_text_is_read_with_its_language_and_without_names() -> None:
    arrival = read_update(an_update(text="скільки коштує"))
    assert arrival is not None
    assert (arrival.update_id, arrival.address, arrival.guessed_locale) == ("9", "5", Locale.UK)
    assert arrival.inbound.text == "скільки коштує"
    assert "ecret" not in repr(arrival)


def test_numbers_of_documents_never_get_in() -> None:
    arrival = read_update(an_update(text="мій паспорт FA123456"))
    assert arrival is not None
    assert arrival.inbound.is_masked
    assert "123456" not in repr(arrival)


def test_an_edit_is_an_edit() -> None:
    arrival = read_update(an_update("edited_message", text="again"))
    assert arrival is not None
    assert arrival.inbound.is_edit


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"photo": [PHOTO]}, Kind.PHOTO),
        ({"voice": {**FILE, "duration": 1}}, Kind.VOICE),
        ({"audio": {**FILE, "duration": 1}}, Kind.VOICE),
        ({"video": {**FILE, "duration": 1, "width": 1, "height": 1}}, Kind.VIDEO),
        ({"document": FILE}, Kind.DOCUMENT),
        ({"contact": {"phone_number": "1", "first_name": "x"}}, Kind.CONTACT),
        ({"dice": {"emoji": "🎲", "value": 3}}, Kind.OTHER),
        ({"location": {"latitude": 50.08765, "longitude": 14.42123}}, Kind.LOCATION),
    ],
    ids=lambda value: value.value if isinstance(value, Kind) else "",
)
def test_what_is_not_text_is_known_by_its_kind(content: dict[str, Any], kind: Kind) -> None:
    arrival = read_update(an_update(**content))
    assert arrival is not None
    assert arrival.inbound.kind is kind


def test_a_place_is_rounded_to_about_a_kilometre() -> None:
    arrival = read_update(an_update(location={"latitude": 50.08765, "longitude": 14.42123}))
    assert arrival is not None
    assert (arrival.inbound.latitude, arrival.inbound.longitude) == (50.09, 14.42)


def test_a_tap_is_read_with_what_its_answer_needs() -> None:
    chat = {"id": 5, "type": "private"}
    query = {
        "id": "q7",
        "from": PERSON,
        "chat_instance": "i",
        "data": "human",
        "message": {"message_id": 1, "date": 1795252800, "chat": chat},
    }
    update = Update.de_json({"update_id": 9, "callback_query": query}, None)
    assert update is not None
    arrival = read_update(update)
    assert arrival is not None
    assert (arrival.inbound.kind, arrival.inbound.button, arrival.inbound.callback) == (Kind.PRESS, "human", "q7")


def test_a_place_that_moves_is_answered_once() -> None:
    place = {"latitude": 50.08765, "longitude": 14.42123, "live_period": 600}
    assert read_update(an_update(location=place)) is not None
    assert read_update(an_update("edited_message", location=place)) is None


def test_groups_are_not_listened_to() -> None:
    assert read_update(an_update(chat_type="group", text="hello")) is None
