"""What is said and shows nothing, kept from everybody who judges.

Start with `hearing.heard`: it blanks what is worthless, and all who judge see only what is left. Each other module is one idea:
`disguise` (letters that pretend to be others), `forgery` (lines in somebody else's name), `addressing` (words to the judge), `courtesy` (talk
about the talk), `echoes` (what was given, said again), `jargon` (the rubric's words without a statement), `noise` (no language at all).
`recitation` alone depends on the criterion that is looked at, so it is asked where a criterion is.
"""

from interview_flow.assessment.worthless.hearing import heard, heard_of
from interview_flow.assessment.worthless.recitation import recites

__all__ = ["heard", "heard_of", "recites"]
