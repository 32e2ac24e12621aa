"""One interview on its page: what it rests on can be reached, what is not to be told is not told, and nothing that was typed becomes markup."""

from pathlib import Path

from bot.channels.web.drawn import edition
from interview_flow.printable import harmless
from interview_flow.rubric import Level, Mode
from storage.kept_pages import KeptPages
from tests.bot.web.people import Browser, ByHeader
from tests.bot.web.reading import Element, read
from tests.bot.web.sites import ADA, Site, site

TOPIC = '<img src=x onerror="alert(1)"> a cache {{ 7 * 7 }}'
TYPED = (
    "</mark></div></article><script>alert(1)</script> It serves 100 million users a day.\n<img src=x onerror=alert(1)> & \"quoted\" 'too' {{ 7 * 7 }} "
    "\u202egnp.exe [t1] ]]>\nSo 8,640,000 requests a day / 86,400 seconds = 100 requests per second.\n</mark>One database holds it. <!--"
)


async def test_every_finding_leads_to_the_words_it_rests_on(tmp_path: Path) -> None:
    async with site(tmp_path) as here:
        page = read((await here.client.get("/interviews/limiter")).text)
        kept = await here.app.archive.kept("limiter")

    places = {each.attributes["id"] for each in page.all() if "id" in each.attributes}
    links = {each.attributes["href"] for each in page.named("a") if each.attributes.get("href", "").startswith("#")}
    assert {link[1:] for link in links} <= places
    for criterion in kept.scorecard.criteria:
        line = page.at(f"criterion-{criterion.id.replace('.', '-')}")
        marks = [page.at(each.attributes["href"][1:]) for each in line.of("quote")]
        assert [_words(quote.quote) for quote in criterion.evidence] == [_words(_whole(mark, page)) for mark in marks]
        assert all(criterion.says in _notes(mark, page) for mark in marks)


async def test_nothing_that_was_typed_becomes_markup(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here:
        await _ended(here, "hostile", TOPIC, TYPED)
        await here.app.conversation.reveal("hostile")
        pages = {name: (await here.client.get(name)).text for name in ("/interviews/hostile", "/interviews/hostile/documents/study-note", "/")}

    read_pages = {name: read(page) for name, page in pages.items()}
    said = read_pages["/interviews/hostile"].at("turn-2").of("said")[0]
    assert said.text == "\n".join(harmless(line) for line in TYPED.split("\n"))
    assert {each.tag for each in said.all()} == {"div", "mark"}
    assert said.of("sum")
    for page in read_pages.values():
        assert all(each.attributes["src"].startswith("/static/") and not each.text for each in page.named("script"))
        assert not [each for each in page.named("img") if not each.attributes["src"].startswith("/interviews/hostile/pictures/")]
        assert not [name for each in page.all() for name in each.attributes if name == "style" or name.startswith("on")]
    assert "49" not in read_pages["/interviews/hostile"].named("h1")[0].text


async def test_what_is_not_revealed_is_told_nowhere_until_it_is_asked_for(tmp_path: Path) -> None:
    addresses = ["/", "/interviews/one", *(f"/interviews/one/documents/{name}" for name in ("narrative", "hlsd", "problem-card"))]
    async with site(tmp_path, ByHeader(), played=False) as here:
        await _ended(here, "one", "design a cache", "It serves 100 million users a day.")
        ada = Browser(here.client, ADA)
        before = [await ada.get(address) for address in addresses]
        report = await ada.get("/interviews/one/downloads/report.json")
        sent = await ada.send("/interviews/one", {"phase-restate": "70"}, "/interviews/one/own-scores")
        after = [await ada.get(address) for address in addresses]
        again = await ada.post("/interviews/one/own-scores", {})

    assert [page.status_code for page in before] == [200, 200, 200, 200, 404]
    assert not [page for page in before[1:] if "No hire" in page.text or "criterion-" in page.text or "of 100" in page.text]
    assert ["of 100" in page.text for page in (before[0], after[0])] == [False, True]
    assert (report.status_code, sent.status_code, again.status_code) == (404, 303, 403)
    assert [page.status_code for page in after] == [200] * 5
    assert all("of 100" in page.text for page in after[1:])
    assert "Own estimate" in after[1].text
    assert '<td class="figure">70</td>' in after[1].text
    assert "after you have seen how it went" in before[1].text
    assert "after you have seen how it went" not in after[1].text


async def test_a_page_is_drawn_once_and_again_when_something_happened(tmp_path: Path) -> None:
    async with site(tmp_path, ByHeader()) as here:
        ada = Browser(here.client, ADA)
        await ada.get("/interviews/coached")
        seq = (await here.app.transcripts.at("coached"))[1]
        await KeptPages(here.app.database).keep("coached", f"{edition()}:{seq}:", {"review:own": "<p>as it was drawn</p>"})
        kept = await ada.get("/interviews/coached")
        await ada.send("/interviews/coached/turns/2/comments", {"text": "Well put."})
        drawn_again = await ada.get("/interviews/coached")

    assert "as it was drawn" in kept.text
    assert "as it was drawn" not in drawn_again.text
    assert "Well put." in drawn_again.text


async def test_an_interview_that_goes_on_tells_nothing_of_how_it_goes(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here:
        await _begun(here, "open", "design a cache", "It serves 100 million users a day.")
        page = await here.client.get("/interviews/open")
        document = await here.client.get("/interviews/open/documents/hlsd")

    assert "still going on" in page.text
    assert not read(page.text).named("mark")
    assert document.status_code == 404


async def _begun(here: Site, name: str, topic: str, typed: str) -> None:
    talk = here.app.conversation
    await talk.begin(name, topic=topic, problem=None, level=Level.SENIOR, mode=Mode.STRICT, minutes=45, candidate=ADA)
    await talk.answer(name)
    await talk.hear(name, typed)
    await talk.answer(name)


async def _ended(here: Site, name: str, topic: str, typed: str) -> None:
    await _begun(here, name, topic, typed)
    await here.app.conversation.hear(name, "end")
    await here.app.conversation.answer(name)


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _whole(mark: Element, page: Element) -> str:
    """The words of a mark, also of one that had to be cut in two."""
    number = mark.attributes["class"].split()[-1]
    said = next(each for each in page.of("said") if mark in each.of(number))
    return "".join(part.text for part in said.of(number))


def _notes(mark: Element, page: Element) -> str:
    """What is noted beside a mark."""
    lines = [line for notes in page.of("notes") for line in notes.named("li")]
    return "".join(line.text for line in lines if f"#{mark.attributes['id']}" in [link.attributes["href"] for link in line.named("a")])
