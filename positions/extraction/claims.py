"""The chain of a stance in one sentence: holder, cue, what stands between, term.

Goes once through the sentence. A frame is a holder with the product of the signs of the
cues met so far; every term met while a frame is open becomes a claim of its holder.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from positions.extraction.discourse import Discourse, Topic
from positions.extraction.lexicon import Cue, CueKind, CueSign
from positions.extraction.reading import Line, Noun, TermUse, Verb
from positions.extraction.vocabulary import Mark, Named
from positions.model import Attribution, Direction, Strength

VOID = 9  # the sign of a cue that under its negation takes no stand
SIGN = {CueSign.FOR: 1, CueSign.AGAINST: -1, CueSign.OPEN: 0, CueSign.NOTHING: VOID}

# Conjunctions after which a new clause begins; what was open before does not reach into it.
_CLOSERS = frozenset(
    "while whereas but although though however yet because since when where after before despite"
    " amid who whom even though even as whose as".split()
) | {"even though", "even as", "and that"}
# Conditions that name a price: what stands behind them is itself demanded.
_PRICE = frozenset(
    ["only if", "in exchange for", "in return for", "on condition that", "on the condition that", "on condition"]
    + ["paired with", "only with", "unless", "provided", "provided that", "contingent on", "conditional on"]
    + ["conditioned on", "only after", "only once", "only when", "not before", "tied to", "without"]
)
_SUPPOSING = frozenset(
    ["if", "only if", "unless", "in case", "assuming", "in the event", "once", "even if", "as long as"]
    + ["so long as", "provided", "provided that", "on condition that", "on the condition that"]
)
# Cues whose complement clause is what the holder wants, not a report of a fact.
_WANTING = frozenset(["want", "demand", "propose", "accept", "ready", "wish-noun", "open-to", "told-to"])
_PLANNING = frozenset(["demand", "propose", "contain", "want", "drop"])
_FUTURE = frozenset("will would shall ll d".split())
_OBJECTS = frozenset("it them this that these those one so".split())
_PLACES = frozenset("in at near on over about into inside against across".split())


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain: the words and the sign that they add."""

    words: str
    sign: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A stance found in a sentence, before it becomes a Statement.

    Attributes:
        value: 1 for, -1 against, 0 neither yes nor no, towards the issue's proposition.
    """

    named: Named
    issue: str
    value: int
    attribution: Attribution
    rule: str
    chain: tuple[Link, ...]
    term: TermUse
    speaker: str = ""
    strength: Strength = Strength.PLAIN
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A holder with the cues that have been met so far.

    Attributes:
        sign: the product of the links' signs.
        end: token index behind the last cue.
        view: whether the cue is one of seeing, whose sign a judgement brings.
    """

    holder: Named
    rule: str
    attribution: Attribution
    links: tuple[Link, ...]
    cue: Cue | None
    first: int
    end: int
    sign: int
    speaker: str = ""
    hedged: bool = False
    view: bool = False


@dataclass(slots=True)
class Region:
    """Words that somebody is reported to have said; `direct` inside quotation marks."""

    first: int
    last: int
    speaker: Named | None
    words: str
    direct: bool


@dataclass(slots=True)
class _Found:
    """A claim in the making; a verb behind its term may still turn it."""

    frame: Frame
    use: TermUse
    sign: int
    links: tuple[Link, ...]
    condition: str = ""
    value: int | None = None  # set where the topic brings its own


def combine(outer: int, inner: int) -> int:
    """The sign of one cue inside another: refusing to consider is refusing."""
    if VOID in (outer, inner):
        return VOID
    if outer == 0:
        return 0
    if inner == 0:
        return -1 if outer < 0 else 0
    return outer * inner


def direction_for(use: TermUse, party: str) -> int:
    """1, -1 or 0 (points nowhere): which way a term points for this party."""
    term = use.ref.term
    direction = (term.direction_of or {}).get(party, term.direction)
    return {Direction.FOR: 1, Direction.AGAINST: -1, Direction.TOPIC: 0}[direction]


