"""What an evaluation says, as lines for the terminal."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from positions.evaluation.records import (
    Coded,
    CoderAgreement,
    Coding,
    Comparison,
    Evaluation,
    Group,
    Miss,
    MissKind,
    Score,
    Scores,
)
from positions.extraction.confidence import cases, confidence, evidence_words

MISSES: Mapping[MissKind, str] = {
    MissKind.MISSED: "missed",
    MissKind.STANCE: "wrong stance",
    MissKind.EXCESS: "not coded",
}
"""What a reader sees of the kinds of misses."""

_LONGEST = 400
_SCORE = f"{'precision':>10}{'recall':>8}{'F1':>7}"


def evaluation_table(evaluation: Evaluation, *, misses: bool = False) -> str:
    """An evaluation as lines; with every miss and its sentences, if wanted."""
    comparison, all_ = evaluation.comparison, evaluation.comparison.all.position
    disputed = f", {evaluation.disputed} disputed" if evaluation.disputed else ""
    missed = misses_words(evaluation)
    documents = count_words(len(evaluation.documents), "document")
    coded = count_words(all_.gold, "position")
    lines = [
        f"{documents}: {coded} coded, {all_.found} found{disputed}",
        *_scores("", {"all": comparison.all}, "coded", "found"),
        "",
        f"stance right where a position was found  {comparison.right_where_found:.3f}",
        f"mean F1 with stance, issues coded 3 times or more  {comparison.mean_f1_over_issues:.3f}",
        *_scores("party", comparison.by_party, "coded", "found"),
        *_scores("issue", comparison.by_issue, "coded", "found"),
        *_groups("attribution", evaluation.by_attribution),
        *_groups("rule", evaluation.by_rule),
        *_confidences(evaluation.by_rule),
        *_confusion(comparison, "coded", "found"),
        "",
        missed if misses or not evaluation.misses else f"{missed}: list them with --misses",
    ]
    if misses:
        for miss in evaluation.misses:
            lines += _miss(miss)
    return "\n".join(lines) + "\n"


def coders_table(agreement: CoderAgreement, *, misses: bool = False) -> str:
    """The agreement of two coders as lines; with their disagreements, if wanted."""
    comparison = agreement.comparison
    lines = [f"{count_words(len(agreement.documents), 'document')} that both coders read"]
    if agreement.left_out:
        lines += [
            f"left out, for one coder alone has them: {_plain(', '.join(agreement.left_out))}",
            "  (list with --documents those that both read)",
        ]
    differ = count_words(len(agreement.disagreements), "disagreement")
    lines += [
        "",
        f"Krippendorff's alpha of the stance (nominal)  {alpha_words(agreement)}",
        f"  over {count_words(agreement.units, 'unit')}: what both coders wrote a stance for",
        *_scores("", {"all": comparison.all}, "A", "B"),
        *_scores("party", comparison.by_party, "A", "B"),
        *_scores("issue", comparison.by_issue, "A", "B"),
        *_confusion(comparison, "A", "B"),
        "",
        differ if misses or not agreement.disagreements else f"{differ}: list them with --misses",
    ]
    if misses:
        for each in agreement.disagreements:
            document, party, issue = each.key
            lines += ["", f"{issue}, {party}, {_plain(document)}"]
            lines += [*_coded("A", each.a), *_coded("B", each.b)]
    return "\n".join(lines) + "\n"


def misses_words(evaluation: Evaluation) -> str:
    """How many misses there are, and of which kinds."""
    kinds = Counter(miss.kind for miss in evaluation.misses)
    parts = ", ".join(f"{kinds[kind]} {MISSES[kind]}" for kind in MissKind if kinds[kind])
    return count_words(len(evaluation.misses), "miss", "misses") + (f" ({parts})" if parts else "")


def alpha_words(agreement: CoderAgreement) -> str:
    """Alpha to three places, or why there is none."""
    if agreement.alpha is not None:
        return f"{agreement.alpha:.3f}"
    return "not defined: no two stances differ" if agreement.units else "not defined: no units"


def count_words(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 miss", "12 misses"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def stance_words(coded: Coded | None) -> str:
    """The stance of a record; of a disputed one all that the coders wrote."""
    return " or ".join(coded.stances) if coded else "nothing"


def _scores(title: str, rows: Mapping[str, Scores], gold: str, found: str) -> Iterator[str]:
    width = max(map(len, [title, *rows]), default=0)
    yield ""
    yield f"{'':{width}}{'':16}  {'(party, issue)':^25}  {'with stance':^25}".rstrip()
    yield f"{title:{width}}{gold:>8}{found:>8}  {_SCORE}  {_SCORE}"
    for name, row in rows.items():
        counts = f"{row.position.gold:>8}{row.position.found:>8}"
        yield f"{name:{width}}{counts}  {_score(row.party_issue)}  {_score(row.position)}"


def _score(score: Score) -> str:
    return f"{score.precision:>10.3f}{score.recall:>8.3f}{score.f1:>7.3f}"


def _groups(title: str, groups: Mapping[str, Group]) -> Iterator[str]:
    """Each group's records held against all of the gold: what it alone would find of it."""
    yield from _scores(
        title, {name: group.scores for name, group in groups.items()}, "coded", "said"
    )


def _confidences(rules: Mapping[str, Group]) -> Iterator[str]:
    """What was counted here beside the confidence that the statements carry."""
    width = max(map(len, ["rule", *rules]))
    yield ""
    yield f"{'rule':{width}}  statements  right   share  confidence  counted on"
    for rule, group in rules.items():
        count = group.statements
        yield (
            f"{rule:{width}}  {count.of:>10}  {count.right:>5}  {count.right / count.of:>6.3f}"
            f"  {confidence(rule):>10.3f}  {evidence_words(cases(rule))}"
        )


def _confusion(comparison: Comparison, gold: str, found: str) -> Iterator[str]:
    stances = (*Coding, None)
    yield ""
    corner = f"{gold} \\ {found}"
    yield f"{corner:16}" + "".join(f"{one or 'nothing':>10}" for one in stances)
    for wanted in stances:
        counts = (comparison.confusion.get((wanted, one), 0) for one in stances)
        cells = (
            "" if wanted is one is None else str(n) for one, n in zip(stances, counts, strict=True)
        )
        yield (f"{wanted or 'nothing':16}" + "".join(f"{cell:>10}" for cell in cells)).rstrip()


def _miss(miss: Miss) -> Iterator[str]:
    yield ""
    yield f"{MISSES[miss.kind]}: {miss.issue}, {miss.party}, {_plain(miss.document)}"
    yield from _coded("coded", miss.coded)
    yield f"  found {miss.found or 'nothing'}"
    for statement in miss.statements:
        yield f"    {_quoted(statement.quote)}"
        yield f"      {statement.rule}, {statement.attribution}: {_plain(statement.explanation)}"


def _coded(name: str, coded: Coded | None) -> Iterator[str]:
    sure = f", sure {coded.sure}" if coded and coded.sure else ""
    yield f"  {name} {stance_words(coded)}{sure}"
    for passage in coded.evidence if coded else ():
        yield f"    {_quoted(passage)}"


def _quoted(text: str) -> str:
    plain = _plain(text)
    return f"“{plain}”" if len(plain) <= _LONGEST else f"“{plain[:_LONGEST].rstrip()} …”"


def _plain(text: str) -> str:
    """One line, in which no character of a source can steer the terminal."""
    return "".join(
        f"[U+{ord(one):04X}]" if unicodedata.category(one)[0] == "C" else one
        for one in " ".join(text.split())
    )
