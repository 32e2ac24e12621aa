"""What is kept of a person, over every database."""

from interview_flow.rubric import Level, Mode
from storage.database import Database
from storage.people import People, Person


async def test_of_somebody_new_nothing_is_set(database: Database) -> None:
    assert await People(database).find("slack:T1:U1") == Person(id="slack:T1:U1")


async def test_everything_that_a_person_sets_is_kept(database: Database) -> None:
    people = People(database)
    ada = Person(id="slack:T1:U1", name="Ada", zone="Europe/Berlin", level=Level.STAFF, mode=Mode.COACH, minutes=0, scores_self=False)

    await people.save(ada.model_copy(update={"scores_self": True}))
    await people.save(ada)

    assert await people.find("slack:T1:U1") == ada
    assert await people.find("slack:T2:U1") == Person(id="slack:T2:U1")


async def test_several_people_are_called_what_is_known_of_them(database: Database) -> None:
    people = People(database)
    await people.save(Person(id="slack:T1:U1", name="Ada"))
    await people.save(Person(id="slack:T1:U2"))

    assert await people.names(["slack:T1:U1", "slack:T1:U2", "slack:T1:U3", "'; --"]) == {"slack:T1:U1": "Ada"}
    assert await people.names([]) == {}
