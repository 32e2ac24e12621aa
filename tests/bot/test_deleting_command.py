"""`mock-interview transcripts delete`: gone with its documents, once that is confirmed."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.bot.candidates import written
from tests.conftest import Ran

Call = Callable[..., Ran]


def test_an_interview_is_deleted_with_its_documents_once_that_is_confirmed(call: Call, home: Path) -> None:
    interview = json.loads(call("practice", "--script", written(home), "--json").out)["id"]
    call("transcripts", "show", interview)
    saved = list(home.rglob(f"{interview}/narrative.md"))

    unasked = call("transcripts", "delete", interview)
    deleted = call("transcripts", "delete", interview[:6], "--yes")
    again = call("transcripts", "delete", interview, "--yes")

    assert len(saved) == 1
    assert (unasked.status, deleted.status, again.status) == (2, 0, 2)
    assert "add --yes" in unasked.err
    assert f"Interview {interview} is deleted" in deleted.out
    assert not saved[0].parent.exists()
    assert json.loads(call("transcripts", "list", "--json").out) == []
