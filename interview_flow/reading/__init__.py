"""What a candidate typed -> notes of the design record.

Start with `read`. `blocks` takes tables and code apart from prose, `sentences` cuts the prose, `outline` gives each sentence the section that its
label or heading opens (`labels`). Then one room for each section of the record reads the page: `statements`, `scope`, `requirements`
(with `abilities`, `ranks`), `targets`, `estimates`, `entities` (with `records`, `fields`, `relations`), `operations`, `components` (with `nouns`,
`kinds`, `roles`, `verbs`), `flows` (with `hops`, `telling`), `decisions`, `remarks` (with `aspects`), `workings`. `lists` and `figures` are shared by all.
"""

from interview_flow.notes import Note
from interview_flow.phases import Phase
from interview_flow.reading.notes import notes
from interview_flow.reading.outline import outline


def read(message: str, turn: int, phase: Phase) -> tuple[Note, ...]:
    """The notes of one message, section by section, each in the candidate's own words; never raises."""
    return notes(outline(message, turn, phase))
