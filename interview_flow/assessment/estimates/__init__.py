"""Back-of-envelope arithmetic in free text: right, wrong, or nothing at all.

Read in this order. What is written: `tokens` (numbers, words and signs with their places), `numerals`, `figures` and `quantities`
("about 2B messages a day"), `units` (what they are worth), `kinds`, `pieces` (quantities, operators, marks of a result) and how they are found:
`reader`, `signs`, `marks`, `joining`, `naming` (figures with a name).
What is claimed: `terms` (what stands before a result), `candidates`, `marked` and `unmarked`, `finding`.
What is true: `expressions` and `readings` (every way to work it out), `operators`, `availability` (nines).
What is said about it: `surroundings` (reasons to be silent), `weighing`, `conversions`, `judging`. Where nothing can be said by the terms that are written
before a result, `prose` looks for them in the sentence. `claims` is the whole, `remarks` and `reporting` put it into words,
`reuse` tells whether a wrong figure mattered. `words` is the vocabulary.
"""

from interview_flow.assessment.estimates.claims import Estimated, Verdict, estimates
from interview_flow.assessment.estimates.reuse import reused

__all__ = ["Estimated", "Verdict", "estimates", "reused"]
