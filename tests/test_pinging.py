"""`build --ping`: a watch is told how the run goes, and can neither stop nor fail it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from commands import Run
from dossiers import add_text, write_dossier
from positions.pipeline import pinging
from positions.publishing.lock import locked
from positions.publishing.status import read_status

ROOT = Path(__file__).parent.parent


class Watch(HTTPServer):
    """A watch on this machine that notes down what it was asked for."""

    def __init__(self, answer: int = 200, leads: str = "") -> None:
        asked: list[str] = []
        headers: list[dict[str, str]] = []
        self.asked, self.headers = asked, headers

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                headers.append(dict(self.headers))
                self.send_response(answer)
                if leads:
                    self.send_header("Location", leads)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Answer)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/ping/1234"


@pytest.fixture
def watch(request: pytest.FixtureRequest) -> Iterator[Watch]:
    with Watch(*getattr(request, "param", ())) as server:
        serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        yield server
        server.shutdown()
        serving.join()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return write_dossier(tmp_path / "dossier")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def test_a_run_that_succeeds_says_when_it_begins_and_that_it_is_done(
    run: Run, dossier: Path, output: Path, watch: Watch
) -> None:
    build = ("build", dossier, "--output", output, "--ping", watch.url, "--exit-code")
    assert run(*build)[0] == 10
    assert watch.asked == ["/ping/1234/start", "/ping/1234"]
    assert run(*build)[0] == 0  # nothing had changed: that is a success as well
    assert watch.asked[2:] == ["/ping/1234/start", "/ping/1234"]
    assert all(one["User-Agent"].startswith("positions/") for one in watch.headers)


def test_a_run_that_fails_says_so(run: Run, dossier: Path, output: Path, watch: Watch) -> None:
    (dossier / "codebook.yaml").write_text("parties: [\n")
    code, _, said = run("build", dossier, "--output", output, "--ping", f"{watch.url}/")
    assert code == 65
    assert "warning" not in said
    assert watch.asked == ["/ping/1234/start", "/ping/1234/fail"]


def test_a_run_that_gives_way_to_another_has_not_failed(
    run: Run, dossier: Path, output: Path, watch: Watch
) -> None:
    with locked(output, dossier):
        assert run("build", dossier, "--output", output, "--ping", watch.url)[0] == 75
    assert watch.asked == ["/ping/1234/start"]


def test_the_query_of_an_address_stays_at_its_end(
    run: Run, dossier: Path, output: Path, watch: Watch
) -> None:
    run("build", dossier, "--output", output, "--ping", f"{watch.url}?create=1")
    assert watch.asked == ["/ping/1234/start?create=1", "/ping/1234?create=1"]


@pytest.mark.parametrize(
    "watch",
    [(404,), (500,), (302, "ftp://127.0.0.1/x"), (302, "file:///etc/passwd")],
    indirect=True,
)
def test_a_watch_that_refuses_is_a_warning_and_fails_nothing(
    run: Run, dossier: Path, output: Path, watch: Watch
) -> None:
    code, _, said = run("build", dossier, "--output", output, "--ping", watch.url)
    assert code == 0
    assert len(watch.asked) == 2
    assert said.count("warning: ") == 1
    assert f"warning: the ping to {watch.url} failed" in said
    status = read_status(output)
    assert status is not None
    assert status.error == ""


def test_a_watch_that_is_not_there_or_never_answers_is_a_warning(
    run: Run, dossier: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pinging, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        code, _, said = run("build", dossier, "--output", output, "--ping", url)
    assert (code, said.count("warning: ")) == (0, 1)
    add_text(dossier, "third", "The South met.\n", "2025-04-11")
    code, _, said = run("build", dossier, "--output", output, "--ping", url)  # it is gone
    assert (code, said.count("warning: ")) == (0, 1)
    assert "refused" in said
    assert run("build", dossier, "--output", output, "--ping", url, "--quiet") == (0, "", "")


def test_without_a_watch_nothing_that_could_use_the_network_is_loaded(
    dossier: Path, output: Path
) -> None:
    """For a run that finds nothing changed; what renders brings such modules with it."""
    told = (
        "import sys, atexit\n"
        "atexit.register(lambda: print(*sorted({'socket', 'ssl', '_socket', 'urllib.request',"
        " 'http.client'} & {*sys.modules})))\n"
        "from positions.cli import main\nmain(sys.argv[1:])\n"
    )
    build = ("build", str(dossier), "--output", str(output))
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", told, *build],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
    assert done.stderr.endswith("nothing has changed.\n")
    assert done.stdout == "\n"
