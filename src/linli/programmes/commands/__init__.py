"""The only writers of programmes."""

from linli.programmes.commands.lines import revise_target, set_lines
from linli.programmes.commands.starting import show_programme, start_programme
from linli.programmes.commands.tasks import run_tasks

__all__ = ["revise_target", "run_tasks", "set_lines", "show_programme", "start_programme"]
