"""Structured logs on standard error: one JSON object a line, no personal values."""

import logging
import sys
from typing import Any

import structlog

PATH_TELLERS = ("django.request", "django.security.csrf", "django.security.SuspiciousOperation")


class Pathless(logging.Filter):
    """Django names the address in its messages. A mistyped one may hold somebody's number: only the status stays."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without address and request."""
        status = getattr(record, "status_code", "")
        record.msg, record.args = f"answered {status}".strip(), ()
        record.__dict__.pop("request", None)
        return True


def configure_logs(level: int) -> None:
    """Send structlog and the standard library's logging to one JSON stream."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer(ensure_ascii=False)],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(max(level, logging.WARNING))
    for name in PATH_TELLERS:
        logger = logging.getLogger(name)
        if not any(isinstance(item, Pathless) for item in logger.filters):
            logger.addFilter(Pathless())
