"""The pictures of the README, made from the edition in output/: `make pictures`.

Needs Chromium, LibreOffice and Poppler on the PATH, as the tests do.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
OUTPUT = HERE.parent / "output"
_BROWSER = ("chromium", "chromium-browser", "google-chrome")
_QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run")


def page(size: str, picture: Path, folder: Path) -> None:
    """A screenshot of the top of the briefing."""
    browser = next(found for name in _BROWSER if (found := shutil.which(name)))
    subprocess.run(
        [
            *(browser, *_QUIET, f"--user-data-dir={folder / 'profile'}"),
            *(f"--window-size={size}", f"--screenshot={picture}"),
            (OUTPUT / "briefing.html").resolve().as_uri(),
        ],
        check=True,
        capture_output=True,
    )


def sheets(names: tuple[str, ...], folder: Path) -> None:
    """The first printed page of some sheets of the workbook, each as `<name>.png`."""
    office = shutil.which("soffice") or "libreoffice"
    subprocess.run(
        [
            *(office, f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(folder), str(OUTPUT / "matrix.xlsx")),
        ],
        check=True,
        capture_output=True,
    )
    told = subprocess.run(
        ["pdftotext", "-layout", str(folder / "matrix.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    )
    heads = [page.strip().partition("\n")[0].strip() for page in told.stdout.split("\f")]
    for name in names:
        number = str(heads.index(name) + 1)
        picture = HERE / name.lower().replace(" ", "-")
        subprocess.run(
            [
                *("pdftoppm", "-png", "-r", "90", "-f", number, "-l", number, "-singlefile"),
                *(str(folder / "matrix.pdf"), str(picture)),
            ],
            check=True,
        )


def main() -> int:
    """Make them all, beside this file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page("1280,900", HERE / "briefing.png", folder)
        page("390,844", HERE / "briefing-phone.png", folder)
        sheets(("Matrix", "Short matrix"), folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
