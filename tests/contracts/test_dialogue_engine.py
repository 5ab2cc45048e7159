"""One contract for both ways to reach Rasa, with a really trained model: what the gateway relies on."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
import yaml

from bot.conversation.outcomes import (
    Answer,
    ArticlePart,
    Command,
    CommandOutcome,
    Escalation,
    HandoffKind,
    LanguageChosen,
    SmallTalk,
    StatusNoted,
    Unknown,
    WhoHelps,
)
from bot.engine.dialogue import DialogueEngine, EngineLate, EngineMessage, EngineUnavailable
from bot.engine.in_process import InProcessEngine
from bot.engine.rest import RestEngine
from bot.processes.model import ROOT, rasa_environment, train
from knowledge.articles import Part
from nlu.acts import DialogueAct
from nlu.carried_vector import CarriedVector
from nlu.encoders import chosen_setting, make_encoder
from nlu.locales import Locale
from nlu.statuses import ResidenceStatus
from tests.fakes.keyword_knowledge import EMPLOYEE_CARD, INSURANCE, KeywordKnowledge
from tests.servers.ports import free_port

pytestmark = pytest.mark.slow
START_TIMEOUT_S = 180.0
WORD = "xyzzyplugh"


@pytest.fixture(scope="module")
def model() -> Path:
    return train()


@pytest.fixture(scope="module")
def rasa_url(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`rasa run` and our actions as processes of their own; the trackers lie in the folder's `trackers.sqlite3`."""
    folder = tmp_path_factory.mktemp("rasa")
    port, actions_port = free_port(), free_port()
    endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
    endpoints["action_endpoint"]["url"] = f"http://127.0.0.1:{actions_port}/webhook"
    (folder / "endpoints.yml").write_text(yaml.safe_dump(endpoints), encoding="utf-8")
    environment = {**rasa_environment(), "PRUVODCE_VAR": str(folder)}
    os.environ["PRUVODCE_TEST_RASA_VAR"] = str(folder)
    rasa = [str(Path(sys.executable).parent / "rasa"), "run", "--interface", "127.0.0.1", "--port", str(port)]
    rasa += ["--model", str(model), "--endpoints", str(folder / "endpoints.yml")]
    commands = [rasa, [sys.executable, "-m", "tests.fakes.action_server", str(actions_port)]]
    with (folder / "log.txt").open("wb") as log:
        running = [subprocess.Popen(c, cwd=ROOT, env=environment, stdout=log, stderr=log) for c in commands]
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(url)
            _wait_for(f"http://127.0.0.1:{actions_port}/health")
            yield url
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait(timeout=30)


def _wait_for(url: str) -> None:
    give_up_at = time.monotonic() + START_TIMEOUT_S
    while not _listens(url):
        if time.monotonic() > give_up_at:
            raise TimeoutError(url)
        time.sleep(0.5)


def _listens(url: str) -> bool:
    try:
        httpx.get(url, timeout=1.0, trust_env=False)
    except httpx.HTTPError:
        return False
    return True


@pytest.fixture(params=["in process", "over REST"])
async def engine(request: pytest.FixtureRequest, model: Path) -> AsyncIterator[DialogueEngine]:
    if request.param == "in process":
        knowledge = KeywordKnowledge()
        yield await InProcessEngine.load(model, lambda: knowledge)
        return
    over_rest = RestEngine(request.getfixturevalue("rasa_url"), budget_s=30.0)
    yield over_rest
    await over_rest.close()


@pytest.fixture
def sender(request: pytest.FixtureRequest) -> str:
    return f"p-{abs(hash(request.node.name))}"


async def say(engine: DialogueEngine, sender: str, text: str, **known: object) -> object:
    return (await engine.respond(EngineMessage(sender, text, **known))).outcome  # type: ignore[arg-type]


async def test_a_question_is_answered_and_followed_up(engine: DialogueEngine, sender: str) -> None:
    response = await engine.respond(EngineMessage(sender, "jak prodloužím zaměstnaneckou kartu"))
    assert response.outcome == Answer(EMPLOYEE_CARD)
    assert (response.locale, response.article) == (Locale.CS, EMPLOYEE_CARD)
    assert await say(engine, sender, "a dokdy") == ArticlePart(EMPLOYEE_CARD, Part.DEADLINES)
    assert await say(engine, sender, "kdo mi s tím pomůže?") == WhoHelps(EMPLOYEE_CARD)
    assert await say(engine, sender, "a co když jsem student?") == Answer(EMPLOYEE_CARD)


async def test_a_vector_that_the_gateway_sends_along_is_used(engine: DialogueEngine, sender: str) -> None:
    encoder = make_encoder(chosen_setting())
    vector = encoder.encode_questions(["I want to talk to a real person"])[0]
    carried = CarriedVector(encoder.name, vector)
    # The words say nothing: only the vector can tell.
    assert await say(engine, sender, "qwrtz plmk", vector=carried) == Escalation(HandoffKind.HUMAN)


