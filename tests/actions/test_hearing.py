from typing import Any

import numpy as np
import pytest

from actions.hearing import hear
from bot.conversation.proposing import Mentioned
from knowledge.questions import Question
from nlu.acts import DialogueAct
from nlu.carried_vector import FIELD, CarriedVector
from nlu.language import LanguageGuess
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus


class SaysCzech:
    """Identifies everything as Czech, unless a language was chosen."""

    def identify(self, text: str, *, chosen: Locale | None = None, prior: Locale | None = None) -> LanguageGuess:
        del text, prior
        return LanguageGuess(chosen or Locale.CS, 1.0)


def a_message(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "intent": {"name": "ask"}, "entities": [], "metadata": {}} | more


def test_a_first_message_has_only_its_words() -> None:
    heard = hear(a_message("kolik to stojí"), {}, SaysCzech())
    assert heard.act is DialogueAct.ASK
    assert heard.question == Question("kolik to stojí", Locale.CS)
    assert (heard.mentioned, heard.declined, heard.status_asked) == (Mentioned(), False, False)


@pytest.mark.parametrize(
    ("intent", "act_p"),
    [
        pytest.param({"name": "want_lawyer", "confidence": 0.47}, 0.47, id="as Rasa says"),
        pytest.param({"name": "want_lawyer"}, 1.0, id="sure where nothing is said"),
    ],
)
def test_how_sure_the_act_is_is_heard(intent: dict[str, Any], act_p: float) -> None:
    assert hear(a_message("chci právníka", intent=intent), {}, SaysCzech()).act_p == act_p


def test_what_the_gateway_knows_wins_over_the_slots() -> None:
    metadata = {"locale": "uk", "status": "eu_citizen", "district": "praha-3", "article": "work/unpaid-wages"}
    slots = {"status": "undocumented", "article": "health/find-a-doctor", "status_asked": True}
    heard = hear(a_message("ahoj", metadata=metadata), slots, SaysCzech())
    expected = Question("ahoj", Locale.UK, ResidenceStatus.EU_CITIZEN, "praha-3", "work/unpaid-wages")
    assert heard.question == expected
    assert heard.status_asked


def test_a_vector_that_travels_with_the_message_goes_on_with_the_question() -> None:
    metadata = {FIELD: CarriedVector("ours", np.array([1.0], dtype=np.float32)).to_wire()}
    with_it = hear(a_message("ahoj", metadata=metadata), {}, SaysCzech(), encoder="ours").question
    assert with_it.vector is not None
    assert with_it.vector.tolist() == [1.0]
    assert hear(a_message("ahoj", metadata=metadata), {}, SaysCzech(), encoder="new").question.vector is None


def test_slots_help_where_the_gateway_says_nothing() -> None:
    heard = hear(a_message("ahoj"), {"article": "work/unpaid-wages"}, SaysCzech())
    assert heard.question.article == "work/unpaid-wages"


def test_a_payload_keeps_the_language_of_the_conversation() -> None:
    message = a_message('/set_status{"status": "eu_citizen"}', metadata={"prior": "vi"})
    message["entities"] = [{"entity": "status", "value": "eu_citizen"}]
    heard = hear(message, {}, SaysCzech())
    assert heard.question.locale is Locale.VI
    assert heard.mentioned.status is ResidenceStatus.EU_CITIZEN


@pytest.mark.parametrize("value", ["unsure", "private"])
def test_a_button_can_decline_to_say_the_status(value: str) -> None:
    heard = hear(a_message("/set_status", entities=[{"entity": "status", "value": value}]), {}, SaysCzech())
    assert heard.declined
    assert heard.mentioned.status is None


def test_an_unknown_intent_is_no_act() -> None:
    assert hear(a_message("?", intent={"name": None}), {}, SaysCzech()).act is None
    assert hear(a_message("/x", intent={"name": "choose_article"}), {}, SaysCzech()).act is None


def test_a_message_that_only_says_where_somebody_is_is_heard_as_that() -> None:
    district = {"entity": "district", "value": "praha-3", "start": 0, "end": 6}
    heard = hear(a_message("Žižkov", entities=[district]), {}, SaysCzech())
    assert heard.mentioned == Mentioned(names_district=True, is_district_alone=True)
    asked = hear(a_message("Žižkov, kde je lékař", entities=[district]), {}, SaysCzech())
    assert asked.mentioned == Mentioned(names_district=True)
    assert asked.question.district == "praha-3"
