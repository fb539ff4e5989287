"""
What `orgsecrets apply` left behind in the organization of config/worlds/acme.yaml, read by AWS's own SDK with an
administrator's keys. Nothing here is taken from the product: who must be covered is found out from AWS alone.
"""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3

from .base import CONFIG, Judge

MANAGEMENT, AUDIT, SANDBOX, SUSPENDED = "012345678901", "098765432109", "444455556666", "300000000009"
HOME = "us-east-1"
# What the org.yaml includes, without the Region in which AWS does not support this.
REGIONS = ["us-east-1", "us-west-2", "eu-central-1", "eu-west-1", "ap-northeast-1", "eu-south-1"]
OPT_IN = {"eu-south-1"}
FOREIGN = ("300000000001", "eu-west-1")
BUCKET = f"orgsecrets-config-{AUDIT}-{HOME}"
OURS = ("orgsecrets", BUCKET)
RULES = {
    "secretsmanager-rotation-enabled-check",
    "secretsmanager-scheduled-rotation-success-check",
    "secretsmanager-secret-periodic-rotation",
    "secretsmanager-secret-unused",
    "secretsmanager-using-cmk",
}


class Result(Judge):
    sessions: dict[str, boto3.Session]
    targets: list[tuple[str, str]]

    @classmethod
    def setUpClass(cls) -> None:
        cls.sessions = {account: session_of(account) for account in active_accounts() if account != SUSPENDED}
        cls.targets = [
            (account, region)
            for account in cls.sessions
            if account != SANDBOX
            for region in REGIONS
            if region not in OPT_IN or region in enabled_regions(account)
        ]

    def of(self, account: str, service: str, region: str) -> Any:
        return self.sessions[account].client(service, region_name=region, config=CONFIG)

    def each_target(self, look: Any) -> Iterator[tuple[tuple[str, str], Any]]:
        with ThreadPoolExecutor(4) as pool:
            looks = pool.map(lambda target: look(self.of(target[0], "config", target[1])), self.targets)
            yield from zip(self.targets, looks, strict=True)

    def test_every_account_that_can_be_covered_is_looked_at(self) -> None:
        self.assertEqual(len({account for account, _ in self.targets}), 22)
        self.assertEqual(sum(region == "eu-south-1" for _, region in self.targets), 4)

    def test_every_target_has_one_recorder_that_records_and_delivers(self) -> None:
        def look(config: Any) -> dict[str, Any]:
            return {
                "recorders": config.describe_configuration_recorders()["ConfigurationRecorders"],
                "status": config.describe_configuration_recorder_status()["ConfigurationRecordersStatus"],
                "channels": config.describe_delivery_channels()["DeliveryChannels"],
            }

        for target, found in self.each_target(look):
            with self.subTest(target):
                self.assertEqual(len(found["recorders"]), 1)
                self.assertEqual(len(found["channels"]), 1)
                self.assertTrue(found["status"][0]["recording"])
                self.assertNotEqual(found["status"][0]["lastStatus"].upper(), "FAILURE")
                expected = ("default", "acme-orders-config-history") if target == FOREIGN else OURS
                self.assertEqual((found["recorders"][0]["name"], found["channels"][0]["s3BucketName"]), expected)

    def test_every_target_has_the_five_rules(self) -> None:
        for target, rules in self.each_target(lambda config: config.describe_config_rules()["ConfigRules"]):
            with self.subTest(target):
                self.assertEqual({rule["ConfigRuleName"] for rule in rules}, RULES)
                self.assertEqual({rule["ConfigRuleState"] for rule in rules}, {"ACTIVE"})

    def test_the_recorder_that_was_there_before_records_everything_still(self) -> None:
        recorder = self.of(FOREIGN[0], "config", FOREIGN[1]).describe_configuration_recorders()["ConfigurationRecorders"][0]
        self.assertTrue(recorder["recordingGroup"]["allSupported"])

    def test_the_excluded_account_has_nothing_of_ours(self) -> None:
        for region in REGIONS[:-1]:
            config = self.of(SANDBOX, "config", region)
            self.assertEqual(config.describe_configuration_recorders()["ConfigurationRecorders"], [])
            self.assertEqual(config.describe_config_rules()["ConfigRules"], [])
        roles = self.of(SANDBOX, "iam", HOME).list_roles()["Roles"]
        self.assertEqual([role["RoleName"] for role in roles if role["RoleName"].startswith("orgsecrets")], [])

    def test_the_region_without_support_has_nothing_of_ours(self) -> None:
        config = self.of(AUDIT, "config", "us-west-2")
        self.assertTrue(config.describe_config_rules()["ConfigRules"])
        unsupported = self.of(AUDIT, "config", "ap-southeast-3").describe_configuration_recorders
        self.assert_error("UnrecognizedClientException", unsupported)

    def test_the_bucket_is_private_and_keeps_its_versions(self) -> None:
        s3 = self.of(AUDIT, "s3", HOME)
        self.assertEqual(s3.get_bucket_versioning(Bucket=BUCKET)["Status"], "Enabled")
        block = s3.get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"]
        self.assertEqual(set(block.values()), {True})
        policy = json.loads(s3.get_bucket_policy(Bucket=BUCKET)["Policy"])
        self.assertIn("TlsOnly", [statement["Sid"] for statement in policy["Statement"]])

    def test_events_of_every_target_go_to_the_hub(self) -> None:
        bus = f"arn:aws:events:{HOME}:{AUDIT}:event-bus/orgsecrets"
        for account, region in self.targets:
            with self.subTest((account, region)):
                targets = self.of(account, "events", region).list_targets_by_rule(Rule="orgsecrets-forward")["Targets"]
                self.assertEqual([target["Arn"] for target in targets], [bus])

    def test_the_aggregator_covers_the_organization(self) -> None:
        config = self.of(AUDIT, "config", HOME)
        found = config.describe_configuration_aggregators()["ConfigurationAggregators"]
        self.assertEqual(len(found), 1)
        self.assertIn("OrganizationAggregationSource", found[0])
        name = {"ConfigurationAggregatorName": found[0]["ConfigurationAggregatorName"]}
        pages = config.get_paginator("describe_configuration_aggregator_sources_status")
        sources = [source for page in pages.paginate(**name) for source in page["AggregatedSourceStatusList"]]
        self.assertTrue(sources)
        self.assertEqual({source["LastUpdateStatus"] for source in sources}, {"SUCCEEDED"})

    def test_the_audit_account_administers_config_for_the_organization(self) -> None:
        organizations = boto3.client("organizations", config=CONFIG)
        found = organizations.list_delegated_administrators(ServicePrincipal="config.amazonaws.com")
        self.assertEqual([account["Id"] for account in found["DelegatedAdministrators"]], [AUDIT])

    def test_stack_sets_are_ours_and_have_no_failed_instance(self) -> None:
        cloudformation = boto3.client("cloudformation", region_name=HOME, config=CONFIG)
        pages = cloudformation.get_paginator("list_stack_sets").paginate(Status="ACTIVE")
        names = [summary["StackSetName"] for page in pages for summary in page["Summaries"]]
        self.assertTrue(names)
        for name in names:
            with self.subTest(name):
                self.assertTrue(name.startswith("orgsecrets-"))
                instances = cloudformation.get_paginator("list_stack_instances").paginate(StackSetName=name)
                states = {item["StackInstanceStatus"]["DetailedStatus"] for page in instances for item in page["Summaries"]}
                self.assertLessEqual(states, {"SUCCEEDED"})


def active_accounts() -> list[str]:
    pages = boto3.client("organizations", config=CONFIG).get_paginator("list_accounts").paginate()
    return [account["Id"] for page in pages for account in page["Accounts"] if account["State"] == "ACTIVE"]


def session_of(account: str) -> boto3.Session:
    if account == MANAGEMENT:
        return boto3.Session()
    role = f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"
    keys = boto3.client("sts", config=CONFIG).assume_role(RoleArn=role, RoleSessionName="judge")["Credentials"]
    return boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])


def enabled_regions(account: str) -> set[str]:
    name = {} if account == MANAGEMENT else {"AccountId": account}
    pages = boto3.client("account", config=CONFIG).get_paginator("list_regions")
    return {
        region["RegionName"]
        for page in pages.paginate(**name, RegionOptStatusContains=["ENABLED", "ENABLED_BY_DEFAULT"])
        for region in page["Regions"]
    }
