"""What judging costs in CPU time: an interview answer by answer and at its end, and the first answer of a fresh process. Run by `make bench`.

Each figure comes from processes of its own, since a text that was judged once is partly known; beside it as many that import FastAPI. Times are
CPU times (`time.process_time`), so that what else runs on the machine matters little.
"""

import resource
import statistics
import subprocess
import sys
from pathlib import Path
from time import process_time

from bot.channels.script import Script, load, seconds_to_say
from interview_flow import decisions
from interview_flow.assessment.whole import assessed
from tests.eval.attentive import Attentive
from tests.interviews import Played
from tests.samples import CANDIDATES

PROBLEM = "ticket-booking"
CANDIDATE = CANDIDATES / "ticket_booking_strong.yaml"
OTHERS = [path for path in sorted(CANDIDATES.glob("*.yaml")) if path != CANDIDATE]
"""Their words are heard first where a process is to be warm: the same patterns, other texts."""
ROUNDS = 7


class Timed(Played):
    """An interview that takes the CPU milliseconds of each judgement: what the guided interviewer holds the words to show, and the reply decided."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self.characters = 0
        super().__init__(PROBLEM, minutes=45)

    def answer(self) -> str:
        if self.brief.answers:
            start = process_time()
            decisions.reply(self.brief, self.judged(), self.now)
            self.taken.append((process_time() - start) * 1000)
            self.characters += sum(len(turn.text) for turn in self.brief.answers)
        return super().answer()


def main(replaying: float) -> None:
    """`replaying` is the median of a replay of 1,000 events, in ms."""
    whole = [_process("whole") for _ in range(ROUNDS)]
    first = [_process("first") for _ in range(ROUNDS)]
    imported = [_imported() for _ in range(ROUNDS)]
    answers, characters, turns = (int(whole[0][place]) for place in range(3))
    one_by_one, most, at_the_end = (statistics.median(run[place] for run in whole) for place in range(3, 6))
    print(f"judging an interview of {turns} turns, {answers} answers of {characters // answers} characters (CPU ms, medians of {ROUNDS} processes)")
    print(f"  answer by answer: {one_by_one:.0f}, at most {most:.1f} for one; the whole at its end: {at_the_end:.0f}")
    together = one_by_one + at_the_end
    print(f"  together: {together:.0f}   (aim: under 150 for 20 answers), {together / replaying:.0f}x the replay of 1,000 events")
    cold, beside = statistics.median(run[0] for run in first), statistics.median(imported)
    print(f"  the first answer of a process: {cold:.0f}   (aim: under 500), import fastapi: {beside:.0f} ({cold / beside:.2f}x)\n")


def whole() -> tuple[float, ...]:
    """Answers, their characters, turns; ms of all answers, of the one that took most, and of the whole judgement."""
    for path in OTHERS:
        _played(load(path))
    played = _played(load(CANDIDATE))
    start = process_time()
    assessed(played.brief, tuple(played.turns))
    at_the_end = (process_time() - start) * 1000
    return len(played.taken), played.characters, len(played.turns), sum(played.taken), max(played.taken), at_the_end


def first() -> tuple[float, ...]:
    """Ms of the first answer."""
    played = Timed()
    played.say(Attentive(load(CANDIDATE)).next_words(played.interview))
    return tuple(played.taken)


def _played(script: Script) -> Timed:
    played, candidate = Timed(), Attentive(script)
    while not played.interview.over:
        words = candidate.next_words(played.interview)
        played.say(words, seconds_to_say(words) / 60)
    return played


def _process(what: str) -> list[float]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench_judging", what], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1]
    )
    return [float(figure) for figure in run.stdout.split()]


def _imported() -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", "import fastapi"], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


if __name__ == "__main__":
    print(*{"whole": whole, "first": first}[sys.argv[1]]())