async def test_a_fresh_tracker_knows_what_the_gateway_sends_along(engine: DialogueEngine, sender: str) -> None:
    outcome = await say(engine, sender, "а скільки це коштує?", article=INSURANCE, prior=Locale.UK)
    assert outcome == ArticlePart(INSURANCE, Part.COSTS)


async def test_the_status_is_asked_once_and_its_refusal_is_kept(engine: DialogueEngine, sender: str) -> None:
    assert await say(engine, sender, "медична страховка") == Answer(INSURANCE, ask_status=True)
    assert await say(engine, sender, '/set_status{"status": "private"}') == StatusNoted(None, INSURANCE)
    assert await say(engine, sender, "страховка для дитини") == Answer(INSURANCE)


async def test_a_tapped_status_becomes_a_slot(engine: DialogueEngine, sender: str) -> None:
    payload = '/set_status{"status": "eu_citizen"}'
    response = await engine.respond(EngineMessage(sender, payload, article=INSURANCE))
    assert response.outcome == StatusNoted(ResidenceStatus.EU_CITIZEN, INSURANCE)
    assert response.status is ResidenceStatus.EU_CITIZEN


async def test_a_tapped_article_is_shown(engine: DialogueEngine, sender: str) -> None:
    payload = f'/choose_article{{"article": "{EMPLOYEE_CARD}"}}'
    assert await say(engine, sender, payload, prior=Locale.VI) == Answer(EMPLOYEE_CARD)


async def test_a_language_switch_in_words_keeps_the_article(engine: DialogueEngine, sender: str) -> None:
    outcome = await say(engine, sender, "Можемо говорити англійською?", article=INSURANCE)
    assert outcome == LanguageChosen(Locale.EN, INSURANCE)


async def test_wishes_small_talk_and_the_unknown(engine: DialogueEngine, sender: str) -> None:
    assert await say(engine, sender, "chci mluvit s člověkem") == Escalation(HandoffKind.HUMAN)
    assert await say(engine, sender, "Xin chào") == SmallTalk(DialogueAct.GREET)
    assert await say(engine, sender, "where do penguins spend the summer") == Unknown()


@pytest.mark.parametrize("text", ["🙂", "?", "x" * 5000, "/nonsense", "/set_status{broken", "1234"], ids=ascii)
async def test_odd_messages_get_an_outcome(engine: DialogueEngine, sender: str, text: str) -> None:
    assert await say(engine, sender, text) is not None


async def test_who_is_forgotten_starts_anew(engine: DialogueEngine, sender: str) -> None:
    await engine.respond(EngineMessage(sender, f"jak prodloužím zaměstnaneckou kartu {WORD}"))
    await engine.forget(sender)
    response = await engine.respond(EngineMessage(sender, "a dokdy"))
    assert response.outcome == Unknown()
    assert response.article is None


async def test_forgetting_a_stranger_does_no_harm(engine: DialogueEngine) -> None:
    await engine.forget("p-never-seen")


async def test_a_wish_to_be_forgotten_in_words_is_proposed(engine: DialogueEngine, sender: str) -> None:
    assert await say(engine, sender, "smažte všechno, co o mně máte") == CommandOutcome(Command.FORGET)


async def test_several_people_at_once_do_not_mix(engine: DialogueEngine, sender: str) -> None:
    texts = ["jak získám zaměstnaneckou kartu", "jak si zařídím zdravotní pojištění"] * 3
    outcomes = await asyncio.gather(*(say(engine, f"{sender}-{n}", text) for n, text in enumerate(texts)))
    assert [outcome.article for outcome in outcomes] == [EMPLOYEE_CARD, INSURANCE] * 3  # type: ignore[attr-defined]


def files_with(word: str) -> set[str]:
    files = (path for path in Path(os.environ["PRUVODCE_TEST_RASA_VAR"]).rglob("*") if path.is_file())
    return {path.name for path in files if word.encode() in path.read_bytes()}


async def test_forgotten_words_are_nowhere_on_disk(rasa_url: str) -> None:
    engine = RestEngine(rasa_url, budget_s=30.0)
    await engine.respond(EngineMessage("p-secret", f"co znamená {WORD}"))
    assert files_with(WORD) == {"trackers.sqlite3"}
    await engine.forget("p-secret")
    assert files_with(WORD) == set()
    await engine.close()


async def test_an_engine_that_is_not_there_is_reported() -> None:
    engine = RestEngine(f"http://127.0.0.1:{free_port()}", budget_s=1.0)
    with pytest.raises(EngineUnavailable):
        await engine.respond(EngineMessage("p", "ahoj"))
    await engine.close()


async def test_an_engine_that_is_late_is_reported(rasa_url: str) -> None:
    engine = RestEngine(rasa_url, budget_s=0.001)
    with pytest.raises(EngineLate):
        await engine.respond(EngineMessage("p-late", "ahoj"))
    await engine.close()
