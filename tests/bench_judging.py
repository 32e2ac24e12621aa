"""What judging costs in CPU time: an interview answer by answer and at its end, and the first answer of a fresh process. Run by `make bench`.

Each figure comes from processes of its own, since a text that was judged once is partly known; beside it as many that import FastAPI. A process
is warm when the patterns of the problem are compiled, as after a few interviews; a fresh one compiles them as they are first needed. Times are CPU
times (`time.process_time`), so that what else runs on the machine matters little.
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
from interview_flow.guided.listened import listened_for
from interview_flow.phases import Phase
from prompts.library import rubric
from tests.eval.attentive import Attentive
from tests.interviews import Played, bank
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
    fresh, warm = ([_process(state) for _ in range(ROUNDS)] for state in ("fresh", "warm"))
    imported = statistics.median(_imported() for _ in range(ROUNDS))
    answers, characters, turns = (int(warm[0][place]) for place in range(3))
    print(f"judging an interview of {turns} turns, {answers} answers of {characters // answers} characters (CPU ms, medians of {ROUNDS} processes)")
    for state, runs, aim in (("warm", warm, "   (aim: under 150 for 20 answers)"), ("fresh", fresh, "")):
        first, each, most, end = (statistics.median(run[place] for run in runs) for place in range(3, 7))
        print(f"  {state:5}: answers {each:.0f}, at most {most:.0f} for one, the whole at its end {end:.0f}; together {each + end:.0f}{aim}")
        print(f"         {(each + end) / replaying:.0f}x the replay of 1,000 events; the first answer {first:.0f}")
    cold = statistics.median(run[3] for run in fresh)
    print(f"  the first answer of a fresh process: {cold:.0f}   (aim: under 500), import fastapi: {imported:.0f} ({cold / imported:.2f}x)\n")


def measured(state: str) -> tuple[float, ...]:
    """Answers, their characters, turns; ms of the first answer, of all answers, of the one that took most, and of the whole judgement."""
    if state == "warm":
        for path in OTHERS:
            _played(load(path))
        _compile()
    played = _played(load(CANDIDATE))
    start = process_time()
    assessed(played.brief, tuple(played.turns))
    at_the_end = (process_time() - start) * 1000
    return len(played.taken), played.characters, len(played.turns), played.taken[0], sum(played.taken), max(played.taken), at_the_end


def _compile() -> None:
    """Every pattern that is listened for."""
    listening = (listened_for(rubric(), bank(PROBLEM), phase) for phase in Phase)
    assert all(term.words for each in listening for found in each.patterns for term in (*found.terms, *found.unwanted))


def _played(script: Script) -> Timed:
    played, candidate = Timed(), Attentive(script)
    while not played.interview.over:
        words = candidate.next_words(played.interview)
        played.say(words, seconds_to_say(words) / 60)
    return played


def _process(state: str) -> list[float]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench_judging", state], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1]
    )
    return [float(figure) for figure in run.stdout.split()]


def _imported() -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", "import fastapi"], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


if __name__ == "__main__":
    print(*measured(sys.argv[1]))
