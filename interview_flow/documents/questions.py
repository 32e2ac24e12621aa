"""The authored questions to practise: of the problem first, then of the rubric, their blanks filled from the candidate's own design."""

from interview_flow.design_record import DesignRecord
from interview_flow.own_words import blanks, filled
from interview_flow.phases import Phase
from interview_flow.problems import DeepDive, Problem, ProblemPhase, Twist
from interview_flow.rubric import Rubric


class Questions:
    """What can be asked about a criterion or a deep dive."""

    def __init__(self, problem: Problem | None, rubric: Rubric, record: DesignRecord) -> None:
        self.problem = problem
        self.bank = problem or rubric.unknown_topic
        self.asks = {criterion.id: criterion.ask for criterion in rubric.criteria}
        self.words = blanks(record)

    def about(self, subject: str) -> str | None:
        """One question about a criterion or a deep dive; None where none is authored."""
        if subject in list(DeepDive):
            return self.dive(DeepDive(subject))
        authored = [probe.ask for phase in self._phases() for probe in phase.probes if probe.serves == subject]
        return next((text for ask in (*authored, *self.asks.get(subject, ())) if (text := filled(ask, self.words))), None)

    def dive(self, dive: DeepDive) -> str | None:
        """The question of one deep dive."""
        return self.bank.deep_dives.get(dive) if self.bank else None

    def probes(self, phase: Phase) -> tuple[str, ...]:
        """The problem's own questions in one phase."""
        asks = [probe.ask for probe in self.problem.phases[phase].probes] if self.problem else []
        return tuple(text for ask in asks if (text := filled(ask, self.words)))

    @property
    def twist(self) -> Twist | None:
        """The late change of the requirements."""
        return self.bank.twist if self.bank else None

    def _phases(self) -> tuple[ProblemPhase, ...]:
        return tuple(self.problem.phases.values()) if self.problem else ()
