"""What an aggregator answers about the organization of secrets.yaml, read by boto3's own clients and paginators."""

import json
from typing import Any

from .base import AUDIT, SHOP, SHOP_TEST, Judge

HOME = "eu-central-1"
SECRET = "AWS::SecretsManager::Secret"
NAME = {"ConfigurationAggregatorName": "judge"}
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}


class Aggregator(Judge):
    config: Any

    @classmethod
    def setUpClass(cls) -> None:
        judge = cls()
        iam = judge.member(AUDIT, "iam")
        role = iam.create_role(RoleName="aggregator", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]
        cls.config = judge.member(AUDIT, "config", HOME)
        source = {"RoleArn": role["Arn"], "AllAwsRegions": True}
        cls.config.put_configuration_aggregator(**NAME, OrganizationAggregationSource=source)
        judge.eventually(lambda: judge.rows(f"SELECT arn WHERE resourceType = '{SECRET}'") != [])

    def rows(self, expression: str, size: int = 100) -> list[dict[str, Any]]:
        pages = self.config.get_paginator("select_aggregate_resource_config")
        found = pages.paginate(**NAME, Expression=expression, PaginationConfig={"PageSize": size})
        return [json.loads(row) for page in found for row in page["Results"]]

    def everything(self, operation: str, member: str, **params: Any) -> list[Any]:
        pages = self.config.get_paginator(operation)
        found = pages.paginate(**NAME, **params, PaginationConfig={"PageSize": 1})
        return [item for page in found for item in page[member]]

    def test_queries_find_the_secrets_of_all_accounts_page_by_page(self) -> None:
        expression = f"SELECT accountId, awsRegion, resourceName WHERE resourceType = '{SECRET}'"
        expected = {(SHOP, "us-east-1", "db"), (SHOP, "us-east-1", "api"), (SHOP_TEST, HOME, "api")}
        for size in [1, 2, 100]:
            rows = self.rows(expression, size)
            self.assertEqual({(row["accountId"], row["awsRegion"], row["resourceName"]) for row in rows}, expected)
            self.assertEqual(len(rows), 3)

    def test_queries_filter_by_tags_and_configuration(self) -> None:
        tagged = self.rows(f"SELECT resourceName WHERE resourceType = '{SECRET}' AND tags.tag = 'owner=shop'")
        self.assertEqual({row["resourceName"] for row in tagged}, {"db", "api"})
        rotating = "configuration.RotationRules.AutomaticallyAfterDays BETWEEN 1 AND 30"
        found = self.rows(f"SELECT accountId WHERE resourceType = '{SECRET}' AND {rotating} ORDER BY accountId DESC")
        self.assertEqual([row["accountId"] for row in found], [SHOP_TEST, SHOP])

    def test_queries_group_and_count(self) -> None:
        rows = self.rows(f"SELECT accountId, COUNT(*) WHERE resourceType = '{SECRET}' GROUP BY accountId")
        self.assertEqual({row["accountId"]: row["COUNT(*)"] for row in rows}, {SHOP: 2, SHOP_TEST: 1})

    def test_the_verdicts_on_a_secret_are_one_record(self) -> None:
        rows = self.rows(
            "SELECT accountId, configuration.complianceType, configuration.configRuleList.configRuleName"
            " WHERE resourceType = 'AWS::Config::ResourceCompliance' AND configuration.complianceType = 'COMPLIANT'"
        )
        rule = {"complianceType": "COMPLIANT", "configRuleList": [{"configRuleName": "cmk"}]}
        self.assertEqual(rows, [{"accountId": SHOP, "configuration": rule}])

    def test_what_is_not_in_the_language_is_refused(self) -> None:
        select = self.config.select_aggregate_resource_config
        for expression in ["SELECT DISTINCT arn", "SELECT arn FROM x", "SELECT arn WHERE arn LIKE '%x'"]:
            self.assert_error("InvalidExpressionException", select, **NAME, Expression=expression)
        self.assert_error("InvalidNextTokenException", select, **NAME, Expression="SELECT arn", NextToken="x")
        self.assert_error("InvalidLimitException", select, **NAME, Expression="SELECT arn", Limit=101)

    def test_rules_are_summed_up_and_then_told_in_detail(self) -> None:
        rules = self.everything("describe_aggregate_compliance_by_config_rules", "AggregateComplianceByConfigRules")
        found = {
            (rule["AccountId"], rule["ConfigRuleName"]): (
                rule["Compliance"]["ComplianceType"],
                rule["Compliance"]["ComplianceContributorCount"]["CappedCount"],
            )
            for rule in rules
        }
        self.assertEqual(
            found,
            {
                (SHOP, "cmk"): ("NON_COMPLIANT", 1),
                (SHOP, "success"): ("COMPLIANT", 1),
                (SHOP_TEST, "cmk"): ("NON_COMPLIANT", 1),
                (SHOP_TEST, "success"): ("NON_COMPLIANT", 1),
            },
        )
        details = self.everything(
            "get_aggregate_compliance_details_by_config_rule",
            "AggregateEvaluationResults",
            ConfigRuleName="success",
            AccountId=SHOP,
            AwsRegion="us-east-1",
        )
        ids = [one["EvaluationResultIdentifier"]["EvaluationResultQualifier"]["ResourceId"] for one in details]
        # The rule does not apply to the secret without rotation.
        self.assertEqual([id.split(":secret:")[1].rsplit("-", 1)[0] for id in ids], ["api"])

    def test_the_summary_counts_rules_by_account(self) -> None:
        answer = self.config.get_aggregate_config_rule_compliance_summary(**NAME, GroupByKey="ACCOUNT_ID")
        counts = {
            group["GroupName"]: [
                group["ComplianceSummary"][f"{name}ResourceCount"]["CappedCount"] for name in ["Compliant", "NonCompliant"]
            ]
            for group in answer["AggregateComplianceCounts"]
        }
        self.assertEqual(counts, {SHOP: [1, 1], SHOP_TEST: [0, 2]})

    def test_resources_are_listed_counted_and_read(self) -> None:
        listed = self.everything("list_aggregate_discovered_resources", "ResourceIdentifiers", ResourceType=SECRET)
        self.assertEqual(len(listed), 3)
        secrets = {"ResourceType": SECRET}
        counts = self.config.get_aggregate_discovered_resource_counts(**NAME, Filters=secrets, GroupByKey="ACCOUNT_ID")
        self.assertEqual(counts["TotalDiscoveredResources"], 3)
        batch = self.config.batch_get_aggregate_resource_config(**NAME, ResourceIdentifiers=listed)
        self.assertEqual(batch["UnprocessedResourceIdentifiers"], [])
        items = batch["BaseConfigurationItems"]
        self.assertEqual({json.loads(item["configuration"])["Name"] for item in items}, {"db", "api"})
        one = self.config.get_aggregate_resource_config(**NAME, ResourceIdentifier=listed[0])["ConfigurationItem"]
        self.assertEqual(one["tags"], {"owner": "shop"})
        missing = {**listed[0], "ResourceId": "none"}
        get = self.config.get_aggregate_resource_config
        self.assert_error("ResourceNotDiscoveredException", get, **NAME, ResourceIdentifier=missing)
