"""Makes calls with boto3 against one endpoint and keeps what was answered, in a form that two endpoints can be compared by."""

import time
from collections.abc import Callable
from typing import Any

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from normalize import Normalizer

# One attempt and short waits: an answer is what counts here, and a hung server must not hang the suite.
CONFIG = Config(
    retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=30, s3={"addressing_style": "path"}
)


class Broken(Exception):
    """A scenario can't go on: an earlier call did not give what a later one needs."""


class Recorder:
    """`operations` are those that both sides implement, as `service:Operation`; no other is called."""

    def __init__(self, endpoint: str, key: str, secret: str, operations: set[str]):
        self._session = boto3.Session(aws_access_key_id=key, aws_secret_access_key=secret)
        self._endpoint = endpoint
        self._operations = operations
        self._clients: dict[tuple[str, str], Any] = {}
        self._counts: dict[str, int] = {}
        self.normalizer = Normalizer()
        self.steps: list[dict[str, Any]] = []

    def client(self, service: str, region: str) -> Any:
        if (service, region) not in self._clients:
            self._clients[service, region] = self._session.client(
                service, region_name=region, endpoint_url=self._endpoint, config=CONFIG
            )
        return self._clients[service, region]

    def call(self, operation: str, region: str = "us-east-1", **params: Any) -> dict[str, Any]:
        """Calls `service:Operation` and keeps the answer. Returns the answer, or nothing where there was none."""
        if operation not in self._operations:
            return {}
        service, name = operation.split(":")
        answer: dict[str, Any] = {}
        try:
            answer = getattr(self.client(service, region), xform_name(name))(**params)
            status = answer.pop("ResponseMetadata")["HTTPStatusCode"]
            kept = {"status": status, "answer": answer}
        except ClientError as error:
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            kept = {"status": status, "error": error.response["Error"]["Code"]}
        except (BotoCoreError, ResponseParserError) as error:
            # The client itself gives up: parameters that its model forbids, or an answer that it can't read.
            kept = {"status": 0, "error": type(error).__name__}
        self._counts[operation] = self._counts.get(operation, 0) + 1
        step = {"operation": operation, "nth": self._counts[operation], "result": self.normalizer.plain(kept)}
        self.steps.append(step)
        return answer


def pick(answer: dict[str, Any], *path: str | int) -> Any:
    """What stands in an answer under a path."""
    value: Any = answer
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError) as missing:
            raise Broken(f"no {'.'.join(map(str, path))} in {answer}") from missing
    return value


def wait_until(ready: Callable[[], bool], seconds: float = 2) -> None:
    """Gives what goes on by itself time to end, so that the next answer does not depend on speed. Never fails."""
    deadline = time.monotonic() + seconds
    while not ready() and time.monotonic() < deadline:
        time.sleep(0.05)