def claims(line: Line, regions: Sequence[Region], discourse: Discourse, *, question: bool) -> list[Claim]:
    """All claims of one sentence; leaves its topic to the sentences after it."""
    walk = _Walk(line, regions, discourse, question)
    walk.go()
    made = [claim for found in walk.found if (claim := walk.claim(found)) is not None]
    topics = [Topic(c.term, c.value, c.named.party) for c in made if c.rule != "mutual"]
    if not topics:
        topics = [Topic(u, direction_for(u, "") or 1, "") for u in line.terms[-2:]]
    if topics:
        discourse.topics, discourse.topic_age = topics, 0
    return made


class _Walk:
    """One pass over one sentence."""

    def __init__(self, line: Line, regions: Sequence[Region], discourse: Discourse, question: bool) -> None:
        self.line = line
        self.regions = regions
        self.discourse = discourse
        self.question = question
        self.frames: list[Frame] = []
        self.subjects: list[Noun] = []  # the subject of the clause, with those joined to it
        self.object: Noun | None = None  # the name behind the last cue
        self.root: list[Named] = []  # holders of the last clause, for "..., and rejects"
        self.met: list[TermUse] = []
        self.found: list[_Found] = []
        self.seen: list[Named] = []
        self.waiting: tuple[list[Frame], list[TermUse]] | None = None  # a relative clause
        self.supposed = [
            (i, next((j for j in range(last, len(line.tokens)) if line.text(j) in (",", ";", "then")), len(line.tokens)))
            for i, (mark, word, last) in line.signs.items()
            if mark is Mark.CONDITION and word in _SUPPOSING
        ]

    def go(self) -> None:
        events: list[tuple[int, int, Noun | Verb | TermUse | str]] = []
        line = self.line
        events += [(n.first, 1, n) for n in line.nouns]
        events += [(v.first, 2, v) for v in line.verbs]
        events += [(t.first, 3, t) for t in line.terms]
        for i, (mark, word, _) in line.signs.items():
            if mark is Mark.BREAKER and word in _CLOSERS:
                events.append((i, 0, word))
            elif mark is Mark.ANAPHOR:
                events.append((i, 3, f"anaphor {i}"))
        for i, token in enumerate(line.tokens):
            if token.text in (";", ":"):
                events.append((i, 0, ";"))
            elif token.text in _OBJECTS and i not in line.signs:
                events.append((i, 3, f"object {i}"))
        events.sort(key=lambda e: (e[0], e[1]))
        for index, _, event in events:
            if isinstance(event, Noun):
                self.noun(event)
            elif isinstance(event, Verb):
                self.verb(event)
            elif isinstance(event, TermUse):
                self.term(event)
            elif event.startswith(("anaphor", "object")):
                self.anaphor(index, event)
            else:
                self.close(index, event)
        self.flush()
        self.bare()

    def close(self, index: int, word: str) -> None:
        """A new clause begins; behind "who" its subject is the name before."""
        if word in ("who", "whose"):
            before = next((n for n in reversed(self.line.nouns) if n.last <= index <= n.last + 1), None)
            self.frames = []
            self.subjects = [replace(before, role="subject")] if before is not None else []
            return
        if word == "as" and any(f.view for f in self.frames):
            return
        self.flush()
        self.frames = []
        self.subjects = []
        self.object = None
        if word == ";":
            self.met = []

    def flush(self) -> None:
        """A relative clause that met no term of its own speaks of those before it."""
        if self.waiting is not None:
            frames, uses = self.waiting
            self.waiting = None
            for use in uses:
                for frame in frames:
                    if not any(f.use is use and f.frame.holder == frame.holder for f in self.found):
                        self.add(replace(frame, rule=f"relative-{frame.rule}"), use)

    # Names

    def noun(self, noun: Noun) -> None:
        who = self.who(noun)
        if who is not None and noun.named is not None and not noun.plan:
            self.seen.append(who)
        if noun.role != "subject":
            return
        joined = self.subjects and self.subjects[-1].last <= noun.first and self.coordinated(self.subjects[-1].last, noun.first)
        if joined:
            self.subjects.append(noun)
        else:
            self.object = noun if self.frames and noun.first - self.frames[-1].end <= 2 else None
            self.subjects = [noun]

    def coordinated(self, last: int, first: int) -> bool:
        words = [self.line.text(i) for i in range(last, first)]
        return bool(words) and len(words) <= 4 and any(w in ("and", "nor", "or", ",", "&") for w in words) and all(
            w in ("and", "nor", "or", ",", "&", "both", "its", "the", "his", "their", "s", "'", "mr") for w in words
        )

    def who(self, noun: Noun) -> Named | None:
        region = self.region(noun.first)
        return self.discourse.means(noun, region.speaker if region else None, self.seen)

    def holders(self) -> list[Named]:
        found = []
        for noun in self.subjects:
            who = self.who(noun)
            if who is not None:
                found.append(who)
        return found

    def region(self, index: int) -> Region | None:
        return next((r for r in self.regions if r.first <= index < r.last), None)

    # Verbs

    def verb(self, verb: Verb) -> None:
        if verb.form == "noun":
            self.noun_cue(verb)
        elif verb.form == "judgement":
            self.judgement(verb)
        elif verb.form == "passive":
            self.passive(verb)
        elif verb.cue is None:
            self.saying(verb)
        else:
            self.active(verb)

    def saying(self, verb: Verb) -> None:
        """A verb of saying or seeing without a sign of its own."""
        if verb.form not in ("finite", "gerund") or not (self.subjects or verb.form == "gerund"):
            return
        holders = self.holders() if self.subjects else self.root
        self.root = holders or self.root
        self.frames = []
        told = next((n for n in self.line.nouns if 0 <= n.first - verb.last <= 1), None)
        if told is not None and self.line.text(told.last) == "to" and verb.speech:
            self.frames = [self.frame(h, verb, 1, self.words(verb.first, verb.last), "verb") for h in holders]
        elif verb.view:
            self.frames = [
                replace(self.frame(h, verb, 0, self.words(verb.first, verb.last), "view"), view=True) for h in holders
            ]
        self.subjects = []

    def active(self, verb: Verb) -> None:
        cue = verb.cue
        assert cue is not None
        sign, words = self.signed(verb)
        if cue.kind is CueKind.ACT and sign < 0 and self.turned(verb, words):
            return
        before = self.line.text(verb.first - 1)
        if verb.form == "infinitive" and self.frames:
            self.extend(verb, sign, words)
        elif verb.form == "gerund":
            if self.frames and before not in (",", "and"):
                self.extend(verb, sign, words)
            elif before in (",", "and", "by", "—", "–", "-", "for") and not self.unreal(verb):
                self.flush()
                holders = [f.holder for f in self.frames] or self.root or self.holders()
                self.frames = [self.frame(h, verb, sign, words, "participle") for h in _unique(holders)]
        elif self.subjects and self.subjects[-1].last <= verb.first:
            if self.embedded(verb):
                self.extend(verb, sign, words)
                self.subjects = []
                return
            holders = self.holders()
            negated_pair = self.line.text(self.subjects[0].first - 1) == "neither"
            if negated_pair and sign > 0:
                sign, words = -1, f"neither … {words}"
            subject = self.subjects[0]
            self.flush()
            self.subjects = []
            self.frames = []
            self.root = holders
            if not holders or self.unreal(verb):
                return
            rule = "plan" if subject.plan else self.rule(verb)
            if subject.plan and cue.id not in _PLANNING or not subject.plan and cue.id == "contain":
                return
            self.frames = [self.frame(h, verb, sign, words, rule) for h in holders]
            if self.relative(subject):
                self.waiting = (self.frames, [u for u in self.met[-2:] if u.last <= subject.first])
        elif self.frames and verb.form in ("finite", "adjective"):
            frame = self.frames[-1]
            if self.line.text(self.line.back(verb.first)) == "to" or (verb.first - frame.end <= 1 and verb.form != "adjective"):
                self.extend(verb, sign, words)
            elif not self.unreal(verb):
                self.frames = [self.frame(h, verb, sign, words, self.rule(verb)) for h in _unique([f.holder for f in self.frames])]
        elif self.root and self.line.text(self.line.back(verb.first)) in ("and", "but", ",", "or", "yet", "then", "will", "would"):
            if not self.unreal(verb):
                self.frames = [self.frame(h, verb, sign, words, self.rule(verb)) for h in self.root]

    def rule(self, verb: Verb) -> str:
        assert verb.cue is not None
        if verb.form == "adjective":
            return "adjective"
        return "act" if verb.cue.kind is CueKind.ACT else "verb"

    def relative(self, subject: Noun) -> bool:
        """Whether the clause qualifies what stands before it: "..., which Kyiv rejects"."""
        before = self.line.text(subject.first - 1)
        if before in ("the", "mr"):
            before = self.line.text(subject.first - 2)
        return before in ("which", "that", "—", "–", "demand", "idea", "condition", "proposal", "terms", "move", "something")

    def turned(self, verb: Verb, words: str) -> bool:
        """A term's own predicate turns it: "demands that the sanctions be lifted"."""
        if not self.met or (self.subjects and self.subjects[-1].first > self.met[-1].first):
            return False
        last = self.met[-1]
        if not 0 <= verb.first - last.last <= 6 or verb.form in ("gerund", "infinitive") and not self.line.text(verb.first - 2) in ("have", "has"):
            return False
        if not (verb.form == "passive" or self.line.text(self.line.back(verb.first)) in ("must", "should", "to", "be") or verb.first == last.last):
            return False
        turned = False
        for found in self.found:
            if found.use is last:
                found.sign = -found.sign
                found.links = (*found.links, Link(words, -1))
                turned = True
        return turned

    def signed(self, verb: Verb) -> tuple[int, str]:
        """The sign of a cue with the negation before it, and the words of both."""
        cue = verb.cue
        assert cue is not None
        sign = SIGN[cue.sign]
        words = self.words(verb.first, verb.last)
        negator = self.negator(verb.first)
        if negator is not None:
            words = f"{self.words(*negator)} {'… ' if negator[1] < verb.first else ''}{words}"
            if cue.negated is not None:
                sign = SIGN[cue.negated]
            elif sign < 0:
                sign = 1 if cue.kind is CueKind.ACT else 0
            else:
                sign = -1
        return sign, words

    def negator(self, index: int) -> tuple[int, int] | None:
        """The negator that governs the word at an index: near before it, nothing of weight between."""
        for i in range(index - 1, max(-1, index - 6), -1):
            sign = self.line.signs.get(i)
            if sign and sign[0] is Mark.NEGATOR and sign[2] <= index:
                return i, sign[2]
            if self.line.text(i) in (",", ";", ":", "but", "and", '"', "“", "”", "that"):
                return None
            if any(v.first <= i < v.last and v.form not in ("noun", "judgement") for v in self.line.verbs):
                return None
        return None

    def embedded(self, verb: Verb) -> bool:
        """Whether "that X accept" hangs on a wish, demand or refusal of the frame's holder."""
        if not self.frames:
            return False
        frame, subject = self.frames[-1], self.subjects[0]
        if frame.cue is None or not (frame.cue.id in _WANTING or frame.sign < 0):
            return False
        gap = [self.line.text(i) for i in range(frame.end, subject.first)]
        if len(gap) > 3 or any(w not in ("that", "the", "for", "on", "to", "a", "any", "idea") for w in gap):
            return False
        return not self.line.text(verb.first).endswith("s") or verb.form == "gerund"

    def unreal(self, verb: Verb) -> bool:
        """A wish or a possibility that the writer sees, or a supposition, is nobody's stance."""
        if any(a <= verb.first < b for a, b in self.supposed):
            return True
        region = self.region(verb.first)
        for i in range(verb.first - 1, max(-1, verb.first - 5), -1):
            sign = self.line.signs.get(i)
            if sign and sign[0] in (Mark.WISH, Mark.POSSIBILITY) and region is None:
                return True
            if self.line.text(i) in (",", ";"):
                break
        return self.question and not self.line.inside_quote(verb.first)

    def frame(self, holder: Named, verb: Verb, sign: int, words: str, rule: str) -> Frame:
        attribution, speaker = self.attributed(holder, verb)
        hedged = any(
            (s := self.line.signs.get(i)) is not None and s[0] is Mark.POSSIBILITY
            for i in range(max(0, verb.first - 3), verb.first)
        )
        return Frame(holder=holder, rule=rule, attribution=attribution, links=(Link(words, sign),), cue=verb.cue,
                     first=verb.first, end=verb.last, sign=sign, speaker=speaker, hedged=hedged)

    def attributed(self, holder: Named, verb: Verb | None, index: int = 0) -> tuple[Attribution, str]:
        """On whose words a claim rests: the quoted or reported speaker's, or the writer's."""
        region = self.region(verb.first if verb is not None else index)
        if region is not None and region.speaker is not None:
            if region.speaker.party == holder.party:
                return (Attribution.QUOTE if region.direct else Attribution.REPORTED), region.words
            return Attribution.ALLEGED, region.words
        if verb is not None and verb.form in ("finite", "infinitive", "gerund", "passive") and verb.cue and verb.cue.kind is CueKind.VERB:
            return Attribution.REPORTED, ""
        return Attribution.DESCRIBED, ""

    def extend(self, verb: Verb, sign: int, words: str) -> None:
        cue = verb.cue
        assert cue is not None
        self.frames = [
            replace(
                f,
                links=(*f.links, Link(words, sign)),
                cue=cue,
                end=verb.last,
                sign=SIGN[cue.negated] if f.sign < 0 and cue.negated is not None else combine(f.sign, sign) if not f.view else sign,
            )
            for f in self.frames
        ]

    # Nouns that carry a stance

    def noun_cue(self, verb: Verb) -> None:
        sign, words = self.signed(verb)
        owner = self.owner(verb)
        if owner is not None:
            holder = self.who(owner)
            if holder is None:
                return
            outers = [f for f in self.frames if f.view or f.holder.party != holder.party and verb.first - f.end <= 8]
            views = [f for f in outers if f.view]
            self.extend(verb, sign, words)
            kept = [f for f in self.frames if not f.view and any(o.holder == f.holder for o in outers)]
            self.frames = [*kept, *views, self.frame(holder, verb, sign, words, "nominal")]
        elif self.frames:
            if verb.first - self.frames[-1].end <= 5:
                self.extend(verb, sign, words)
        elif self.subjects and 0 < verb.first - self.subjects[-1].last <= 7 and not self.unreal(verb):
            holders = self.holders()
            self.root = holders
            self.subjects = []
            self.frames = [self.frame(h, verb, sign, words, "light-verb") for h in holders]

    def owner(self, verb: Verb) -> Noun | None:
        """Whose demand it is: "Moscow's demand", "a demand by Moscow"."""
        line = self.line
        for noun in line.nouns:
            if noun.role == "owner" and 0 <= verb.first - noun.last <= 5:
                between = range(noun.last, verb.first)
                if not any(line.text(i) in (",", ";", "and", "to", "of", "for", "in", "on") for i in between) and not any(
                    v.first in between for v in line.verbs
                ):
                    return noun
        return next((n for n in line.nouns if n.role in ("by", "from") and 0 < n.first - verb.last <= 3), None)

    # Judgements and passives

    def judgement(self, verb: Verb) -> None:
        """ "sees T as essential", "T is a red line for Moscow"."""
        cue = verb.cue
        assert cue is not None
        sign, words = self.signed(verb)
        views = [f for f in self.frames if f.view]
        for frame in views:
            judged = replace(frame, sign=sign, rule="judgement", links=(*frame.links, Link(words, sign)))
            behind = [u for u in self.met if u.first >= frame.end] or [u for u in self.met if u.last <= frame.first][-1:]
            for use in behind:
                self.add(judged, use)
            if not behind and self.discourse.topic_age <= 1:
                self.topics(judged)
            if verb.last < len(self.line.tokens) and self.line.text(verb.last) in ("for", "to"):
                self.frames = [replace(judged, view=False, end=verb.last, cue=cue)]
        if not views:
            for noun in self.line.nouns:
                if noun.role in ("for", "to") and 0 < noun.first - verb.last <= 2 and (who := self.who(noun)):
                    frame = self.frame(who, verb, sign, words, "judgement")
                    for use in self.met[-1:]:
                        self.add(frame, use)

    def passive(self, verb: Verb) -> None:
        cue = verb.cue
        if cue is None:
            return
        sign, words = self.signed(verb)
        nexts = [v.first for v in self.line.verbs if v.first > verb.first and v.form in ("passive", "finite")]
        limit = min([verb.last + 7, *nexts])
        agents = [n for n in self.line.nouns if n.role == "by" and verb.last <= n.first < limit]
        for agent in agents:
            holder = self.who(agent)
            if holder is None or self.unreal(verb):
                continue
            frame = replace(self.frame(holder, verb, sign, words, "passive"), end=agent.last)
            for use in self.met[-3:]:
                if verb.first - use.last <= 20:
                    self.add(frame, use)
        if not agents:
            if cue.kind is CueKind.ACT and sign < 0 and self.turned(verb, words):
                return
            if self.frames:
                self.extend(verb, sign, words)

    # Terms

    def term(self, use: TermUse) -> None:
        term = use.ref.term
        emitted: set[str] = set()
        if self.frames:
            self.waiting = None
        for frame in self.frames:
            if not frame.view:
                self.add(frame, use)
                emitted.add(frame.holder.party)
        if term.author:
            self.authored(use)
        if term.mutual and self.negator(use.first) is None and not any(a <= use.first < b for a, b in self.supposed):
            self.mutual(use, emitted)
        elif not emitted and self.subjects:
            self.doing(use)
        self.met.append(use)

    def authored(self, use: TermUse) -> None:
        author = use.ref.term.author
        owner = next((n for n in use.names if n.party == author), None)
        for noun in self.line.nouns:
            near = 0 <= use.first - noun.last <= 4 and (noun.role == "owner" or self.line.text(noun.last) == "-")
            if owner is None and noun.named and noun.named.party == author and near:
                owner = noun.named
        if owner is not None:
            self.described(owner, use, "author", "author of", 1)

    def mutual(self, use: TermUse, emitted: set[str]) -> None:
        """Everyone named in the clause of a meeting or an exchange takes part in it."""
        line = self.line
        breaks = [i for i, (m, w, _) in line.signs.items() if m is Mark.BREAKER and w in _CLOSERS]
        left = max((i for i in breaks if i < use.first), default=-1)
        right = min((i for i in breaks if i > use.first), default=len(line.tokens))
        for i in range(use.first, max(-1, use.first - 5), -1):
            sign = line.signs.get(i)
            if sign and sign[0] in (Mark.POSSIBILITY, Mark.WISH):
                return
        together = [
            noun.named
            for noun in line.nouns
            if noun.named is not None
            and not noun.outsider
            and left < noun.first < right
            and noun.role not in _PLACES
            and noun.named.party in use.ref.term.mutual
        ]
        if len({named.party for named in together} | emitted & set(use.ref.term.mutual)) < 2:
            return
        for named in together:
            if named.party not in emitted:
                emitted.add(named.party)
                self.described(named, use, "mutual", "takes part in", 1)

    def doing(self, use: TermUse) -> None:
        """A subject that does, will do or will not do what the term names."""
        term = use.ref.term
        subject = self.subjects[-1]
        if not 0 <= use.first - subject.last <= 7 or self.question or any(a <= use.first < b for a, b in self.supposed):
            return
        before = self.line.back(use.first)
        future = self.line.text(before) in _FUTURE or (self.line.text(before) == "'" and self.line.text(before + 1) in _FUTURE)
        negator = self.negator(use.first)
        region = self.region(use.first)
        for holder in self.holders():
            own = region is not None and region.speaker is not None and region.speaker.party == holder.party
            allowed = not term.act_of or holder.party in term.act_of
            if future and (negator is not None or own):
                words, sign = ("will not", -1) if negator else ("will", 1)
                self.described(holder, use, "will", words, sign)
            elif term.act and negator is None and allowed:
                self.described(holder, use, "act-term", "does", 1)

    def described(self, holder: Named, use: TermUse, rule: str, words: str, sign: int) -> None:
        attribution, speaker = self.attributed(holder, None, use.first)
        frame = Frame(holder=holder, rule=rule, attribution=attribution, links=(Link(words, sign),), cue=None,
                      first=use.first, end=use.first, sign=sign, speaker=speaker)
        self.add(frame, use)

    def anaphor(self, index: int, event: str) -> None:
        """ "the idea", or "it" behind a cue: what was last spoken of."""
        if not self.frames or self.discourse.topic_age > 1 or self.met:
            return
        if any(f.cue is not None and f.cue.kind is CueKind.ACT for f in self.frames):
            return
        near = 1 if event.startswith("object") else 4
        for frame in self.frames:
            if not frame.view and 0 <= index - frame.end <= near:
                if event.startswith("object") and self.line.text(index) in ("that", "this", "it", "these", "those", "one", "so"):
                    after = self.line.text(index + 1)
                    if after and after not in (".", ",", ";", "!", "?", "as", "and", "but", "for", "until", "out", "only", "if", "within", "by", "on", "—", "–"):
                        continue
                self.topics(frame)

    def topics(self, frame: Frame) -> None:
        for topic in self.discourse.topics:
            if frame.sign == VOID or topic.party == frame.holder.party and topic.value != 0 and frame.sign < 0:
                continue  # nobody rejects what they have just asked for
            self.found.append(_Found(replace(frame, rule=f"anaphor-{frame.rule}"), topic.use, frame.sign, frame.links,
                                     value=combine(frame.sign, topic.value)))

    def add(self, frame: Frame, use: TermUse) -> None:
        """A claim of the frame's holder about a term, with what stands between them."""
        if direction_for(use, frame.holder.party) == 0 or frame.sign == VOID:
            return
        sign, links = frame.sign, list(frame.links)
        negator = self.negator(use.first)
        if negator is not None and frame.cue is not None and negator[0] >= frame.end:
            sign = -1 if sign >= 0 else 1
            links.append(Link(self.words(*negator), -1))
        condition, price = self.condition(frame, use)
        if price:
            sign = 1 if frame.sign >= 0 else -1
            condition = ""
        elif condition and sign > 0 or condition.startswith(("unless", "until", "without")):
            sign = 0
        if frame.hedged and sign != 0:
            sign = 0
        self.found.append(_Found(frame, use, sign, tuple(links), condition))

    def condition(self, frame: Frame, use: TermUse) -> tuple[str, bool]:
        """The words of the condition on a claim, and whether the term itself is the price."""
        size = len(self.line.tokens)
        for i, (mark, word, last) in sorted(self.line.signs.items()):
            if mark is not Mark.CONDITION or word in ("not before", "once", "even if", "until"):
                continue
            words = self.words(i, min(last + 12, size))
            if frame.end <= i < use.first and frame.cue is not None:
                return words, word in _PRICE
            if i >= use.last and i - use.last < 12 or i < 3 and i < frame.first:
                return words, False
        return "", False

    def claim(self, found: _Found) -> Claim | None:
        frame, use = found.frame, found.use
        direction = direction_for(use, frame.holder.party)
        if found.value is None and direction == 0:
            return None
        value = found.value if found.value is not None else found.sign * direction
        strength = Strength.PLAIN
        if any(mark is Mark.FIRM for mark, _, _ in self.line.signs.values()) or frame.cue is not None and frame.cue.strength == "firm":
            strength = Strength.FIRM
        if found.sign == 0 and not found.condition:
            strength = Strength.HEDGED
        words = self.words(use.first, use.last) if use in self.line.terms else use.words
        return Claim(named=frame.holder, issue=use.ref.issue, value=value, attribution=frame.attribution, rule=frame.rule,
                     chain=(*found.links, Link(words, direction or 1)), term=replace(use, words=words), speaker=frame.speaker,
                     strength=strength, condition=found.condition)

    # What a speaker says without naming a holder

    def bare(self) -> None:
        """Wishes and judgements in somebody's own words are theirs: "sanctions must stay"."""
        for use in self.line.terms:
            region = self.region(use.first)
            if region is None or region.speaker is None or any(a <= use.first < b for a, b in self.supposed):
                continue
            if any(f.use is use for f in self.found):
                continue
            sign, words = self.bare_sign(use, region)
            if words:
                self.described(region.speaker, use, "wish" if sign >= 0 else "refusal", words, sign)

    def bare_sign(self, use: TermUse, region: Region) -> tuple[int, str]:
        line = self.line
        for i in range(use.first, max(region.first - 1, use.first - 9), -1):
            sign = line.signs.get(i)
            if line.text(i) in (";", "but", "while"):
                break
            if sign and sign[0] is Mark.WISH:
                value, words = 1, self.words(i, sign[2])
                for verb in line.verbs:
                    if i < verb.first < use.first and verb.cue is not None and verb.form not in ("judgement", "noun"):
                        value = combine(value, SIGN[verb.cue.sign])
                        words = self.words(i, verb.last)
                if any(m is Mark.NEGATOR for j, (m, _, _) in line.signs.items() if i - 1 <= j < use.first):
                    value = -value
                return value, words
        for verb in line.verbs:
            if verb.form == "judgement" and verb.cue is not None and region.first <= verb.first < region.last:
                near = verb.first - use.last if verb.first >= use.last else use.first - verb.last
                if 0 <= near <= 8:
                    value = -SIGN[verb.cue.sign] if self.negator(verb.first) else SIGN[verb.cue.sign]
                    return value, self.words(verb.first, verb.last)
        for i in range(use.last, min(use.last + 6, region.last)):
            sign = line.signs.get(i)
            if sign and sign[0] is Mark.WISH:
                value = -1 if any((s := line.signs.get(j)) and s[0] is Mark.NEGATOR for j in (i + 1, i - 1)) else 1
                for verb in line.verbs:
                    if i < verb.first <= i + 5 and verb.cue is not None:
                        value = combine(value, SIGN[verb.cue.sign])
                return value, self.words(i, sign[2])
        return 0, ""

    def words(self, first: int, last: int) -> str:
        """The tokens of a span as they stand in the sentence, in lower case."""
        tokens = self.line.tokens[first:last]
        out = ""
        for before, token in zip([None, *tokens], tokens, strict=False):
            out += (" " if before is not None and token.start > before.end else "") + token.text
        return out


def _unique(holders: Sequence[Named]) -> list[Named]:
    return list(dict.fromkeys(holders))
