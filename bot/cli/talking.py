"""`chat`: a conversation in the terminal. `talk`: whole dialogues from a file."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.lines import Line, ids_once, read_lines, write_lines
from bot.errors import BadInput

if TYPE_CHECKING:
    from bot.local_conversation import LocalTurn
    from nlu.locales import Locale


def chat(lang: Annotated[str | None, typer.Option(help="cs, en, uk, ru or vi")] = None) -> None:
    """Talk with the assistant here; a number taps a button, an empty line ends."""
    from bot.cli.ask import locale_of

    asyncio.run(_chat(lang, locale_of(lang)))


def talk(
    script: Annotated[Path, typer.Option(help="dialogues, one JSON object a line")],
    out: Annotated[Path, typer.Option(help="where to write what was said")],
) -> None:
    """Run whole dialogues through the whole stack, Rasa included."""
    dialogues = [(dialogue_id, line, _turns(line)) for dialogue_id, line in ids_once(read_lines(script))]
    for _, line, _ in dialogues:
        line.optional("lang", _known_locale)
    write_lines(out, asyncio.run(_talk(dialogues)))


async def _chat(lang: str | None, guessed_locale: Locale | None) -> None:
    from bot.cli.saving import save_documents
    from bot.cli.showing import buttons_of, shown
    from bot.local_conversation import LocalConversation, local_needs

    async with local_needs() as needs:
        conversation = LocalConversation(needs, guessed_locale=guessed_locale)
        turn = await (conversation.press(f"lang:{lang}") if lang else conversation.say("/start"))
        while True:
            print(shown(turn.messages))
            save_documents(turn.messages, Path.cwd())
            ids = [button.id for button in buttons_of(turn.messages)]
            try:
                typed = (await asyncio.to_thread(input, "> ")).strip()
            except (EOFError, KeyboardInterrupt):
                return
            if not typed:
                return
            is_tap = typed.isdecimal() and 0 < int(typed) <= len(ids) and ids[int(typed) - 1]
            turn = await (conversation.press(ids[int(typed) - 1]) if is_tap else conversation.say(typed))


async def _talk(dialogues: list[tuple[str, Line, list[Mapping[str, str]]]]) -> list[dict[str, Any]]:
    from bot.local_conversation import LocalConversation, local_needs

    rows = []
    async with local_needs() as needs:
        for dialogue_id, line, turns in dialogues:
            conversation = LocalConversation(needs, guessed_locale=line.optional("lang", _known_locale))
            said = [
                await (conversation.press(turn["press"]) if "press" in turn else conversation.say(turn["user"]))
                for turn in turns
            ]
            rows.append({"id": dialogue_id, "turns": [_turn_row(turn) for turn in said]})
    return rows


def _turn_row(turn: LocalTurn) -> dict[str, Any]:
    from bot.cli.showing import buttons_of
    from bot.conversation.markup import to_plain
    from bot.conversation.naming_decisions import DecisionName, article_of, decision_name

    person, outcome = turn.person, turn.outcome
    return {
        "decision": (decision_name(outcome) if outcome is not None else DecisionName.SMALLTALK).value,
        "article": article_of(outcome) if outcome is not None else None,
        "texts": [to_plain(message.html) for message in turn.messages],
        "buttons": [{"id": button.id, "label": button.label} for button in buttons_of(turn.messages)],
        "state": {
            "locale": person.likely_locale.value,
            "status": person.status.value if person.status else None,
            "district": person.district,
            "article": person.article,
        },
    }


def _turns(line: Line) -> list[Mapping[str, str]]:
    turns = line.fields.get("turns")
    if not isinstance(turns, list) or not turns:
        raise BadInput(line.place, "turns", "must be a list of turns")
    for number, turn in enumerate(turns):
        kind = next(
            (key for key in ("user", "press") if isinstance(turn, dict) and isinstance(turn.get(key), str)), None
        )
        if kind is None:
            raise BadInput(line.place, f"turns[{number}]", 'must be {"user": text} or {"press": button id}')
    return turns


def _known_locale(code: str) -> Locale:
    from nlu.locales import Locale

    return Locale(code)
