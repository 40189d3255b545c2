"""The web server as the command runs it: open subscriptions are asked to end before it waits."""

from types import FrameType

import uvicorn
from fastapi import FastAPI

GRACE_SECONDS = 5
"""What is left to answers under way when somebody ends it."""


class Server(uvicorn.Server):
    """Answers until somebody interrupts.

    Args:
        app: what `create_app` makes.
    """

    def __init__(self, app: FastAPI) -> None:
        super().__init__(
            uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=GRACE_SECONDS)
        )
        self._streams = app.state.streams

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A subscription never ends by itself."""
        self._streams.end()
        super().handle_exit(sig, frame)
