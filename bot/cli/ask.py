"""`ask`: one question, or many, and what the assistant would do about them as a first message."""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime, timezone
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.lines import Line, ids_once, read_lines, write_lines
from bot.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.conversation.first_message import Considered
    from bot.conversation.scene import Scene
    from knowledge.base import KnowledgeBase
    from nlu.locales import Locale
    from nlu.marking import Entity, EntityMarker
    from nlu.statuses import ResidenceStatus


def ask(
    text: Annotated[str | None, typer.Argument(help="the question")] = None,
    *,
    lang: Annotated[str | None, typer.Option(help="cs, en, uk, ru or vi; identified where not given")] = None,
    status: Annotated[str | None, typer.Option(help="residence status, such as temporary_protection")] = None,
    district: Annotated[str | None, typer.Option(help="such as praha-3 or Libuš: also list the nearest places")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON")] = False,
    batch: Annotated[Path | None, typer.Option(help="many questions, one JSON object a line")] = None,
    out: Annotated[Path | None, typer.Option(help="where to write the decisions on --batch")] = None,
) -> None:
    """Ask one question, or many with --batch and --out."""
    if batch is not None:
        if out is None or text is not None:
            raise BadInput("ask", "--batch", "takes --out and no question beside it")
        _batch(batch, out)
        return
    if text is None:
        raise BadInput("ask", "TEXT", "is missing")
    _one(text, locale_of(lang), status_of(status), district_of(district), as_json=as_json)


def locale_of(code: str | None, place: str = "--lang") -> Locale | None:
    """The locale of a code; None for none.

    Raises:
        BadInput: It is none of the five.
    """
    from nlu.locales import Locale

    if code is None:
        return None
    if code not in {locale.value for locale in Locale}:
        raise BadInput(place, "lang", f"{code!r} is none of {', '.join(locale.value for locale in Locale)}")
    return Locale(code)


def status_of(name: str | None, place: str = "--status") -> ResidenceStatus | None:
    """The status of a name; None for none and for `any`.

    Raises:
        BadInput: There is no such status.
    """
    from nlu.statuses import ResidenceStatus

    if name is None or name == "any":
        return None
    if name not in {status.value for status in ResidenceStatus}:
        raise BadInput(place, "status", f"{name!r} is none of {', '.join(status.value for status in ResidenceStatus)}")
    return ResidenceStatus(name)


def district_of(name: str | None, place: str = "--district") -> str | None:
    """A district's id such as `praha-libus`, from that, its official name or what people call it; None for none.

    Raises:
        BadInput: There is no such district.
    """
    if name is None:
        return None
    from knowledge.districts import district_called

    called = district_called(name)
    if called is not None:
        return called.id
    marked = [entity.value for entity in mark(name.replace("-", " "), ["district"])]
    if not marked:
        raise BadInput(place, "district", f"{name!r} is no district of Prague, such as praha-3 or Libuš")
    return marked[0]


def _batch(source: Path, out: Path) -> None:
    asked = [
        (
            line_id,
            line.text("text"),
            locale_of(_optional(line, "lang"), line.place),
            status_of(_optional(line, "status"), line.place),
            district_of(_optional(line, "district"), line.place),
        )
        for line_id, line in ids_once(read_lines(source))
    ]
    if not out.parent.is_dir():
        raise BadInput(str(out), "", "its folder does not exist")
    from bot.conversation.first_message import consider
    from knowledge.czech_days import day_in_prague

    knowledge = _knowledge()
    knowledge.warm_up()
    _marker().load()
    now = _now()
    rows = []
    for line_id, text, locale, status, district in asked:
        started = time.perf_counter()
        considered = consider(
            text, knowledge, mark, chosen=locale, status=status, district=district, today=day_in_prague(now)
        )
        ms = 1000 * (time.perf_counter() - started)
        row = {"id": line_id, **decision_row(considered), "ms": round(ms, 2)}
        if district is not None:
            row["places"] = places_row(considered, scene_for(considered, knowledge, now, status))
        rows.append(row)
    write_lines(out, rows)


def _optional(line: Line, field: str) -> str | None:
    return line.optional(field, str)


def _one(
    text: str, locale: Locale | None, status: ResidenceStatus | None, district: str | None, *, as_json: bool
) -> None:
    from bot.cli.showing import buttons_of, shown
    from bot.conversation import places
    from bot.conversation.composing import compose
    from bot.conversation.first_message import consider
    from bot.conversation.markup import to_plain
    from bot.conversation.naming_decisions import article_of
    from knowledge.czech_days import day_in_prague

    knowledge = _knowledge()
    started = time.perf_counter()
    now = _now()
    considered = consider(
        text, knowledge, mark, chosen=locale, status=status, district=district, today=day_in_prague(now)
    )
    ms = 1000 * (time.perf_counter() - started)
    scene = scene_for(considered, knowledge, now, status)
    reply = (*compose(considered.outcome, scene), *places.beside(considered.outcome, scene))
    if not as_json:
        print(shown(reply))
        return
    article = knowledge.articles.get(article_of(considered.outcome) or "")
    row = {
        "id": None,
        **decision_row(considered),
        "ms": round(ms, 2),
        "texts": [to_plain(message.html) for message in reply],
        "buttons": [{"id": button.id, "label": button.label} for button in buttons_of(reply)],
        "sources": [{"url": s.url, "title": s.title, "date": s.date} for s in article.sources] if article else [],
        "verified_on": article.verified_on.isoformat() if article else None,
        "places": places_row(considered, scene),
    }
    json.dump(row, sys.stdout, ensure_ascii=False, indent=2)
    print()


def decision_row(considered: Considered) -> dict[str, Any]:
    """The fields of a batch line but for its id and time."""
    from bot.conversation.naming_decisions import article_of, decision_name
    from bot.conversation.outcomes import Escalation, Urgent

    outcome = considered.outcome
    return {
        "decision": decision_name(outcome).value,
        "article": article_of(outcome),
        "candidates": [{"article": hit.article, "p": round(hit.p, 4)} for hit in considered.hits],
        "language": considered.locale.value,
        "urgent_kind": outcome.kind.value if isinstance(outcome, Urgent) else None,
        "handoff_kind": outcome.kind.value if isinstance(outcome, Escalation) else None,
    }


def scene_for(considered: Considered, knowledge: KnowledgeBase, now: datetime, status: ResidenceStatus | None) -> Scene:
    """What the reply to this depends on."""
    from bot.conversation.scene import Scene
    from knowledge.czech_days import day_in_prague

    return Scene(knowledge, considered.locale, day_in_prague(now), now=now, status=status, district=considered.district)


def places_row(considered: Considered, scene: Scene) -> list[dict[str, Any]]:
    """The places that the reply lists, where it is known from where; `open` is null where the hours are not known."""
    from bot.conversation import choosing_places

    return [
        {
            "id": place.entry.id,
            "distance_km": None if place.distance_km is None else round(place.distance_km, 1),
            "open": None if place.opening is None else place.opening.is_open,
        }
        for place in choosing_places.beside(considered.outcome, scene)
    ]


def mark(text: str, kinds: Collection[str] | None = None) -> tuple[Entity, ...]:
    """What a text names. spaCy is imported with the first text that may name some of it, which takes seconds."""
    return _marker().mark(text, kinds)


@lru_cache(maxsize=1)
def _marker() -> EntityMarker:
    from nlu.marking import EntityMarker

    return EntityMarker()


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _knowledge() -> KnowledgeBase:
    from bot.settings import settings
    from knowledge.base import ActiveKnowledge

    return ActiveKnowledge(settings().var).current()
