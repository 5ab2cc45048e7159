from __future__ import annotations

import pytest
import structlog

from nlu.components.quiet import keep_words_out_of_logs

WORDS = "kolibřík s modrým deštníkem"


def test_a_message_that_rasa_answers_too_late_is_not_logged(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    keep_words_out_of_logs()
    # What rasa.core.channels.rest does when whoever asked has gone.
    structlog.get_logger("rasa.core.channels.rest").error("rest.message.received.timeout", text=WORDS)
    out, err = capfd.readouterr()
    assert WORDS not in f"{out}{err}{caplog.text}"
