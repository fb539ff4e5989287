import time
import unittest
from collections.abc import Callable
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

MANAGEMENT, AUDIT, SHOP, SHOP_TEST = "123456789012", "222222222222", "333333333333", "444444444444"
ORGANIZATION = "o-conformance"
CONFIG = Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=30)


class Judge(unittest.TestCase):
    """Clients of the management account (`here`) and of members (`member`), and checks of errors and waits."""

    maxDiff = None

    def here(self, service: str, region: str = "us-east-1") -> Any:
        return boto3.client(service, region_name=region, config=CONFIG)

    def session(self, role_arn: str, region: str = "us-east-1") -> Callable[[str], Any]:
        answer = self.here("sts").assume_role(RoleArn=role_arn, RoleSessionName="judge")
        keys = answer["Credentials"]
        session = boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], region)
        return lambda service: session.client(service, config=CONFIG)

    def member(self, account: str, service: str, region: str = "us-east-1") -> Any:
        role = f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"
        return self.session(role, region)(service)

    def assert_error(self, code: str, call: Callable[..., Any], **params: Any) -> dict[str, Any]:
        """The call must fail with exactly this code. Returns the whole error."""
        with self.assertRaises(ClientError) as caught:
            call(**params)
        self.assertEqual(caught.exception.response["Error"]["Code"], code, caught.exception)
        return caught.exception.response

    def eventually(self, ready: Callable[[], bool], seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while not ready():
            self.assertLess(time.monotonic(), deadline, "not ready in time")
            time.sleep(0.05)
