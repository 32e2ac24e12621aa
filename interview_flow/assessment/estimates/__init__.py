"""Back-of-envelope arithmetic in free text: right, wrong, or nothing at all.

Read in this order: `tokens` (numbers, words and signs with their places), `numerals` and `quantities` ("about 2B messages a day"),
`units` (what they are worth), `pieces` (quantities, operators, marks of a result), `terms` and `candidates` (where something is said
to come to something), `expressions` and `readings` (every way to work it out), `judging` (which of them counts, and when to be silent),
`availability` (nines), `remarks`, `claims` (the whole), `reuse` (whether a wrong figure mattered). `words` is the vocabulary.
"""

from interview_flow.assessment.estimates.claims import Estimated, Verdict, estimates
from interview_flow.assessment.estimates.reuse import reused

__all__ = ["Estimated", "Verdict", "estimates", "reused"]
