"""Coded gold against what was extracted, and two coders against each other.

Where records are compared, the unit is (document, party, issue), as in the coders' files.
"""

from positions.evaluation.coders import agreement_of_coders, alpha
from positions.evaluation.gold import check_known, load_gold
from positions.evaluation.records import Coded, CoderAgreement, Coding, Count, Evaluation, coding
from positions.evaluation.scoring import evaluate, rule_counts

__all__ = [
    "Coded",
    "CoderAgreement",
    "Coding",
    "Count",
    "Evaluation",
    "agreement_of_coders",
    "alpha",
    "check_known",
    "coding",
    "evaluate",
    "load_gold",
    "rule_counts",
]
