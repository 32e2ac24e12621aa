"""Verbs by which a sentence comes to its result."""

_BASES = (
    "take need become leave hold store keep ingest write produce generate last get reach require order buy use see have do send receive move pay cost "
    "spend lose push add fill read handle run serve process want make give create fetch emit yield print draw burn consume carry cover collect upload "
    "deliver sustain log weigh cause accumulate accrue amount come hit face ship put transfer total eat end occupy sum"
).split()
_IRREGULAR = (
    "took taken became left leaves kept stored held wrote got made gave sent moved paid lost used needed saw had has having does did be into "
    "room space enough weighed came we're you're i'm looking lets let allows allow permits emits carries carry processes pushes passes fetches reaches turns turn"
).split()


def _forms(base: str) -> tuple[str, ...]:
    """`take`, `takes`, `taking`."""
    return base, f"{base[:-1]}ies" if base.endswith("ry") or base == "occupy" else f"{base}s", f"{base.removesuffix('e')}ing"


ANNOUNCING = frozenset(form for base in _BASES for form in _forms(base)) | frozenset(_IRREGULAR)
"""Verbs after which a result may stand."""
TAKEN = frozenset(
    form
    for base in "take need become leave last require cost ingest write produce generate lose give send turn eat end handle process see occupy accumulate accrue weigh push move carry deliver transfer sustain".split()
    for form in _forms(base)
)
"""Those which say by themselves that what follows comes of what went before."""
TURNING = frozenset(form for base in ("turn", "become") for form in _forms(base))
"""Those which say that something is another thing afterwards."""
