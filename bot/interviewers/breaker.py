"""A circuit breaker: a model that fails again and again is left alone for a while, then tried by one call.

Own, in few lines: pybreaker and purgatory wrap the call, rest for a fixed time by the machine's clock, and know no Retry-After.
"""

from collections.abc import Callable
from dataclasses import dataclass

from interview_flow.model_use import Fault

TRIES = 3
"""Failures in a row that open the circuit."""
FIRST_REST = 30.0
LONGEST_REST = 600.0
"""Seconds. Each trial that fails doubles the rest."""
TRIAL = 120.0
"""Seconds after which a trial that nobody told the end of is taken for lost."""
HOPELESS = frozenset({Fault.KEY, Fault.UNKNOWN_MODEL, Fault.QUOTA})
"""What no second call mends."""
NOT_ITS_FAULT = frozenset({Fault.REFUSED, Fault.TOO_LONG, Fault.RESTING, Fault.ALLOWANCE})
"""The model answered, or was not asked: these neither open nor close the circuit."""


@dataclass
class _Circuit:
    failures: int = 0
    rest: float = 0.0
    """How long it rested the last time, in seconds; 0 while it is closed."""
    until: float = 0.0
    """No call before then."""
    trial: bool = False
    """Whether one call is under way to see how the model is."""


class Breaker:
    """One circuit per model. `now` is a clock in seconds that never goes back."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._circuits: dict[str, _Circuit] = {}

    def may_call(self, name: str) -> bool:
        """Whether the model may be asked now. After a rest only one call may, until its end is told."""
        circuit = self._circuits.get(name)
        if circuit is None or not circuit.rest:
            return True
        if self._now() < circuit.until:
            return False
        circuit.trial, circuit.until = True, self._now() + TRIAL
        return True

    def succeeded(self, name: str) -> None:
        """The model answered."""
        self._circuits.pop(name, None)

    def failed(self, name: str, fault: Fault, retry_after: float | None = None) -> None:
        """The model brought nothing; `retry_after` seconds it asked to be left alone."""
        circuit, now = self._circuits.setdefault(name, _Circuit()), self._now()
        if fault in NOT_ITS_FAULT:
            if circuit.trial:  # nothing is known yet: the next call is the trial
                circuit.trial, circuit.until = False, now
            return
        circuit.failures += 1
        asked_for = retry_after or 0.0 if fault is Fault.RATE_LIMITED else 0.0
        if circuit.rest and not circuit.trial:  # begun before the circuit opened: the same trouble, not a new one
            circuit.until = max(circuit.until, now + asked_for)
        elif circuit.trial or asked_for or circuit.failures >= TRIES or fault in HOPELESS:
            circuit.rest = min(max(FIRST_REST, circuit.rest * 2), LONGEST_REST)
            circuit.trial, circuit.until = False, now + (asked_for or circuit.rest)
