"""How long the reading room takes for large and for hostile documents.

Prints for each its size, the processor's seconds to read it and to cut it into sentences, and
how these grow when the document doubles: 2 is in step with the text, 4 with its square.

    python benchmarks/reading.py
"""

import sys
import tempfile
import time
from pathlib import Path

from positions.documents import linked_copies, read_file, sentences
from positions.model import Document

PROSE = "Moscow rejects the proposal and wants the whole region, its envoy said on Monday. "
PAGE = "<html><head><title>Talks</title></head><body><article><h1>Talks</h1>{}</article></body>"
MANY = 100_000

# A name, the ending of the file, and what is repeated to how many characters or times.
TEXTS = {
    "5 MB in one line": (".txt", PROSE, 60_000),
    "5 MB in lines": (".txt", PROSE + "\n", 60_000),
    "5 MB in paragraphs": (".txt", PROSE + "\r\n\r\n", 60_000),
    "wrapped lines": (
        ".txt",
        "the ministry said on Monday that it\nwould not yet accept the\n",
        MANY,
    ),
    "one sentence": (".txt", "word ", MANY),
    "one word": (".txt", "a", 10 * MANY),
    "capitals": (".txt", "MOSCOW SAYS NO AND AGAIN NO ", MANY),
    "initials": (".txt", "J. K. L. ", MANY),
    "questions quoted": (".txt", "“Who pays?” Merz asked. ", MANY),
    "links without end": (".txt", "[a](b", MANY),
    "pictures without end": (".txt", "![", MANY),
    "time stamps": (".txt", "a [[00:00:01](x)] ", MANY),
    "rows": (".md", "| a | b |\n", MANY),
    "items of links": (".md", "- [a](b)\n", MANY),
    "headings": (".md", "# a\n", MANY),
    "labels": (".txt", "Share\n", MANY),
    "spaced dots": (".txt", " . . .", MANY),
    "Cyrillic in KOI8-R": (".koi", "Москва отвергает предложение, заявил посланник. ", MANY),
    **{f"{MANY} of {char!r}": (".txt", char, MANY) for char in "\"“'|#*_->[](`.!?…:\n\r\t\v\u2028"},
}
PAGES = {
    "page of paragraphs": ("<p>" + PROSE + "{}</p>", 20_000),
    "page of items": ("<ul><li>" + PROSE + "{}</li></ul>", 10_000),
    "page of rows": ("<table><tr><td>a</td><td>{}</td></tr></table>", 10_000),
    "page of line breaks": ("a{}<br>", 40_000),
    "page with 5 MB of script": ("<script>" + "var a = 1;" * 1000 + "</script>", 250),
}
_SHORTEST = 0.05  # seconds, below which a ratio says nothing
NESTED = ("div", "blockquote", "b", "span", "ul><li", "table><tr><td", "a href=x")


def main() -> None:
    """Print one line for each document."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, (ending, piece, times) in TEXTS.items():
            encoding = "koi8-r" if ending == ".koi" else "utf-8"
            file = "a" + (".txt" if ending == ".koi" else ending)
            report(title, folder / file, *((piece * n).encode(encoding) for n in halves(times)))
        for title, (piece, times) in PAGES.items():
            pages = (PAGE.format("".join(map(piece.format, range(n)))) for n in halves(times))
            report(title, folder / "a.html", *(page.encode() for page in pages))
        for tag in NESTED:
            pages = (
                PAGE.format(f"<p>{PROSE}</p>" + f"<{tag}>" * n + "deep") for n in halves(10_000)
            )
            report(f"nested <{tag}>", folder / "a.html", *(page.encode() for page in pages))
        report_copies(folder)


def halves(times: int) -> tuple[int, int]:
    """Half as often, and as often."""
    return times // 2, times


def report(title: str, path: Path, half: bytes, whole: bytes) -> None:
    """Time a document and its half."""
    before = sum(timed(path, half))
    read, cut = timed(path, whole)
    growth = f"x{(read + cut) / before:.1f}" if before > _SHORTEST else ""
    say(f"{title:26} {len(whole) / 1e6:6.2f} MB  read {read:5.2f} s  cut {cut:5.2f} s  {growth}")


def timed(path: Path, data: bytes) -> tuple[float, float]:
    """Seconds to read a file, and seconds to cut it into sentences."""
    path.write_bytes(data)
    begun = time.process_time()
    found = read_file(path, path.parent)
    read = time.process_time()
    if isinstance(found, Document):
        sentences(found)
    return read - begun, time.process_time() - read


def report_copies(folder: Path) -> None:
    """Time the search for copies among documents half of which are copies."""
    documents = []
    for n in range(1000):
        path = folder / f"{n}.txt"
        path.write_text("".join(f"{PROSE}{n // 2}-{m} " for m in range(50)), encoding="utf-8")
        found = read_file(path, folder)
        documents += [found] if isinstance(found, Document) else []
    begun = time.process_time()
    copies = sum(bool(document.duplicate_of) for document in linked_copies(documents))
    say(f"{copies} copies of {len(documents)} documents: {time.process_time() - begun:.2f} s")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
