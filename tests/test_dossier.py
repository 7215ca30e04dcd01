"""What a dossier says about itself."""

from pathlib import Path

import pytest

from positions.dossier import load_settings
from positions.errors import BadInput
from positions.model import Settings

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.mark.parametrize("text", [None, "", "# nothing yet\n", "title:\ncontact: ''\n"])
def test_what_is_not_said_has_its_default(tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "dossier.yaml"
    if text is not None:
        file.write_text(text)
    assert load_settings(file, "river-talks") == Settings(title="river-talks")


def test_everything_that_can_be_said_is_read(tmp_path: Path) -> None:
    """A bare 16:30 is a time of day, though YAML takes it for a number."""
    file = tmp_path / "dossier.yaml"
    file.write_text(
        "title: River talks\ncontact: desk 4\ntime_zone: Europe/Oslo\n"
        "schedule: 16:30\nstale_after_days: 7\n"
    )
    assert load_settings(file, "x") == Settings(
        title="River talks",
        contact="desk 4",
        time_zone="Europe/Oslo",
        schedule="16:30",
        stale_after_days=7,
    )


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("titel: River talks", "unknown key 'titel'"),
        ("title: [River, talks]", "'title' is not a text"),
        ("schedule: '24:00'", "'24:00' is no time of day"),
        ("schedule: 6:30", "'6:30' is no time of day"),
        ("schedule: '06:30 '", "no time of day"),
        ("time_zone: Europe", "no time zone 'Europe'"),
        ("time_zone: Europe/Atlantis", "no time zone 'Europe/Atlantis'"),
        ("time_zone: ../etc/passwd", "no time zone"),
        ("stale_after_days: 0", "'0' is no number of days"),
        ("stale_after_days: -3", "'-3' is no number of days"),
        ("stale_after_days: 1.5", "'1.5' is no number of days"),
        ("stale_after_days: 9999999", "is no number of days"),
        ("contact: a\ncontact: b", "'contact' stands already on line 2"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, line: str, complaint: str) -> None:
    file = tmp_path / "dossier.yaml"
    file.write_text(f"# settings\n{line}\n")
    with pytest.raises(BadInput) as caught:
        load_settings(file, "x")
    (fault,) = caught.value.faults
    assert complaint in fault.what
    assert f"line {2 + line.count(chr(10))}" in fault.place
    assert fault.cure


@pytest.mark.parametrize("text", ["just words\n", "- title: x\n"])
def test_a_file_without_keys_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "dossier.yaml"
    file.write_text(text)
    with pytest.raises(BadInput, match="no list of keys"):
        load_settings(file, "x")


def test_all_faults_come_in_one_report(tmp_path: Path) -> None:
    file = tmp_path / "dossier.yaml"
    file.write_text("time_zone: Nowhere\nschedule: noon\ncolour: red\n")
    with pytest.raises(BadInput) as caught:
        load_settings(file, "x")
    assert len(caught.value.faults) == 3


def test_the_seeds_say_what_they_are() -> None:
    settings = load_settings(SEEDS / "dossier.yaml", "seeds")
    assert settings.title == "Ukraine peace talks, late 2025"
    assert settings.schedule == "06:30"
