"""A labelled candidate at the table: whatever a phase had no room for is said together with the first words of the next one.

A script sends what is left over message by message (`bot.channels.script`), and every answer after it stands one question late; a person who
is led on says it in one breath. So everything that was labelled is heard, and in time.
"""

from collections.abc import Mapping

from bot.channels.script import Script, seconds_to_say
from interview_flow.interview import Interview
from interview_flow.phases import Phase


class Attentive:
    """Says the script's messages; `paces` are the seconds of some of them, where they differ from `seconds_to_say`."""

    def __init__(self, script: Script, paces: Mapping[str, float] | None = None) -> None:
        self._left = {phase: list(said) for phase, said in script.answers.items()}
        self._paces = paces or {}
        self._saying: list[str] = []

    def next_words(self, interview: Interview) -> str:
        """Leftovers of earlier phases with the next message of this one; "next" when there is none. In the wrap-up the second message says the rest."""
        earlier = list(Phase)[: list(Phase).index(interview.phase)]
        late = [message for phase in earlier for message in self._left.pop(phase, [])]
        own = self._left.get(interview.phase, [])
        many = len(own) if interview.phase is Phase.WRAP_UP and interview.probes else 1
        self._saying, self._left[interview.phase] = [*late, *own[:many]], own[many:]
        return "\n\n".join(self._saying) if self._saying else "next"

    def seconds(self, words: str) -> float:
        """How long the words take that were given last."""
        return sum(self._paces.get(message, seconds_to_say(message)) for message in self._saying) or seconds_to_say(words)
