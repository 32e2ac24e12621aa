"""When to come back: a phrase in plain words -> a schedule -> the times at which it falls, in whatever zone the person is in.

Start with `rule`: a `Schedule` is days and local wall times, without a zone and without an instant. `occasions` is what it is in a zone: `dates` counts
the days (dateutil's `rrule`), `walls` finds the instant at which a clock shows a time, or the next one that it does show. `phrases.read` makes a schedule
of words: `words` (with `vocabulary` and `zone_names`) cuts and mends them, `clauses` reads them to `pieces`, `understanding` and `repeating` put
these together (with `heard`, `day_names`, `times_of_day`). `saying.says` goes the other way, and what it says can be read again. `refusals` is what is answered to the rest.
"""

from interview_flow.schedule.occasions import Occasion, following, upcoming
from interview_flow.schedule.phrases import Read, read
from interview_flow.schedule.refusals import BadPhrase
from interview_flow.schedule.rule import Schedule
from interview_flow.schedule.saying import said_zone, says
from interview_flow.schedule.walls import local_instant
from interview_flow.schedule.zones import UnknownZone, zoned

__all__ = ["BadPhrase", "Occasion", "Read", "Schedule", "UnknownZone", "following", "local_instant", "read", "said_zone", "says", "upcoming", "zoned"]
