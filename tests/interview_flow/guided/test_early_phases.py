"""What is heard while a problem is restated and clarified: sentences that show a criterion, and sentences that only sound like it."""

import pytest

from interview_flow.phases import Phase
from interview_flow.transcript import Status
from tests.interviews import Played

SHOWN = {
    "restate.users": [
        "Tenants report what is broken in their flat and caretakers pick the next job from a list.",
        "Who: nurses who look up a patient's chart at the bedside.",
        "There are people who only want to find an open pharmacy at night.",
        "Actors:\n- guest: books a table for tonight\n- host: sees who is coming",
    ],
    "restate.success": [
        "It is a success if a parcel that was scanned never shows up as lost.",
        "Good = the light turns on before you have let go of the switch.",
        "I'd call it a win when a nurse finds the chart within ten seconds.",
        "How will we know? Nobody has to phone the office to hear where the bus is.",
    ],
    "restate.hardest_part": [
        "The tricky bit is keeping two editors from overwriting each other while one of them is offline.",
        "What would keep me awake is the minute after the siren, when everybody asks at once.",
        "Ugly part: the sensors drop off for hours and then all of it arrives at the same time.",
        "Storing the scores is simple, but showing the same order to everybody is another matter.",
    ],
    "restate.stakes": [
        "If the meter reads wrong for a night, the utility pays back a million euros and is in the news.",
        "Guests who wait twice go to another restaurant and don't come back, because there is one at every corner.",
        "Every hour without it is revenue lost for the shop, because nobody can pay.",
        "When it gives the wrong dose somebody gets hurt, and the hospital is sued.",
    ],
    "clarify.scale": [
        "Let's assume 40,000 nurses and 2 million lookups a day.",
        "I take 300 parcels per second in December.",
        "Say a dozen buildings, 8,000 tenants.",
        "Each sensor reports every 10 seconds.",
    ],
    "clarify.read_write_ratio": [
        "Reads outnumber writes about 30 to 1.",
        "Twelve lookups for every change of a chart.",
        "| Lookups | 2M / day (20:1 to updates) |",
        "People check the timetable far more often than anybody edits it.",
    ],
    "clarify.out_of_scope": [
        "Not doing: invoices, chat with the caretaker.",
        "I won't touch billing, that exists already.",
        "Non-goals:\n- reporting\n- printing",
        "Printing labels is somebody else's job.",
    ],
    "clarify.consistency_per_operation": [
        "The balance has to be exact, while the chart of last month may be an hour old.",
        "How fresh?\n- own booking: at once\n- the map: 30 s late is fine",
        "A revoked badge must be dead everywhere within 5 seconds.",
        "The number of likes can be a few minutes behind, nobody minds.",
    ],
    "clarify.priorities": [
        "If the deadline is cut in half, I ship booking and paying first and drop the map.",
        "Must: book, pay. Then reminders. The map if there's time.",
        "Nice to have: themes, badges",
        "Finding a room comes first, and the calendar export can wait.",
    ],
    "clarify.challenge_requirement": [
        "Do we really need a live map, because a picture every 30 seconds saves nine tenths of the messages.",
        "I would push back on keeping every frame. One in ten is enough and that is 90% less storage.",
        "If you can live with a result after a minute instead of a second, we no longer need the second cluster.",
        "Could we relax exactly-once to at least once, which removes the coordinator?",
    ],
}
NOT_SHOWN = {
    "restate.users": [
        "It is a service with a large number of endpoints.",
        "I name the people who use it and what they mainly come to do.",
        "The system is important.",
        "Design a service where people share documents.",
    ],
    "restate.success": [
        "It will be a success because it is rock solid and blazing fast.",
        "I say what success looks like.",
        "Many people would know this from other products.",
        "It works like the one that we all know.",
    ],
    "restate.hardest_part": [
        "Nothing is very hard here.",
        "I name the part that is likely to be hardest.",
        "I don't think any of it is hard.",
        "We store it on a hard disk.",
    ],
    "restate.stakes": [
        "I tie the goal to a business outcome.",
        "The rider pays at the end.",
        "Nobody complains.",
        "It is an important product.",
    ],
    "clarify.scale": [
        "It must be highly scalable.",
        "It has to work for all devices.",
        "Scale and traffic matter here.",
        "I think it is big.",
    ],
    "clarify.read_write_ratio": [
        "Functional requirements, non-functional requirements, read to write ratio, out of scope, must-haves.",
        "A user can read and write messages.",
        "The meeting is at 10:15 and people look at it.",
        "Users search for 3 photos per page.",
    ],
    "clarify.out_of_scope": [
        "Everything on the list is in.",
        "I say at least one thing is out of scope.",
        "We do not lose messages.",
        "No holes, no doubles.",
    ],
    "clarify.consistency_per_operation": [
        "Strong consistency everywhere.",
        "It's all eventually consistent, that's just the CAP theorem.",
        "I set consistency for each operation.",
        "The data has to be in a database.",
    ],
    "clarify.priorities": [
        "All of it is in.",
        "A request waits in the queue and the oldest goes first.",
        "Whoever comes first gets the seat.",
        "We rank must-haves above nice-to-haves.",
    ],
    "clarify.challenge_requirement": [
        "A cache saves money.",
        "The main challenge is the cost of the storage.",
        "I question or relax a requirement and say what is saved by it.",
        "All the requirements are clear to me.",
    ],
}


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(criterion, words) for criterion, told in table.items() for words in told]


def status(criterion: str, words: str) -> Status:
    played = Played(None).go_to(Phase(criterion.partition(".")[0]))
    played.say(words)
    return played.status(criterion)


@pytest.mark.parametrize(("criterion", "words"), cases(SHOWN))
def test_words_that_show_a_criterion(criterion: str, words: str) -> None:
    assert status(criterion, words) is not Status.ABSENT


@pytest.mark.parametrize(("criterion", "words"), cases(NOT_SHOWN))
def test_words_that_only_sound_like_it(criterion: str, words: str) -> None:
    assert status(criterion, words) is Status.ABSENT
