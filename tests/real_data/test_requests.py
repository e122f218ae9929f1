"""Every command that the site prints sends what the proof sends."""

from pathlib import Path

import pytest

from macros.reader import load
from macros.views.requests import curl, has_placeholders
from tests.project import ROOT
from tests.proofs.asking.requests import send as send_as_the_proof
from tests.views.echo import listening, typed


@pytest.mark.needs("curl")
def test_every_printed_command_sends_what_the_proof_sends(tmp_path: Path) -> None:
    exchanges = [exchange for task in load(ROOT).catalog.tasks.values() for exchange in task.exchanges.values()]
    sends = [exchange.send for exchange in exchanges if exchange.send and exchange.send.websocket is None]
    sends = [send for send in sends if not has_placeholders(send)]  # filled from an earlier reply
    assert sends
    with listening() as echo:
        for send in sends:
            echo.arrivals.clear()
            once = send.model_copy(update={"copies": 1, "wait": 0})
            for file in (send.files or {}).values():
                (tmp_path / file.name).write_text(file.content, encoding="utf-8")
            typed(curl(once, echo.base), tmp_path)
            send_as_the_proof(echo.base, once)
            by_hand, by_proof = echo.arrivals
            assert by_hand.essence() == by_proof.essence()
