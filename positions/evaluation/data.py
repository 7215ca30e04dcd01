"""What an evaluation says, as JSON: numbers to three places, sentences as they stand."""

import json
from collections.abc import Mapping
from typing import Any

from positions.evaluation.records import (
    Coded,
    CoderAgreement,
    Comparison,
    Evaluation,
    Group,
    Miss,
    Score,
    Scores,
)


def evaluation_json(evaluation: Evaluation) -> str:
    """An evaluation as JSON, with every miss."""
    return _text(
        {
            "documents": evaluation.documents,
            "disputed": evaluation.disputed,
            **_comparison(evaluation.comparison),
            "by_attribution": _groups(evaluation.by_attribution),
            "by_rule": _groups(evaluation.by_rule),
            "misses": [_miss(miss) for miss in evaluation.misses],
        }
    )


def coders_json(agreement: CoderAgreement) -> str:
    """The agreement of two coders as JSON, with every disagreement."""
    return _text(
        {
            "documents": agreement.documents,
            "left_out": agreement.left_out,
            "alpha": None if agreement.alpha is None else round(agreement.alpha, 3),
            "units": agreement.units,
            **_comparison(agreement.comparison),
            "disagreements": [
                {
                    **dict(zip(("document", "party", "issue"), each.key, strict=True)),
                    "a": _coded(each.a),
                    "b": _coded(each.b),
                }
                for each in agreement.disagreements
            ],
        }
    )


def _text(content: Any) -> str:
    # ASCII alone, because a text may hold half a character, which no encoding can write.
    return json.dumps(content, indent=2) + "\n"


def _comparison(comparison: Comparison) -> dict[str, Any]:
    confusion = comparison.confusion.items()
    return {
        "gold": comparison.all.position.gold,
        "predicted": comparison.all.position.found,
        **_scores(comparison.all),
        "stance_accuracy_when_found": round(comparison.right_where_found, 3),
        "mean_f1_over_issues": round(comparison.mean_f1_over_issues, 3),
        "by_party": {name: _scores(scores) for name, scores in comparison.by_party.items()},
        "by_issue": {name: _scores(scores) for name, scores in comparison.by_issue.items()},
        "confusion": [
            {"gold": gold or "none", "predicted": found or "none", "count": count}
            for (gold, found), count in sorted(confusion, key=lambda one: [x or "" for x in one[0]])
        ],
    }


def _scores(scores: Scores) -> dict[str, Any]:
    return {"position": _score(scores.position), "party_issue": _score(scores.party_issue)}


def _score(score: Score) -> dict[str, float]:
    return {
        "precision": round(score.precision, 3),
        "recall": round(score.recall, 3),
        "f1": round(score.f1, 3),
    }


def _groups(groups: Mapping[str, Group]) -> dict[str, Any]:
    return {
        name: {
            "statements": group.statements.of,
            "right": group.statements.right,
            **_scores(group.scores),
        }
        for name, group in groups.items()
    }


def _miss(miss: Miss) -> dict[str, Any]:
    return {
        "kind": miss.kind,
        "document": miss.document,
        "party": miss.party,
        "issue": miss.issue,
        "coded": _coded(miss.coded),
        "found": miss.found,
        "statements": [
            {
                "id": statement.id,
                "stance": statement.stance,
                "attribution": statement.attribution,
                "rule": statement.rule,
                "quote": statement.quote,
                "explanation": statement.explanation,
            }
            for statement in miss.statements
        ],
    }


def _coded(coded: Coded | None) -> dict[str, Any] | None:
    if coded is None:
        return None
    return {"stances": coded.stances, "sure": coded.sure, "evidence": coded.evidence}
