"""Who changed a secret and how it was before, read by boto3's own clients and paginators: CloudTrail and AWS Config."""

import json
from datetime import timedelta
from typing import Any

import boto3

from .base import AUDIT, CONFIG, SHOP, Judge

HOME = "eu-central-1"
SECRET = "AWS::SecretsManager::Secret"
# More than one page of 50.
CHANGES = 53


def attribute(key: str, value: str) -> dict[str, Any]:
    return {"LookupAttributes": [{"AttributeKey": key, "AttributeValue": value}]}


TAGGED = attribute("EventName", "TagResource")


class History(Judge):
    trail: Any
    config: Any
    arn: str

    @classmethod
    def setUpClass(cls) -> None:
        judge = cls()
        cls.trail = judge.member(SHOP, "cloudtrail")
        cls.config = judge.member(SHOP, "config")
        secrets = judge.member(SHOP, "secretsmanager")
        cls.arn = secrets.describe_secret(SecretId="db")["ARN"]
        judge.eventually(lambda: len(judge.items()) == 1)
        secrets.update_secret(SecretId="db", Description="of the orders")
        judge.eventually(lambda: len(judge.items()) == 2)
        for number in range(CHANGES):
            secrets.tag_resource(SecretId="api", Tags=[{"Key": "change", "Value": str(number)}])
        judge.eventually(lambda: len(judge.events(**TAGGED)) == CHANGES)

    def events(self, size: int = 50, **params: Any) -> list[dict[str, Any]]:
        pages = self.trail.get_paginator("lookup_events").paginate(**params, PaginationConfig={"PageSize": size})
        return [event for page in pages for event in page["Events"]]

    def items(self, size: int = 100, **params: Any) -> list[dict[str, Any]]:
        pages = self.config.get_paginator("get_resource_config_history").paginate(
            resourceType=SECRET, resourceId=self.arn, **params, PaginationConfig={"PageSize": size}
        )
        return [item for page in pages for item in page["configurationItems"]]

    def test_events_come_fifty_a_page_the_newest_first_and_each_once(self) -> None:
        first = self.trail.lookup_events(**TAGGED)
        self.assertEqual(len(first["Events"]), 50)
        second = self.trail.lookup_events(**TAGGED, NextToken=first["NextToken"])
        self.assertEqual(len(second["Events"]), CHANGES - 50)
        self.assertNotIn("NextToken", second)
        found = first["Events"] + second["Events"]
        self.assertEqual(len({event["EventId"] for event in found}), CHANGES)
        values = [json.loads(event["CloudTrailEvent"])["requestParameters"]["tags"][0] for event in found]
        self.assertEqual([tag["Value"] for tag in values], [str(number) for number in reversed(range(CHANGES))])
        times = [event["EventTime"] for event in found]
        self.assertEqual(times, sorted(times, reverse=True))
        for size in [1, 7, 50]:
            ids = [event["EventId"] for event in self.events(size, **TAGGED)]
            self.assertEqual(ids, [event["EventId"] for event in found])

    def test_an_event_says_who_did_what_to_which_secret(self) -> None:
        event = self.events(**attribute("EventName", "UpdateSecret"))[0]
        self.assertEqual(event["EventSource"], "secretsmanager.amazonaws.com")
        self.assertEqual((event["ReadOnly"], event["Username"]), ("false", "judge"))
        self.assertEqual(event["Resources"], [{"ResourceType": SECRET, "ResourceName": "db"}])
        record = json.loads(event["CloudTrailEvent"])
        role = "OrganizationAccountAccessRole"
        self.assertEqual(record["userIdentity"]["arn"], f"arn:aws:sts::{SHOP}:assumed-role/{role}/judge")
        self.assertEqual(record["userIdentity"]["sessionContext"]["sessionIssuer"]["userName"], role)
        self.assertEqual(record["eventID"], event["EventId"])
        self.assertEqual((record["eventName"], record["awsRegion"]), ("UpdateSecret", "us-east-1"))

    def test_each_attribute_finds_what_it_names_and_nothing_else(self) -> None:
        event = self.events(**attribute("EventName", "UpdateSecret"))[0]
        for key, value, wanted in [
            ("EventId", event["EventId"], {"UpdateSecret"}),
            ("EventSource", "secretsmanager.amazonaws.com", {"UpdateSecret", "TagResource"}),
            ("ReadOnly", "true", set()),
            ("ResourceName", "db", {"UpdateSecret"}),
            ("ResourceName", "api", {"TagResource"}),
            ("ResourceType", SECRET, {"UpdateSecret", "TagResource"}),
            ("Username", "judge", {"UpdateSecret", "TagResource"}),
            ("Username", "nobody", set()),
        ]:
            found = {one["EventName"] for one in self.events(**attribute(key, value))}
            self.assertEqual(found, wanted, key)

    def test_events_are_searched_between_two_times(self) -> None:
        when = self.events(**attribute("EventName", "UpdateSecret"))[0]["EventTime"]
        second = timedelta(seconds=1)
        around = self.events(**attribute("ResourceName", "db"), StartTime=when - second, EndTime=when + second)
        self.assertEqual([event["EventName"] for event in around], ["UpdateSecret"])
        self.assertEqual(self.events(**attribute("ResourceName", "db"), EndTime=when - second), [])

    def test_events_are_of_one_account_and_region(self) -> None:
        for account, region in [(AUDIT, "us-east-1"), (SHOP, HOME)]:
            self.assertEqual(self.member(account, "cloudtrail", region).lookup_events(**TAGGED)["Events"], [])

    def test_what_can_not_be_looked_up_is_named_by_its_own_error(self) -> None:
        look = self.trail.lookup_events
        when = self.events(**TAGGED)[0]["EventTime"]
        two = TAGGED["LookupAttributes"] + attribute("Username", "judge")["LookupAttributes"]
        self.assert_error("InvalidMaxResultsException", look, MaxResults=51)
        self.assert_error("InvalidNextTokenException", look, NextToken="x")
        self.assert_error("InvalidLookupAttributesException", look, **attribute("Colour", "red"))
        self.assert_error("InvalidLookupAttributesException", look, LookupAttributes=two)
        early = {"StartTime": when, "EndTime": when - timedelta(days=1)}
        self.assert_error("InvalidTimeRangeException", look, **early)

    def test_nobody_looks_who_may_not(self) -> None:
        only = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"config:*","Resource":"*"}]}'
        role = f"arn:aws:iam::{SHOP}:role/OrganizationAccountAccessRole"
        keys = self.here("sts").assume_role(RoleArn=role, RoleSessionName="judge", Policy=only)["Credentials"]
        session = boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], "us-east-1")
        self.assert_error("AccessDeniedException", session.client("cloudtrail", config=CONFIG).lookup_events)

    def test_items_tell_how_a_secret_was_the_newest_first_or_last(self) -> None:
        newest, oldest = self.items()
        described = [json.loads(item["configuration"]).get("Description") for item in (newest, oldest)]
        self.assertEqual(described, ["of the orders", None])
        self.assertEqual((newest["resourceName"], newest["awsRegion"], newest["accountId"]), ("db", "us-east-1", SHOP))
        self.assertEqual(newest["tags"], {"owner": "shop"})
        self.assertEqual(newest["configurationItemStatus"], "OK")
        self.assertGreater(newest["configurationItemCaptureTime"], oldest["configurationItemCaptureTime"])
        ids = [item["configurationStateId"] for item in (newest, oldest)]
        for size in [1, 2]:
            found = [item["configurationStateId"] for item in self.items(size)]
            self.assertEqual(found, ids)
            forward = [item["configurationStateId"] for item in self.items(size, chronologicalOrder="Forward")]
            self.assertEqual(forward, ids[::-1])
        before = newest["configurationItemCaptureTime"] - timedelta(seconds=1)
        self.assertEqual([item["configurationStateId"] for item in self.items(laterTime=before)], ids[1:])

    def test_what_has_no_history_is_named_by_its_own_error(self) -> None:
        read = self.config.get_resource_config_history
        db = {"resourceType": SECRET, "resourceId": self.arn}
        when = self.items()[0]["configurationItemCaptureTime"]
        self.assert_error("InvalidLimitException", read, **db, limit=101)
        self.assert_error("InvalidNextTokenException", read, **db, nextToken="x")
        times = {"earlierTime": when, "laterTime": when - timedelta(days=1)}
        self.assert_error("InvalidTimeRangeException", read, **db, **times)
        self.assert_error("ResourceNotDiscoveredException", read, **{**db, "resourceId": "none"})
        elsewhere = self.member(SHOP, "config", HOME).get_resource_config_history
        self.assert_error("NoAvailableConfigurationRecorderException", elsewhere, **db)
