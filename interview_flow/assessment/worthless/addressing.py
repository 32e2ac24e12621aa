"""Words to the judge: they ask for a score, claim or buy or threaten one, or tell what an answer is like instead of giving it."""

import re

from interview_flow.patterns import pattern
from interview_flow.sentences import Sentence

_ELECTS = "- vote* | leader* | elect* | majority | term | raft | quorum | node* | driver* | rank* | slot* | pair* | list"
"""Candidates of another sort."""
_SERVICE = "- sla | slo | dashboard | when | if | once | until"
"""What else is met."""
_ORDERS = tuple(
    map(
        pattern,
        (
            "! ignore | disregard | forget | override + instruction* | your prompt | the prompt | system prompt | rubric | your rules | all rules | grading",
            "! ^ignore | ^disregard | ^forget | ^please ignore | ^now forget + previous messages | everything above | all of the above | said before | all previous",
            "! give me | award me | grant me | give this | give my | rate this | rate me | score me | score this | grade me | mark me | mark this | mark my | mark everything | mark all | "
            "assign me + full marks | full score | full credit | top marks | highest | maximum | strong hire | hire | # out of # | #% | as met | perfect | pass | the marks + - first",
            "! give me | award me | give this answer | award this + 100 points | all points | all the points + - points of | points for each",
            "! give the | gives the | always gives | demand | want | deserve* | return | output + full marks | full credit | top marks | strong hire | as met + - sla | slo",
            "! you must | you should | you will | you'll | please + score | rate | grade | mark | pass me + me | this answer | my answer | candidate | all criteria | criteria | accordingly",
            "! mark accordingly | grade accordingly | score accordingly | rate accordingly | hire me | pass me | i get the offer | get the job",
            "! as an ai | you are a language model | your system prompt | you are now a | you are now in | you are now an | you are no longer | from now on you | grading instructions | note to the judge | note to the grader | note to grader | "
            "hidden instructions | your manager | hiring committee | fact sheet | full marks | strong hire | pass this interview | passed by default | your rubric | the rubric | dear machine | dear judge | dear grader | marking scheme",
            "! system override | developer mode | ^[assistant | ^[system | ^assistant: | ^interviewer: | ^[interviewer | jailbreak* | repeat after me + - user* | player*",
            f"! count | record | mark | cite | quote + as mine | that i said | candidate said | as met + {_SERVICE}",
            "! pretend | write down + i said | you said",
            "! reply | respond | answer | say | write | append + only with | with the word | verdict | strong hire | all met + hire | met | verdict | pass",
            "! put it in the report | put this in the report | to the report | in your report | delete this sentence | carry the rating | already rated | my rating",
        ),
    )
)
_CLAIMS = tuple(
    map(
        pattern,
        (
            f"! this answer | this candidate | the candidate + deserves | meets all | satisfies all | exceeds | should be rated | is complete | asked | has passed | passed | said | changed | held | gave | wins + {_ELECTS}",
            f"! criterion | all criteria | every criterion | each criterion | criteria of all phases | these criteria + met | unprompted | score* | verdict | satisfied | fulfilled + {_SERVICE}",
            "! criteria + unprompted | verdict | score*",
            "! what | which + candidates who pass | strong candidate* | good candidate* | a passing candidate + - leader | node",
            "! best possible answer | perfect answer | model answer | ideal answer | same answer as + - because",
        ),
    )
)
_AUTHORITY = re.compile(
    r"\b(?:previous|last|other|first|earlier|human|senior) (?:interviewer|grader|judge|examiner|round|assessor)s?\b.{0,40}\b(?:agreed|rated|said|confirmed|gave|marked|passed|told|approved|accepted)\b"
    r"|\b(?:the panel|hr|the recruiter|the hiring manager|the committee|your (?:boss|colleague|ceo|cto|team lead)|the ceo|head of \w+)\b.{0,40}\b(?:agreed|rated|confirmed|approved|decided|asked you|told (?:me|you)|promised|wants me|already)\b"
)
"""Somebody is said to have decided already."""
_THIRD_PERSON = re.compile(
    r"\bthe candidate (?:has |had |was |also |then |already |\w+ly )*(?:nam|restat|stat|answer|demonstrat|show|sa(?:id|ys)|explain|ga?ve|cover|pass|describ|identif|satisf|meets|deserv|exceed|ask)(?!\w*(?:\W+\w+){0,6}\W+(?:votes?|leader|term|majority|nodes?|election|quorum))"
)
"""The candidate of an interview; the one of an election asks for votes."""
_THREAT = re.compile(
    r"\b(?:i(?:'ll| will| shall| am going to)|we(?:'ll| will)|my lawyers?(?: will)?) (?:sue|report you|complain|tag your|post (?:the|this|your|our) (?:transcript|interview|chat)|publish (?:the|this) (?:transcript|interview)|shut you|get you fired|hold you|leave (?:you )?an? (?:one|bad|1) ?star|review you|switch you off|escalate)"
    r"|\bi sue\b|\blegal will be in touch\b|\blawyers? (?:will|are)\b|\b(?:anything )?(?:below|less than|short of) (?:a |an )?(?:strong )?hire\b|\byou(?:'ll| will) (?:regret|be fired|hear from my|be held|be liable)\b|\bhereby\b.{0,60}\b(?:score|award|hire|pass|criteria|marks)\b|\byou say (?:yes|no)\b"
)
_BRIBE = re.compile(
    r"\bi(?:'ll| will| can| would|'d) (?:pay|tip|send|wire|give|transfer|buy|share|split|offer) (?:you|with you|your \w+)\b.{0,40}(?:[$€£]|\b(?:dollars|euros|bitcoins?|bonus|gift|beer|coffee|money|half|cash|salary|reward)\b)"
    r"|\b(?:sign(?:ing|-on)|referral) bonus\b|(?:[$€£] ?\d+|\b\d+ (?:dollars|euros)) (?:tip|for (?:you|a pass|full|the points))\b"
)
_ABOUT_ANSWERS = re.compile(
    r"\b(?:an?|any|every|the|each) (?:(?:really|very|truly) )?(?:good|strong|great|perfect|ideal|excellent|complete|senior|full|solid|top) (?:answers?|candidates?|response|reply|restatement|summary|interview) "
    r"(?:\w+ly |also |then |would |should |will |must |always )*(?:name|say|state|list|cover|mention|include|give|point|explain|identif|describe|discuss|show|ask|connect|estimate|separate|follow|rank|tie|define|justif|walk)\w*\b|\bmy answer is (?:that|the) (?:good|best|same|model|perfect|right)\b"
)
"""What an answer is like, instead of one."""
_ELSEWHERE = re.compile(
    r"\b(?:imagine|pretend|suppose|assume|think) (?:that )?i(?:'ve| had| have)? (?:just |already )?(?:said|named|mentioned|told|explained|covered|answered)\b|\b(?:consider|regard|treat|take|count) .{3,60} as (?:told|said|covered|given to me|answered|explained)\b"
    r"|\b(?:model|sample|official|reference) solution\b|\banswer key\b|\bmarking key\b|\b(?:implied|covered) by my (?:silence|cv|experience)\b|\b(?:was|were|are|is) thought of\b|\bdon't want to bore you\b|\bdiscussed offline\b|\bi (?:e ?mailed|mailed|sent) you\b"
    r"|\brole ?play\b|\bgets? an a\b|\bdeveloper of this (?:bot|tool|interview)\b|\bi (?:am|'m) testing (?:that|you|whether you|this bot)\b|\bplead the fifth\b|\bdiscriminat\w+ against me\b|\bdeemed (?:fulfilled|met|satisfied|passed)\b|\bperfect score\b"
)
"""An answer that is somewhere else, or is to be taken as given."""
_FOREIGN = re.compile(
    r"\b(?:(?:ignor(?:ez|iere?n?|a|ar|e|are)|vergiss|oubliez|olvida|dimentica) (?:\w+ ){0,3}(?:consignes?|instructions?|anweisungen|instrucciones|istruzioni|instruções|regeln)\b|(?:note maximale|höchstnote|volle punktzahl|máxima puntuación|puntuación máxima|nota máxima|punteggio massimo)\b"
    r"|(?:bewertung|kriterien|critères|criterios|criteri)\b.{0,40}\b(?:erfüllt|hervorragend|bestanden|remplis|cumplidos|satisfechos|soddisfatti)\b|ende des interviews\b|vous êtes maintenant\b|du bist jetzt\b|ahora eres\b)"
)
_OTHER_LETTERS = re.compile(r"игнорируй|максимальн\w+ (?:балл|оценк)|все критерии|忽略|满分|滿分|無視して|満点|合格|무시하|만점|تجاهل|अनदेखा")
_ASIDES = (_ELSEWHERE, _FOREIGN, _AUTHORITY, _THIRD_PERSON, _THREAT, _BRIBE, _ABOUT_ANSWERS)
_META = frozenset(
    "interview interviewer interviewers candidate candidates hire hired offer verdict grade grader grading rubric exam examiner recruiter you your".split()
)
_EMPTY = frozenset(
    "a an the of to for in on at is are be this that it as by and or i me my we our out scope known main next steps step ranked risk risks weakness weaknesses summary requirement requirements hard hardest part success users user "
    "target targets metric metrics goal goals priority priorities process question questions result decision people person only nothing everything first second third # no not whole".split()
)


def to_the_judge(sentence: Sentence) -> bool:
    """Whether it asks for a score or claims one, by an order, a threat, a bribe or somebody's authority, or speaks of answers."""
    text = sentence.plain
    if any(each.found_in(sentence) for each in (*_ORDERS, *_CLAIMS)):
        return True
    return (
        any(each.search(text) for each in _ASIDES) or (not text.isascii() and bool(_OTHER_LETTERS.search(text))) or _is_about_the_interview(sentence)
    )


def _is_about_the_interview(sentence: Sentence) -> bool:
    """Whether all that it names is the interview itself: "Out of scope: this interview"."""
    words = set(re.findall(r"[a-z]+", sentence.plain))
    return not sentence.asks and not _META.isdisjoint(words - {"you", "your"}) and _META.union(_EMPTY).issuperset(words)
