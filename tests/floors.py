"""The quality floors: `python tests/floors.py` prints them as they should now be.

The floors stand in `tests/extraction/floors.yaml`. What is printed is its new content: each
floor raised to what is measured, none lowered. On stderr: what fell below its floor (then the
exit code is 1), and how many sentences of each phenomenon come out right. With `--write` the
file is replaced.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping

import yaml

import measuring
from positions.evaluation import Evaluation

FILE = measuring.HERE / "floors.yaml"
SLACK = 0.02  # a score may stand less than this above its floor

Figures = Mapping[str, Mapping[str, float]]

_HEAD = """\
# What the extractor reaches at least; `make test` fails below a floor, and where a score stands
# 0.02 above one. Floors only rise: `python tests/floors.py --write` raises them.
# seeds: seeds/gold.jsonl. articles: articles.jsonl. sentences: sentences.yaml, the share that is
# right, of all, of those with a position in them, and of those without. reports: reports.yaml,
# those that the rules were written with and those that they were not.
"""


def floors() -> Figures:
    """The floors as they stand in the file."""
    content: Figures = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return content


def measured() -> Figures:
    """The same figures of the extractor as it is, to three places."""
    return {
        "seeds": _of_documents(measuring.seeds()),
        "articles": _of_documents(measuring.articles()),
        "sentences": _of_sentences(measuring.sentences()),
        "reports": _of_reports(measuring.reports()),
    }


def complaints(floors: Figures, measured: Figures) -> list[str]:
    """What is below its floor, and which floors were not raised."""
    found = []
    if names(floors) != names(measured):
        found.append(f"floors.yaml has other figures than are measured: {names(measured)}")
        return found
    for group, name in names(floors):
        floor, score = floors[group][name], measured[group][name]
        if score < floor:
            found.append(f"{group}, {name}: {score:.3f} is below the floor of {floor:.3f}")
        elif round(score - floor, 3) >= SLACK:
            found.append(f"{group}, {name}: raise the floor of {floor:.3f} to {score:.3f}")
    return found


def names(figures: Figures) -> list[tuple[str, str]]:
    """Which figures there are."""
    return [(group, name) for group, values in figures.items() for name in values]


def raised(floors: Figures, measured: Figures) -> Figures:
    """The floors, each raised to what is measured."""
    return {
        group: {name: max(score, floors.get(group, {}).get(name, 0)) for name, score in of.items()}
        for group, of in measured.items()
    }


def text_of(floors: Figures) -> str:
    """The content of floors.yaml."""
    return _HEAD + yaml.safe_dump(dict(floors), sort_keys=False)


def _of_documents(evaluation: Evaluation) -> dict[str, float]:
    comparison = evaluation.comparison
    return {
        "party_issue_precision": round(comparison.all.party_issue.precision, 3),
        "party_issue_recall": round(comparison.all.party_issue.recall, 3),
        "position_f1": round(comparison.all.position.f1, 3),
        "mean_f1_over_issues": round(comparison.mean_f1_over_issues, 3),
    }


def _of_sentences(sentences: Iterable[measuring.Sentence]) -> dict[str, float]:
    right: dict[bool, list[bool]] = {True: [], False: []}
    for sentence in sentences:
        right[bool(sentence.expected)].append(sentence.right)
    both = right[True] + right[False]
    return {
        "right": round(sum(both) / len(both), 3),
        "right_with_a_position": round(sum(right[True]) / len(right[True]), 3),
        "right_without": round(sum(right[False]) / len(right[False]), 3),
    }


def _of_reports(reports: Iterable[measuring.Sentence]) -> dict[str, float]:
    figures = {}
    for read, name in ((True, "read"), (False, "unread")):
        half = [each for each in reports if each.read is read]
        right = sum(len(each.found & each.expected) for each in half)
        found = sum(len(each.found) for each in half)
        expected = sum(len(each.expected) for each in half)
        figures[f"{name}_precision"] = round(right / found, 3)
        figures[f"{name}_recall"] = round(right / expected, 3)
        figures[f"{name}_f1"] = round(2 * right / (found + expected), 3)
    return figures


def _tell_phenomena(sentences: Iterable[measuring.Sentence]) -> None:
    of = Counter(sentence.phenomenon for sentence in sentences)
    right = Counter(sentence.phenomenon for sentence in sentences if sentence.right)
    for phenomenon in sorted(of, key=lambda name: (right[name] / of[name], name)):
        sys.stderr.write(f"{right[phenomenon]:>4} of {of[phenomenon]:>2}  {phenomenon}\n")


def main(arguments: list[str]) -> int:
    """Print or write the new floors."""
    old = floors() if FILE.exists() else {}
    now = measured()
    text = text_of(raised(old, now))
    if "--write" in arguments:
        FILE.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    _tell_phenomena((*measuring.sentences(), *measuring.reports()))
    below = [f"{line}\n" for line in complaints(raised(old, now), now) if "below" in line]
    sys.stderr.writelines(below)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
