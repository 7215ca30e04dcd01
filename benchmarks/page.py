"""The page of a large edition: how long it takes, how long it is, against a string join.

60 issues, 12 parties and 5,000 statements. Gathering (sentences around the quotations among it)
and the markup are timed apart. The peer is the least that any program must do for the same page:
join its tags and texts, each text escaped. Each is the best of several turns.

    python benchmarks/page.py
"""

import re
import sys
import time
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path

from positions.rendering.page.gather import gather
from positions.rendering.page.markup import render

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from miniature_large import large_edition

TURNS = 5
MOST_TIMES = 8.0
MOST_MEGABYTES = 8.0


def main() -> int:
    """Measure and print; 1 if a bound is passed."""
    edition = large_edition(issues=60, parties=12, statements=5_000)
    page = gather(edition)
    html = render(page, None)
    head, tags, texts = _pieces(html)
    # The two may spell an escaped quotation mark differently.
    assert unescape(_joined(head, tags, texts)) == unescape(html)
    gathering = _seconds(lambda: gather(edition))
    rendering = _seconds(lambda: render(page, None))
    joining = _seconds(lambda: _joined(head, tags, texts))
    times, megabytes = rendering / joining, len(html.encode("utf-8")) / 1e6
    sys.stdout.write(
        f"page of {len(edition.statements):,} statements: {megabytes:.1f} MB "
        f"(at most {MOST_MEGABYTES})\n"
        f"  gathered in {gathering:.2f} s, rendered in {rendering:.2f} s\n"
        f"  a join of {len(texts):,} escaped texts takes {joining:.3f} s: "
        f"rendering takes {times:.1f} times that (at most {MOST_TIMES})\n"
    )
    return int(times > MOST_TIMES or megabytes > MOST_MEGABYTES)


def _pieces(html: str) -> tuple[str, list[str], list[str]]:
    """What ends with the style, which is no text; then tags, each with the text after it."""
    end = html.index("</style>") + len("</style>")
    first, *rest = re.split(r"(<[^>]*>)", html[end:])
    return html[:end] + first, rest[::2], [unescape(text) for text in rest[1::2]]


def _joined(head: str, tags: list[str], texts: list[str]) -> str:
    parts = [head]
    for tag, text in zip(tags, texts, strict=True):
        parts.append(tag)
        parts.append(escape(text))
    return "".join(parts)


def _seconds(work: Callable[[], object]) -> float:
    """The processor's seconds of the best turn."""
    turns = []
    for _ in range(TURNS):
        begun = time.process_time()
        work()
        turns.append(time.process_time() - begun)
    return min(turns)


if __name__ == "__main__":
    sys.exit(main())
