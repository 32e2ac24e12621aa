"""The words by which an estimate is told."""

NUMBERS = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {word: 10.0 * ten for ten, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
MAGNITUDES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "grand": 1e3, "million": 1e6, "millions": 1e6, "mil": 1e6, "mln": 1e6, "mn": 1e6, "mio": 1e6,
    "billion": 1e9, "billions": 1e9, "bn": 1e9, "bln": 1e9, "trillion": 1e12, "trillions": 1e12, "tn": 1e12, "trn": 1e12,
    "quadrillion": 1e15, "dozen": 12.0, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
}  # fmt: skip
LETTERS = {"k": 1e3, "K": 1e3, "M": 1e6, "m": 1e6, "mm": 1e6, "B": 1e9, "b": 1e9, "G": 1e9, "T": 1e12, "t": 1e12}
"""Magnitudes that are written as one letter."""
FRACTIONS = {"half": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25, "fifth": 0.2, "tenth": 0.1, "tenths": 0.1}
TIMES_OVER = {"double": 2.0, "twice": 2.0, "triple": 3.0, "tenfold": 10.0}

SPOKEN_FACTORS = {
    "stereo": 2.0,
    "both": 2.0,
    "twice": 2.0,
    "doubled": 2.0,
    "double": 2.0,
    "pair": 2.0,
    "pairs": 2.0,
    "dual": 2.0,
    "tripled": 3.0,
    "halved": 0.5,
    "halves": 0.5,
}
"""Words that are a factor by themselves."""

ABOUT = frozenset(
    "about around roughly approximately approx circa ca some nearly almost maybe perhaps probably say basically ballpark ish just".split()
)
"""Words before a figure that say it is no exact one."""
ABOUT_PHRASES = (
    "a bit over", "a bit under", "a bit more than", "a bit less than", "a little over", "a little under", "a little more than", "a little less than",
    "just over", "just under", "slightly more than", "slightly less than", "slightly over", "slightly under", "a touch over", "a touch under",
    "close to", "closer to", "nearer to", "something like", "more like", "somewhere around", "in the region of", "in the ballpark of", "on average", "call it",
    "on the order of", "in the order of", "of the order of", "order of",
)  # fmt: skip
BOUNDS = {
    "well under": "under", "well below": "under", "less than": "under", "fewer than": "under", "at most": "under", "up to": "under", "no more than": "under",
    "not more than": "under", "under": "under", "below": "under", "<": "under", "<=": "under", "≤": "under", "well over": "over", "well above": "over",
    "more than": "over", "at least": "over", "above": "over", "north of": "over", "upwards of": "over", "over": "over", ">": "over", ">=": "over", "≥": "over",
}  # fmt: skip

