"""From the page's data to its markup, through the templates of the package or of an office.

The page carries its own style and allows no other: the content security policy names the
style's hash. Every text is escaped, and what would not show on a page (control characters,
marks that turn the direction of writing) is written out, wherever a template prints it.
"""

import base64
import hashlib
import traceback
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup

from positions.characters import visible
from positions.errors import BadInput, Fault
from positions.rendering.page.records import Page
from positions.rendering.shipped import own_templates

_ENDINGS = (".html", ".css")
_NOT_OF_BRIEFING = frozenset(  # of the evaluation's report, and what is no template
    (
        "_evaluation.css",
        "_figures.html",
        "_report_head.html",
        "coders.html",
        "evaluation.html",
        "style.css",
    )
)


def render(page: Page, templates: Path | None) -> str:
    """The page as HTML.

    Raises:
        BadInput: a template is missing or wrong, with its file and line.
    """
    if templates:
        _refuse_unreadable(templates)
    folders = [*([templates] if templates else []), own_templates()]
    environment = _environment(folders) if templates else _own()
    try:
        style = _style(environment, page)
        html = environment.get_template("briefing.html").render(
            page=page,
            style=Markup(style),  # noqa: S704 - a style sheet of ours, or of the office
            policy=_policy(style),
        )
    except BadInput:
        raise
    except TemplateSyntaxError as error:
        place = f"{error.filename or error.name}, line {error.lineno}"
        raise BadInput(_fault(place, error)) from None
    except TemplateNotFound as error:
        fault = Fault(
            place=_place(error, folders),
            what=f"there is no template {error.name!r}",
            cure="Correct the name, or put the file into the folder of templates.",
        )
        raise BadInput(fault) from None
    except Exception as error:  # whatever a template does wrong, its author needs the line
        place = _place(error, folders)
        if not place:
            raise
        raise BadInput(_fault(place, error)) from error
    return visible(html)


def render_own(template: str, sheet: str, **values: object) -> str:
    """A page by a template of the package; `sheet` is the style that it adds to `style.css`."""
    environment = _own()
    assert environment.loader is not None
    sheets = (environment.loader.get_source(environment, n)[0] for n in ("style.css", sheet))
    style = "".join(sheets)
    html = environment.get_template(template).render(
        **values,
        style=Markup(style),  # noqa: S704 - the package's own
        policy=_policy(style),
    )
    return visible(html)


def _refuse_unreadable(templates: Path) -> None:
    """Raise BadInput if there is no such folder, or it holds a template that is no UTF-8 text."""
    faults = []
    try:
        for path in sorted(templates.iterdir()):
            if path.suffix in _ENDINGS:
                try:
                    path.read_text(encoding="utf-8")
                except UnicodeDecodeError:
                    faults.append(
                        Fault(
                            place=str(path),
                            what="the template is not written in UTF-8",
                            cure="Save it as UTF-8 text.",
                        )
                    )
    except OSError as error:
        faults.append(
            Fault(
                place=str(error.filename),
                what=f"the templates cannot be read ({error.strerror})",
                cure="Name a folder of templates that you may read.",
            )
        )
    if faults:
        raise BadInput(*faults)


def make_ready() -> None:
    """Compile the package's own templates of the briefing, which takes a while."""
    environment = _own()
    for name in environment.list_templates(["html", "css"]):
        if name not in _NOT_OF_BRIEFING:
            environment.get_template(name)


@cache
def _own() -> Environment:
    return _environment([own_templates()])


def _environment(folders: list[Path]) -> Environment:
    return Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _style(environment: Environment, page: Page) -> str:
    """`style.css` as it stands, and the rules of the filters, which name parties and issues."""
    assert environment.loader is not None
    plain, path, _ = environment.loader.get_source(environment, "style.css")
    if "</style" in plain.lower():
        line = plain[: plain.lower().index("</style")].count("\n") + 1
        raise BadInput(
            Fault(
                place=f"{path}, line {line}",
                what="'</style' would end the page's style",
                cure="Remove it; a style sheet needs no tags.",
            )
        )
    return visible(plain + environment.get_template("_filters.css").render(page=page))


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _place(error: Exception, folders: list[Path]) -> str:
    """File and line of the template in which an error arose, "" if it arose in none."""
    places = list(_template_frames(error, folders))
    return places[-1] if places else ""


def _template_frames(error: Exception, folders: list[Path]) -> Iterator[str]:
    for frame in traceback.extract_tb(error.__traceback__):
        if any(Path(frame.filename).is_relative_to(folder) for folder in folders):
            yield f"{frame.filename}, line {frame.lineno}"


def _fault(place: str, error: Exception) -> Fault:
    problem = " ".join(str(error).split()).rstrip(".") or type(error).__name__
    return Fault(
        place=place,
        what=f"the template is wrong ({problem})",
        cure="Mend the line; positions/rendering/page/records.py names what a template may use.",
    )
