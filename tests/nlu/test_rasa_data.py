from collections import Counter
from pathlib import Path

import pytest

from nlu.acts import DialogueAct
from nlu.errors import FileFault
from nlu.folding import fold
from nlu.locales import Locale
from nlu.rasa_data import read_examples

LEAST = {DialogueAct.ASK: 40} | dict.fromkeys(
    (DialogueAct.WANT_HUMAN, DialogueAct.WANT_INTERPRETER, DialogueAct.WANT_LAWYER, DialogueAct.WANT_APPOINTMENT), 25
)


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("act", DialogueAct)
def test_every_act_has_enough_examples_in_every_language(act: DialogueAct, locale: Locale) -> None:
    counts = Counter((example.act, example.locale) for example in read_examples())
    assert counts[act, locale] >= LEAST.get(act, 12)


@pytest.mark.parametrize("locale", Locale)
def test_no_sentence_stands_for_two_acts(locale: Locale) -> None:
    acts: dict[str, set[DialogueAct]] = {}
    for example in read_examples():
        if example.locale is locale:
            acts.setdefault(fold(example.text).rstrip("?. "), set()).add(example.act)
    assert {text: found for text, found in acts.items() if len(found) > 1} == {}


def test_an_unknown_act_is_named_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "cs.yml").write_text('version: "3.1"\nnlu:\n- intent: dance\n  examples: |\n    - hop\n')
    with pytest.raises(FileFault) as caught:
        read_examples(tmp_path)
    assert caught.value.path == tmp_path / "cs.yml"
    assert "dance" in caught.value.what


def test_a_missing_language_is_reported(tmp_path: Path) -> None:
    with pytest.raises(FileFault):
        read_examples(tmp_path)