SIGNS_OF_EQUALITY = frozenset("= == ~= =~ ≈ ≃ ≅".split())
ARROWS = frozenset("-> --> => → ⇒ ⟹".split())
VERBS = frozenset(
    "come came is are was were equals equal makes make making gives give giving comes come works work amounts amount adds add totals yields yielding means meaning lands "
    "translates equates boils corresponds results resulting totaling totalling be allows allow leaves permits".split()
)
"""Verbs after which a result stands."""
LINKS = frozenset("so or hence therefore thus ie i.e.".split())
POINTERS = frozenset("that which this it those".split())
CONTRACTED = frozenset("that's thats it's which's".split())
FILLERS = frozenset(
    "mean make give equal a an total of to out at as us you we get up down just only already exactly actually then now again therefore i in into all the about "
    "would will 'd be is are it's that's that which makes gives looking we're you're something like more by ~ or so overall altogether gets i'd "
    "we'd you'd".split()
)
"""Words that may stand between such a verb and the figure."""
NEGATIONS = frozenset("not isn't aren't wasn't never no cannot can't doesn't don't won't wouldn't neither nor without unlikely".split())
CORRECTIONS = frozenset("no wait sorry oops correction scratch actually hmm rather wrong mistake nope err typo hang".split())
PEAKS = frozenset(
    "peak peaks peaking peaked burst bursts bursty spike spikes spiking worst busiest busy rush max maximum evening prime headroom surge "
    "lunch lunchtime noon weekend friday christmas sale launch holidays holiday daytime hours capacity limit limits limited quota quotas budget cap capped allowance tier plan throttle throttled buffer".split()
)
"""Words that say a rate is no average."""
LIMITS = frozenset("limit limits limited quota quotas budget cap capped allowance tier plan throttle throttled capacity".split())
"""Those of them that say no more than that it is allowed."""
CHANGES = frozenset(
    "compressed compression compressing replication replicated replicas replica copies overhead overheads headroom index indexes indices indexing "
    "including include includes included incl with plus after before growth growing rounded safe safety margin extra spare minus without once if "
    "parallel concurrently concurrent pipelined simultaneously tail online origin cdn edge protobuf parquet avro thrift msgpack binary gzip gzipped zstd snappy webp "
    "avif jpeg h264 int8 int4 fp16 base64 json csv practice reality usable formatted "
    "active inactive ones paying deduplicated dedup cached caching metadata allowing raid erasure tripled doubled twice because assuming since when while".split()
)
"""Words near a result that say something else went into it."""
BETWEEN = frozenset(
    "cpm rpm ecpm cpc cpa basis bp bps permille mille ‰ fee fees commission tax vat discount discounted discounts rebate doubling doubles backoff exponential exponentially "
    "compound compounded compounding compressed compression compresses compressing utilisation utilization utilised utilized efficiency efficient "
    "erasure parity overlap overlapping overlaps nested surcharge markup origin dedup deduplicated deduplication sampled sampling tiered prorated parallel concurrently pipelined".split()
)
"""Words between the figures and a result that say there is more to it than is written."""
COPIES = frozenset("copy copies replica replicas replication replicated".split())
SHIFTED = frozenset(
    "more less fewer longer shorter too faster slower bigger smaller larger higher lower ahead behind away late early better worse off of".split()
)
"""Words after a figure that make a difference of it, and no result."""
OPENINGS = frozenset(
    "so then and that that's say assume assuming at have has get gets got is or means with i we think where now also but ok okay well plus "
    "if because since for from only about a given first second third next finally thus hence i.e. e.g. average".split()
)
PEOPLE = frozenset(
    "user users people person customers customer drivers riders clients members players devices phones sensors viewers readers writers merchants "
    "ppl folks subscribers accounts dau mau".split()
)
DOINGS = frozenset(
    "send sends sending post posts posting upload uploads uploading make makes making write writes writing read reads reading view views viewing "
    "create creates creating click clicks clicking do doing watch watches watching take takes taking order orders ordering search searches "
    "searching request requests requesting share shares sharing tweet tweets tweeting open opens opening generate generates generating".split()
)
"""What each of many people does by himself."""
NOT_LABELS = (
    VERBS | LINKS | POINTERS | CONTRACTED | NEGATIONS | ABOUT | frozenset(NUMBERS) | frozenset(MAGNITUDES) | frozenset(FRACTIONS) |
    frozenset(
        "and but if then than as by from to into on onto at with for over under of per a an the each every every apiece times time x divided "
        "multiplied multiply divide plus minus in out within between through until while when where who whose we i you they he she he's we're "
        "they're there there's have has had having need needs needed can could should would will may might must do does did let let's use uses "
        "using used take takes took handle handles hold holds need want get gets goes go because since after before during without also not "
        "twice double triple i.e. e.g. too very compared versus vs become becomes became".split()
    )
)  # fmt: skip
"""Words at which what a figure counts has ended."""
NUMBERED = frozenset(
    "port version rfc step phase level sku row seat page section figure part chapter question option http status code error id no nr line".split()
)
"""Words after which a number is a name."""
SAME = {"req": "request", "reqs": "request", "msg": "message", "msgs": "message", "ops": "operation", "tx": "transaction", "pics": "photo"}
"""Labels that mean the same."""
OPEN_HOURS = frozenset("active working business peak office busy waking daytime night full whole extra more other consecutive".split())
"""Before `hours`: when it is open, rather than whose time it is."""
