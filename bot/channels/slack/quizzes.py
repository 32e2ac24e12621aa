"""What is asked for about quizzes in Slack: a question in a modal, and its grade in the same one."""

from dataclasses import dataclass

from bot.bank import Bank
from bot.channels.slack.incoming import Submitted, Whose
from bot.channels.slack.page_links import PageLinks
from bot.channels.slack.shown import Shown
from bot.channels.slack.views import quiz as views
from bot.quizzing import NothingChosen, Quizzing, Resting, Unfound, UnknownQuiz, wanted
from interview_flow.quizzes import Wanted

Refusal = dict[str, str]
"""What is wrong with a form, by block."""


@dataclass
class Quizzes:
    """Every method raises `StorageFailed` when nothing could be kept; then it may be asked for again."""

    quizzing: Quizzing
    bank: Bank
    pages: PageLinks

    async def about(self, whose: Whose, topic: str) -> Shown:
        """A question about a topic or a tag that somebody typed; about anything if they typed none."""
        found = wanted(topic, self.bank)
        return Shown(views.unfound(found)) if isinstance(found, Unfound) else await self.ask(whose, found)

    async def ask(self, whose: Whose, wanted: Wanted) -> Shown:
        """The next question; the same one again, where there is no other."""
        found = await self.quizzing.ask(whose.person, wanted)
        if isinstance(found, Resting) and wanted.skipped:
            wanted = wanted.model_copy(update={"skipped": frozenset[str]()})
            found = await self.quizzing.ask(whose.person, wanted)
        return Shown(views.resting(found, wanted)) if isinstance(found, Resting) else Shown(modal=views.ask(found, wanted))

    async def answered(self, submitted: Submitted) -> Shown | Refusal:
        """Somebody has chosen."""
        kept = views.kept_in(submitted.about)
        if kept is None:
            return Shown(views.gone())
        arrival = f"{submitted.arrival}:{kept.once}"
        try:
            done = await self.quizzing.answer(submitted.whose.person, kept.quiz, views.chosen(submitted.state), arrival)
        except NothingChosen:
            return views.nothing_chosen(kept)
        except UnknownQuiz:
            return Shown(views.gone())
        return Shown(modal=views.graded(done, kept, self.pages.to_problem(done.question.problem)))
