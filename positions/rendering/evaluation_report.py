"""An evaluation, or the agreement of two coders, as one HTML file without script."""

from itertools import groupby
from pathlib import Path

from positions.errors import BadOutput, Fault
from positions.evaluation import CoderAgreement, Coding, Evaluation
from positions.evaluation.table import MISSES, alpha_words, misses_words, stance_words
from positions.extraction.confidence import cases, confidence, evidence_words
from positions.model import Codebook, Stance
from positions.rendering.labels import ATTRIBUTIONS
from positions.rendering.page.markup import render_own

_STYLE = "_evaluation.css"


def render_evaluation(evaluation: Evaluation, codebook: Codebook, title: str) -> str:
    """The page of an evaluation: the figures, then every miss with its sentences, by issue."""
    by_issue = groupby(evaluation.misses, key=lambda miss: miss.issue)
    return render_own(
        "evaluation.html",
        _STYLE,
        title=title,
        evaluation=evaluation,
        by_attribution={n: group.scores for n, group in evaluation.by_attribution.items()},
        by_rule={name: group.scores for name, group in evaluation.by_rule.items()},
        misses=[(issue, list(misses)) for issue, misses in by_issue],
        misses_words=misses_words(evaluation),
        kinds=MISSES,
        attributions={each.value: words for each, words in ATTRIBUTIONS.items()},
        confidence=confidence,
        cases=cases,
        evidence_words=evidence_words,
        **_shared(codebook),
    )


def render_coders(
    agreement: CoderAgreement, codebook: Codebook, title: str, names: tuple[str, str]
) -> str:
    """The page of two coders' agreement, who go by these names: figures and disagreements."""
    return render_own(
        "coders.html",
        _STYLE,
        title=title,
        agreement=agreement,
        alpha=alpha_words(agreement),
        coders=names,
        **_shared(codebook),
    )


def write_report(html: str, path: Path) -> None:
    """Write a page to a file; BadOutput if that cannot be done."""
    try:
        path.write_bytes(html.encode("utf-8"))
    except OSError as error:
        what = f"it cannot be written ({error.strerror})"
        raise BadOutput(Fault(place=str(path), what=what, cure="Name another file.")) from None


def _shared(codebook: Codebook) -> dict[str, object]:
    """What both pages need: names, and how a coder's stance looks."""
    marks = {
        Coding.SUPPORT: Stance.SUPPORT,
        Coding.MIXED: Stance.CONDITIONAL,
        Coding.OPPOSE: Stance.OPPOSE,
    }
    return {
        "parties": {party.id: party.name for party in codebook.parties},
        "issues": {issue.id: issue.name for issue in codebook.issues},
        "codings": (*Coding, None),
        "marks": {coding: stance.value for coding, stance in marks.items()},
        "stance_words": stance_words,
    }
