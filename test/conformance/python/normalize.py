"""Takes out of an answer what differs from one run to the next: ids that the server chooses, times, secrets."""

import json
import re
from datetime import datetime
from typing import Any

# In this order: a longer form before the shorter one that it holds.
PATTERNS: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "<uuid>"),
    (re.compile(r"\bou-[0-9a-z]{4,32}-[0-9a-z]{8,32}\b"), "<ou>"),
    (re.compile(r"\bo-[a-z0-9]{10,32}\b"), "<organization>"),
    (re.compile(r"\br-[0-9a-z]{4,32}\b"), "<root>"),
    (re.compile(r"\bp-[0-9a-z]{8,128}\b"), "<policy>"),
    (re.compile(r"\bconfig-rule-[0-9a-z]{6}\b|\bconfig-rule-[0-9a-z]{6,32}\b"), "config-rule-<id>"),
    (re.compile(r"\bconfig-aggregator-[0-9a-z]{8,32}\b"), "config-aggregator-<id>"),
    (re.compile(r"(configuration-recorder/[^/]+)/[0-9a-z]{8,32}\b"), r"\1/<id>"),
    (re.compile(r"(:secret:[^\s\"]+)-[A-Za-z0-9]{6}\b"), r"\1-<id>"),
    (re.compile(r"\b(AROA|AIDA|ASIA|AKIA)[A-Z0-9]{12,17}\b"), r"\1<id>"),
    (re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|\+00:00)"), "<time>"),
]
# Members whose value is chosen freely by the server.
OPAQUE = {
    "CiphertextBlob",
    "HostId",
    "NextToken",
    "ReceiptHandle",
    "PackedPolicySize",
    "Plaintext",
    "RequestId",
    "SecretAccessKey",
    "SessionToken",
}


class Normalizer:
    """`names` stand for ids known from elsewhere, such as those of accounts."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def plain(self, value: Any, member: str = "") -> Any:
        if member in OPAQUE and value:
            return "<opaque>"
        if isinstance(value, dict):
            return {self.text(key): self.plain(item, key) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            # Most lists of AWS have no order; those that have one hold one kind of thing in our scenarios.
            return sorted((self.plain(item, member) for item in value), key=repr)
        if isinstance(value, datetime):
            return "<time>"
        if isinstance(value, str):
            return self.document(value)
        if isinstance(value, bytes):
            return self.text(value.decode("utf-8", "replace"))
        if hasattr(value, "read"):
            return self.text(value.read().decode("utf-8", "replace"))
        return value

    def document(self, value: str) -> Any:
        """A JSON document in a text is compared by what it says, not by its spaces."""
        if value.startswith("{"):
            try:
                return self.plain(json.loads(value))
            except json.JSONDecodeError:
                pass
        return self.text(value)

    def text(self, value: str) -> str:
        for identifier, name in self.names.items():
            value = value.replace(identifier, f"<{name}>")
        for pattern, replacement in PATTERNS:
            value = pattern.sub(replacement, value)
        return value
