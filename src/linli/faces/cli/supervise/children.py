"""Which processes an installation has."""

from linli.faces.cli.supervise.supervisor import Child, python
from linli.kernel.installation import Installation


def web_command(installation: Installation) -> tuple[str, ...]:
    """The web server: WSGI workers with bounded waiting (settled.md, machinery 13)."""
    return python(
        "-m", "granian", "--interface", "wsgi", "--host", installation.bind, "--port", str(installation.port),
        "--workers", str(installation.workers), "--blocking-threads", str(installation.threads),
        "--backlog", str(max(installation.backlog, 128)),
        "--backpressure", str(installation.threads * 4), "--respawn-failed-workers", "--no-ws",
        "--log-level", "warning", "linli.config.wsgi:application",
    )  # fmt: skip


def children_of(installation: Installation) -> list[Child]:
    """Web workers, job worker, scheduler."""
    manage = ("-m", "linli")
    return [
        Child("web", web_command(installation)),
        Child("worker", python(*manage, "work")),
        Child("scheduler", python(*manage, "schedule")),
    ]
