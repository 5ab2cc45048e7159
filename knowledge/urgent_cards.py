"""The cards for the seven kinds of danger: `knowledge/urgent/<kind>/<locale>.md`, shown word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.article_folder import read_text
from knowledge.checks.wording import foreign_letters
from knowledge.faults import Fault
from nlu.locales import Locale
from nlu.urgency_kinds import UrgencyKind

if TYPE_CHECKING:
    from knowledge.content_tree import ContentTree


def read_urgent_cards(tree: ContentTree) -> tuple[dict[tuple[UrgencyKind, Locale], str], list[Fault]]:
    """Read all 35 cards; a fault for each that is missing, empty or holds a placeholder or foreign letters."""
    cards: dict[tuple[UrgencyKind, Locale], str] = {}
    faults: list[Fault] = []
    for kind in UrgencyKind:
        for locale in Locale:
            path = tree.urgent / kind.value / f"{locale.value}.md"
            shown = tree.shown(path)
            if not path.is_file():
                faults.append(Fault(shown, 1, f"the card for {kind.value} in {locale.value} is missing"))
                continue
            text, unreadable = read_text(path, shown)
            faults += unreadable
            if text is None:
                continue
            if not text.strip():
                faults.append(Fault(shown, 1, "the card is empty"))
            for number, line in enumerate(text.splitlines(), start=1):
                if "{" in line or "}" in line:
                    faults.append(Fault(shown, number, "a card holds no placeholder: it is shown word for word"))
                faults += [Fault(shown, number, message) for message in foreign_letters(line, locale)]
            cards[kind, locale] = text.strip()
    return cards, faults
