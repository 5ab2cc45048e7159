"""Small articles, people and messages for tests of the conversation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from bot.conversation.scene import Scene
from knowledge.articles import (
    Article,
    Confidence,
    DirectoryEntry,
    Part,
    Phrase,
    Section,
    Source,
    Version,
)
from knowledge.letters import Letter
from nlu.encoding import Vectors
from nlu.language import LanguageGuess
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus
from nlu.urgency_kinds import UrgencyKind

TODAY = date(2026, 11, 21)
EXTEND = "residence/long-term-residence-extend"
UNPAID = "work/unpaid-wages"


def a_version(locale: Locale = Locale.EN, *, title: str = "Extending", sections: tuple[Section, ...] = ()) -> Version:
    return Version(
        locale=locale,
        title=f"{title} {locale.value}",
        questions=("when",),
        sections=(
            Section(Part.SHORT, f"Apply in time ({locale.value}). Call +420 974 801 801."),
            Section(Part.STEPS, "1. Book an appointment.\n2. Go there."),
            Section(Part.BRING, "- passport\n- photo"),
            Section(Part.COSTS, "The fee is 2,500 CZK."),
            Section(Part.HELP, "ICP helps."),
            *sections,
        ),
        phrases=(Phrase("Dobrý den, chci prodloužit pobyt.", None if locale is Locale.CS else "Hello, I want …"),),
    )


def an_article(article_id: str = EXTEND, **changes: Any) -> Article:
    sections = changes.pop("sections", ())
    title = changes.pop("title", "Extending")
    fields: dict[str, Any] = {
        "id": article_id,
        "applies_to": frozenset({ResidenceStatus.THIRD_COUNTRY_LONG_TERM}),
        "confidence": Confidence.HIGH,
        "verified_on": date(2026, 11, 20),
        "review_by": date(2027, 2, 18),
        "volatile": True,
        "sources": (Source("https://ipc.gov.cz/extend", "ipc.gov.cz", "2026-10"),),
        "figures": {},
        "related": (UNPAID,),
        "directory": ("icp",),
        "deadlines": (),
        "versions": {locale: a_version(locale, title=title, sections=sections) for locale in Locale},
    }
    return Article(**{**fields, **changes})


def an_entry(entry_id: str = "icp", **changes: Any) -> DirectoryEntry:
    fields: dict[str, Any] = {
        "id": entry_id,
        "kind": "integration_centre",
        "name": {Locale.CS: f"Centrum {entry_id}", Locale.EN: f"Centre {entry_id}"},
        "services": ("social_counselling", "legal_counselling", "intercultural_work"),
        "serves": frozenset(),
        "languages": ("cs", "en", "uk"),
        "address": "Žitná 51, Praha 1",
        "district": "praha-1",
        "latitude": 50.077,
        "longitude": 14.428,
        "phones": ("+420 252 543 846",),
        "emails": ("info@example.org",),
        "web": "https://icpraha.com",
        "hours": "Mo-Fr 09:00-17:00; PH off",
        "cost": "free",
        "source": None,
        "check_first": True,
    }
    return DirectoryEntry(**{**fields, **changes})


class FakeLanguages:
    """Knows a language by its letters; enough for tests of what comes after."""

    def identify(self, text: str, *, chosen: Locale | None = None, prior: Locale | None = None) -> LanguageGuess:
        if chosen is not None:
            return LanguageGuess(chosen, 1.0)
        if "dzień" in text:
            return LanguageGuess(prior or Locale.CS, 0.5, "pl")
        marks = {Locale.UK: "іїєґ", Locale.RU: "ыэъё", Locale.VI: "ạảđươ", Locale.CS: "řěů"}
        found = next((locale for locale, letters in marks.items() if any(one in text for one in letters)), None)
        return LanguageGuess(found or prior or Locale.EN, 0.9)


class FakeUrgency:
    """Hears danger in two words."""

    def load(self) -> None:
        pass

    def detect(self, text: str, *, vector: Vectors | None = None) -> UrgencyKind | None:
        if vector is not None and vector[0] > 0:
            return UrgencyKind.SELF_HARM
        if "beats me" in text:
            return UrgencyKind.DOMESTIC_VIOLENCE
        return UrgencyKind.MEDICAL_EMERGENCY if "heart attack" in text else None


@dataclass(frozen=True)
class FakeKnowledge:
    articles: dict[str, Article] = field(
        default_factory=lambda: {
            EXTEND: an_article(EXTEND),
            UNPAID: an_article(UNPAID, title="Unpaid wages", applies_to=frozenset(), related=(EXTEND,)),
        }
    )
    directory: dict[str, DirectoryEntry] = field(default_factory=lambda: {"icp": an_entry()})
    urgent_cards: dict[tuple[UrgencyKind, Locale], str] = field(
        default_factory=lambda: {
            (kind, locale): f"**Call 112 now** ({kind.value}, {locale.value}).\n\n- **116 016**: help"
            for kind in UrgencyKind
            for locale in Locale
        }
    )
    letters: dict[str, Letter] = field(default_factory=dict)
    languages: FakeLanguages = field(default_factory=FakeLanguages)
    urgency: FakeUrgency = field(default_factory=FakeUrgency)
    encoder_name: str = "one number"

    def vector(self, text: str) -> Vectors:
        # Stands for what only a vector can tell.
        return np.array([1.0 if "tired of it all" in text else 0.0], dtype=np.float32)


def a_scene(**changes: Any) -> Scene:
    return Scene(**{"knowledge": FakeKnowledge(), "locale": Locale.EN, "today": TODAY, **changes})
