"""What a run costs: nothing changed, everything new, ten thousand documents, one document more.

Each is measured against the least that any program must do for the same, in turns that
alternate within one run, so that both see the same machine; medians are compared.

    nothing changed, seeds    the whole program, against `python -c pass`
    everything new, seeds     with an empty cache, against importing the four libraries
    nothing changed, 10,000   against a walk through the folder that asks for each file's size
    one more, 2,000           reading and extracting it, against doing so for all

    python benchmarks/running.py
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
PROGRAM = (sys.executable, "-c", "from positions.cli import main; main()", "build")
LIBRARIES = (sys.executable, "-c", "import pandas, openpyxl, jinja2, click")
WALK = """\
import os, sys
def walk(folder):
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            walk(entry.path)
        else:
            entry.stat()
walk(sys.argv[1])
"""
STAGES = """\
import os, sys, time
os.sched_getaffinity = lambda _: {0}  # all work is done, and its time counted, in one process
from positions.cli import main
from positions.pipeline import remembering
spent = 0.0
def timed(call):
    def timing(*args):
        global spent
        begun = time.process_time()
        try:
            return call(*args)
        finally:
            spent += time.process_time() - begun
    return timing
class Extractor(remembering.Extractor):
    __init__ = timed(remembering.Extractor.__init__)
    statements = timed(remembering.Extractor.statements)
remembering.Extractor = Extractor
remembering.read_file = timed(remembering.read_file)
try:
    main()
finally:
    print(spent)
"""
PARAGRAPH = """\
On day {n} of round {m} the Ukrainian government said that it rejects any territorial concessions.
Russia insists on the withdrawal of Ukrainian troops from Donbas, its envoy told agency {n} again.
European leaders support security guarantees for Ukraine, according to their statement {n}.{m}.
The United States proposed a plan of {n} points, and officials in hall {m} remained hopeful.
"""
PARAGRAPHS = 8
"""Of a document, which then has some 500 words, as an article has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What was measured in one set of turns, in seconds."""

    ours: float
    theirs: float

    @property
    def times(self) -> float:
        """How many times as long ours takes."""
        return self.ours / self.theirs


def main() -> int:
    """Measure and print; 1 if a bound is passed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        passed = [
            unchanged_seeds(folder / "unchanged"),
            new_seeds(folder / "new"),
            unchanged_many(folder / "many"),
            one_more(folder / "more"),
        ]
    return int(not all(passed))


def unchanged_seeds(folder: Path) -> bool:
    """A run on the seeds that finds nothing changed."""
    build = settled(folder, SEEDS)
    found = compared(build, lambda: seconds((sys.executable, "-c", "pass")), turns=21)
    return told("nothing changed, seeds", found, "`python -c pass`", 6.0)


def new_seeds(folder: Path) -> bool:
    """A build of the seeds that can remember nothing."""

    def build() -> float:
        shutil.rmtree(folder, ignore_errors=True)
        return seconds((*PROGRAM, str(SEEDS), "--output", str(folder / "output")), cache(folder))

    found = compared(build, lambda: seconds(LIBRARIES), turns=7)
    return told("everything new, seeds", found, "importing pandas, openpyxl, jinja2, click", 3.0)


def unchanged_many(folder: Path) -> bool:
    """A run on ten thousand documents that finds nothing changed."""
    dossier = many(folder / "dossier", 10_000)
    build = settled(folder, dossier)
    found = compared(build, lambda: seconds((sys.executable, "-c", WALK, str(dossier))), turns=11)
    return told("nothing changed, 10,000 documents", found, "a walk with stat", 3.0)


def one_more(folder: Path) -> bool:
    """A build of 2,000 documents, and of one more."""
    dossier, output = many(folder / "dossier", 2_000), folder / "output"
    build = (sys.executable, "-c", STAGES, "build", str(dossier), "--output", str(output))
    totals, parts = [], []
    for number in (2_000, 2_001):
        many(dossier, number)
        begun = time.perf_counter()
        done = subprocess.run(build, env=cache(folder), capture_output=True, text=True, check=True)
        totals.append(time.perf_counter() - begun)
        parts.append(float(done.stdout))
        said = done.stderr.strip().splitlines()[-1]
    share = parts[1] / parts[0]
    one = "Read anew 1, extracted anew 1." in said
    say(
        f"one more, 2,000 documents: {'it alone is' if one else 'NOT it alone is'} read and "
        f"extracted, in {parts[1]:.2f} s, {share:.1%} of the {parts[0]:.1f} s for all "
        f"(at most 3 %); the whole builds took {totals[1]:.1f} s and {totals[0]:.1f} s"
    )
    return one and share <= 0.03


def many(dossier: Path, number: int) -> Path:
    """A dossier of so many documents, by the codebook of the seeds; adds what is missing."""
    (dossier / "documents").mkdir(parents=True, exist_ok=True)
    shutil.copy(SEEDS / "codebook.yaml", dossier)
    for n in range(number):
        path = dossier / "documents" / f"report-{n:05}.txt"
        if not path.exists():
            text = "\n".join(PARAGRAPH.format(n=n, m=m) for m in range(PARAGRAPHS))
            path.write_text(f"Report {n} from the talks\n\n{text}", encoding="utf-8")
    rows = [f"report-{n:05},2025-{1 + n % 12:02}-{1 + n % 28:02}\n" for n in range(number)]
    (dossier / "sources.csv").write_text("".join(["id,date\n", *rows]), encoding="utf-8")
    return dossier


def settled(folder: Path, dossier: Path) -> Callable[[], float]:
    """A dossier built, and no file of it so young that a look must hash it; times a run."""
    build = (*PROGRAM, str(dossier), "--output", str(folder / "output"))
    seconds(build, cache(folder))
    time.sleep(3)
    seconds(build, cache(folder))
    return lambda: seconds(build, cache(folder))


def compared(ours: Callable[[], float], theirs: Callable[[], float], turns: int) -> Timing:
    """Both in turns; the first of each warms the machine up and does not count."""
    pairs = [(ours(), theirs()) for _ in range(turns + 1)][1:]
    return Timing(ours=median(one for one, _ in pairs), theirs=median(two for _, two in pairs))


def seconds(command: tuple[str, ...], environment: Mapping[str, str] | None = None) -> float:
    """How long a command takes from start to end."""
    begun = time.perf_counter()
    subprocess.run(command, env=environment or os.environ, check=True, capture_output=True)
    return time.perf_counter() - begun


def cache(folder: Path) -> dict[str, str]:
    """The environment of a run that remembers in a folder of its own."""
    return {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}


def told(what: str, found: Timing, against: str, most: float) -> bool:
    """Print one comparison; whether it is within its bound."""
    say(
        f"{what}: {found.ours * 1000:,.0f} ms, {found.times:.2f} times {against} "
        f"({found.theirs * 1000:,.0f} ms; at most {most:g})"
    )
    return found.times <= most


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
