"""Every morning by itself: the line for cron, and the units for systemd, that build a dossier.

Whatever stands in a path (blanks, quotation marks, a per cent sign, which cron takes for the end
of a line and systemd for a specifier), the program is started with that path and no other.

    jobs     what is run, when, and for whom
    cron     a job as a line of a crontab, put there and taken out again
    systemd  a job as a service and a timer, put among the user's own and taken out again
"""

from positions.schedule.cron import cron_block, cron_line, install, machine_zone, remove
from positions.schedule.jobs import Job, own_name, own_program
from positions.schedule.systemd import install_units, remove_units, unit_folder, units

__all__ = [
    "Job",
    "cron_block",
    "cron_line",
    "install",
    "install_units",
    "machine_zone",
    "own_name",
    "own_program",
    "remove",
    "remove_units",
    "unit_folder",
    "units",
]
