"""Logging set up once at the door: readable lines, or one JSON object a line."""

from __future__ import annotations

import logging
import sys

import structlog

from federation.settings import Settings


def set_up(settings: Settings) -> None:
    """Send every log, ours and the libraries', to standard error in the format the settings name."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_nothing,
    ]
    writer: structlog.types.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), sort_keys=False)
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    remove_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    exceptions = [structlog.processors.format_exc_info] if settings.log_format == "json" else []
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[remove_meta, *exceptions, writer])
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.upper())
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # APScheduler warns at each tick that meets a run under way, which is how a slow site is waited for; urllib3 logs a
    # traceback for odd header lines of sites. The pulls tell what matters.
    for chatty in ("apscheduler", "urllib3"):
        logging.getLogger(chatty).setLevel(logging.ERROR)


def _without_nothing(_logger: object, _method: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    """Leave out what has no value."""
    return {name: value for name, value in event.items() if value is not None}
