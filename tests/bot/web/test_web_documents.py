"""The finished documents: read, looked at, taken home."""

import json
from pathlib import Path

from tests.bot.web.people import Browser, ByHeader
from tests.bot.web.reading import read
from tests.bot.web.sites import ADA, BEN, site

HERE = "/interviews/coached"


async def test_a_document_leads_to_the_transcript_and_shows_its_diagrams(tmp_path: Path) -> None:
    async with site(tmp_path) as here:
        page = read((await here.client.get(f"{HERE}/documents/hlsd")).text)
        review = read((await here.client.get(HERE)).text)
        pictures = [each.attributes["src"] for each in page.of("document")[0].named("img")]
        vector, raster = await here.client.get(pictures[0]), await here.client.get(pictures[0].replace(".svg", ".png"))
        unknown = await here.client.get(f"{HERE}/pictures/{'0' * 32}.svg")

    turns = {each.attributes["id"] for each in review.of("turn")}
    marks = page.of("document")[0].of("evidence")
    assert marks
    assert {each.attributes["href"].removeprefix(f"{HERE}#") for each in marks} <= turns
    assert all(each.attributes["href"] in pictures for each in page.of("picture"))
    assert (vector.headers["content-type"], raster.content[:4]) == ("image/svg+xml", b"\x89PNG")
    assert vector.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert unknown.status_code == 404


async def test_everything_can_be_taken_home_and_nobody_else_takes_it(tmp_path: Path) -> None:
    async with site(tmp_path, ByHeader()) as here:
        ada, ben, nobody = Browser(here.client, ADA), Browser(here.client, BEN), Browser(here.client)
        taken = [await ada.get(f"{HERE}/downloads/{name}") for name in ("transcript.md", "narrative.pdf", "report.json")]
        wrong = [await ada.get(f"{HERE}/downloads/{name}") for name in ("secrets.md", "..%2Fnarrative.md", "narrative.exe", "report.md")]
        others = [await person.get(f"{HERE}/downloads/report.json") for person in (ben, nobody)]

    assert [each.content[:5] for each in taken] == [b"# Dis", b"%PDF-", b'{\n  "']
    assert json.loads(taken[2].content)["id"] == "coached"
    assert all(each.headers["content-disposition"].startswith('attachment; filename="design-a-key-value-store-') for each in taken)
    assert [each.status_code for each in wrong] == [404] * 4
    assert [each.status_code for each in others] == [404, 401]
