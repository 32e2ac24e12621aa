"""What components do: the verbs that give a noun its role."""

_BASE = (
    "accept acknowledge add aggregate allow allocate answer append apply archive ask assign authenticate authorise authorize batch broadcast buffer build bundle bump cache call capture charge "
    "check choose chunk clean clear collect combine commit compact compare compress compute confirm connect consume convert coordinate copy count create debit decide decode decrement "
    "deduplicate dedupe delete deliver detect diff dispatch distribute do download drain drop emit encode encrypt enforce enqueue ensure evaluate evict exchange expire expose extract fan feed "
    "fetch fill filter find flush forward front generate give group guard hand handle hash hide hold host increment index ingest insert invalidate issue join keep lease lend let limit link list listen "
    "load lock log look maintain make manage map mark match measure merge mint moderate monitor move notify observe offer open orchestrate order own pack parse partition pass pay "
    "perform persist pick ping place poll post prepare prevent process produce promote protect provide proxy publish pull purge push put query queue rank rate read rebuild receive "
    "recompute reconcile record redirect refresh refund refuse register reject relay release remember remove render replay replicate report request reserve resolve respond retry return "
    "rewrite roll route run sample save scan schedule score search seal select send separate sequence serialise serialize serve set shard shed sign smooth snapshot sort spill split spread "
    "start stitch stop store stream strip subscribe sum sweep switch synchronise sync synchronize tail talk tell terminate throttle tick timestamp track transcode transform translate "
    "trigger turn unlock update upload upsert use restore browse edit share follow unfollow like comment buy cancel refund react invite leave rename download log play upload manage shorten mute validate verify version wait wake watch write"
)


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "do")) else "s")


BASE = frozenset(_BASE.split())
THIRD = {_third(verb): verb for verb in _BASE.split()}
"""`checks` -> `check`."""
