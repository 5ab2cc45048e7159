"""From Rasa's tracker to our own values. What Rasa sends is JSON; behind this module nothing is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.conversation.proposing import Mentioned
from knowledge.questions import Question
from nlu.acts import DialogueAct
from nlu.bare_district import is_district_alone
from nlu.carried_vector import vector_from
from nlu.language import LanguageGuess
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus

_DECLINED = {"unsure", "private"}


class Languages(Protocol):
    """The part of `nlu.language.LanguageIdentifier` that hearing needs."""

    def identify(self, text: str, *, chosen: Locale | None = None, prior: Locale | None = None) -> LanguageGuess:
        """Say which of our languages to answer in."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One message of a person, as the actions see it.

    Attributes:
        act: None for a payload that chooses an article.
        act_p: How sure the act is, in [0, 1].
        declined: Whether a payload says that they would rather not say, or do not know, how they stay here.
        status_asked: Whether they were asked before.
    """

    act: DialogueAct | None
    act_p: float
    question: Question
    mentioned: Mentioned
    declined: bool
    status_asked: bool


def hear(
    message: Mapping[str, Any], slots: Mapping[str, Any], languages: Languages, *, encoder: str | None = None
) -> Heard:
    """Read Rasa's latest message and slots.

    What the gateway sent along wins over the slots: it knows what the database knows.

    Args:
        message: Rasa's latest message.
        slots: As the tracker has them.
        languages: Identifies a text whose language nobody chose.
        encoder: Whose vector is welcome, if the message carries one; None for nobody's.
    """
    known = _known(message, slots)
    entities = {entity["entity"]: str(entity["value"]) for entity in message.get("entities") or ()}
    chosen, prior = Locale.from_code(known["chosen"]), Locale.from_code(known["prior"])
    text = str(message.get("text") or "")
    is_payload = text.startswith("/")
    locale = (
        (chosen or prior or Locale.CS) if is_payload else languages.identify(text, chosen=chosen, prior=prior).locale
    )
    question = Question(
        text=text,
        locale=locale,
        status=_status(known["status"]),
        district=entities.get("district") or known["district"],
        article=known["article"],
        vector=vector_from(message.get("metadata") or {}, encoder) if encoder else None,
    )
    return Heard(
        act=_act(message),
        act_p=float((message.get("intent") or {}).get("confidence", 1.0)),
        question=question,
        mentioned=Mentioned(
            status=_status(entities.get("status")),
            language=Locale.from_code(entities.get("language")),
            article=entities.get("article"),
            names_district="district" in entities,
            is_district_alone=is_district_alone(text, _districts(message)),
        ),
        declined=entities.get("status") in _DECLINED,
        status_asked=bool(slots.get("status_asked")),
    )


def _known(message: Mapping[str, Any], slots: Mapping[str, Any]) -> dict[str, str | None]:
    metadata: Mapping[str, Any] = message.get("metadata") or {}

    def first(name: str) -> str | None:
        return metadata.get(name) or slots.get(name)

    return {
        "chosen": metadata.get("locale"),
        "prior": metadata.get("prior") or slots.get("locale"),
        "status": first("status"),
        "district": first("district"),
        "article": first("article"),
    }


def _districts(message: Mapping[str, Any]) -> list[tuple[int, int]]:
    entities = message.get("entities") or ()
    return [(entity["start"], entity["end"]) for entity in entities if entity["entity"] == "district"]


def _act(message: Mapping[str, Any]) -> DialogueAct | None:
    name = (message.get("intent") or {}).get("name")
    return DialogueAct(name) if name in {act.value for act in DialogueAct} else None


def _status(value: str | None) -> ResidenceStatus | None:
    return ResidenceStatus(value) if value in {status.value for status in ResidenceStatus} else None
