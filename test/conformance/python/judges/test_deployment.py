"""
The templates of the product, deployed by StackSets from Python: what they make can be read with the roles they make, and
nothing more can be done with those.
"""

import json
import os
from pathlib import Path
from typing import Any


from .base import AUDIT, MANAGEMENT, ORGANIZATION, SHOP, Judge

HOME = "eu-central-1"
BUCKET = f"orgsecrets-config-{AUDIT}-{HOME}"
BUS = f"arn:aws:events:{HOME}:{AUDIT}:event-bus/orgsecrets"
CALLERS = {"CallerAccountId": MANAGEMENT, "CallerPrincipals": f"arn:aws:iam::{MANAGEMENT}:*"}
RULES = {
    "RotationEnabledCheck": "secretsmanager-rotation-enabled-check",
    "ScheduledRotationSuccessCheck": "secretsmanager-scheduled-rotation-success-check",
    "SecretPeriodicRotation": "secretsmanager-secret-periodic-rotation",
    "SecretUnused": "secretsmanager-secret-unused",
    "UsingCmk": "secretsmanager-using-cmk",
}
PARAMETERS: dict[str, dict[str, str]] = {
    "hub": {
        "Prefix": "orgsecrets",
        "OrganizationId": ORGANIZATION,
        "CreateBucket": "true",
        "BucketName": BUCKET,
        "DeliveryTrust": "organization",
        "RecorderRole": "service-linked",
        "Notifications": "true",
        **CALLERS,
    },
    "member": {
        "Prefix": "orgsecrets",
        "HubBusArns": BUS,
        "RecorderRole": "service-linked",
        "ExtendRole": "false",
        "BucketName": BUCKET,
        "OrganizationId": ORGANIZATION,
        **CALLERS,
    },
    "slr": {},
    "recorder": {
        "Prefix": "orgsecrets",
        "RecorderRole": "service-linked",
        "ResourceTypes": "AWS::SecretsManager::Secret,AWS::KMS::Key,AWS::Lambda::Function",
        "Frequency": "CONTINUOUS",
        "BucketName": BUCKET,
    },
    "rules": {**{name: "true" for name in RULES}, "UnusedForDays": "30"},
    "forward": {"Prefix": "orgsecrets", "HubBusArn": BUS},
}


class Deployment(Judge):
    """One story, told in order: each test deploys the next template and looks at what it made."""

    def deploy(self, kind: str, account: str, region: str) -> dict[str, Any]:
        """Makes the StackSet, one instance, and returns how that instance ended."""
        cloudformation = self.here("cloudformation")
        name = f"judge-{kind}"
        body = Path(os.environ["TEMPLATES"], f"{kind}.yaml").read_text("utf-8")
        parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in PARAMETERS[kind].items()]
        cloudformation.create_stack_set(
            StackSetName=name,
            TemplateBody=body,
            Parameters=parameters,
            Capabilities=["CAPABILITY_NAMED_IAM"],
            PermissionModel="SERVICE_MANAGED",
            AutoDeployment={"Enabled": False},
        )
        root = self.here("organizations").list_roots()["Roots"][0]["Id"]
        operation = cloudformation.create_stack_instances(
            StackSetName=name,
            Regions=[region],
            DeploymentTargets={
                "OrganizationalUnitIds": [root],
                "Accounts": [account],
                "AccountFilterType": "INTERSECTION",
            },
        )["OperationId"]
        of = {"StackSetName": name, "OperationId": operation}
        ended = ("SUCCEEDED", "FAILED", "STOPPED")
        self.eventually(
            lambda: cloudformation.describe_stack_set_operation(**of)["StackSetOperation"]["Status"] in ended
        )
        results = cloudformation.list_stack_set_operation_results(**of)["Summaries"]
        self.assertEqual([(result["Account"], result["Region"]) for result in results], [(account, region)])
        return results[0]

    def deployed(self, kind: str, account: str, region: str) -> None:
        result = self.deploy(kind, account, region)
        self.assertEqual(result["Status"], "SUCCEEDED", result.get("StatusReason"))

    def role(self, account: str, name: str, region: str) -> Any:
        return self.session(f"arn:aws:iam::{account}:role/orgsecrets-{name}", region)

    def test_1_hub(self) -> None:
        self.deployed("hub", AUDIT, HOME)
        s3 = self.member(AUDIT, "s3", HOME)
        policy = json.loads(s3.get_bucket_policy(Bucket=BUCKET)["Policy"])
        self.assertEqual({statement["Effect"] for statement in policy["Statement"]}, {"Allow", "Deny"})
        self.assertEqual(s3.get_bucket_versioning(Bucket=BUCKET)["Status"], "Enabled")
        topics = self.member(AUDIT, "sns", HOME).list_topics()["Topics"]
        self.assertEqual(topics, [{"TopicArn": f"arn:aws:sns:{HOME}:{AUDIT}:orgsecrets"}])
        events = self.member(AUDIT, "events", HOME)
        self.assertEqual(events.describe_event_bus(Name="orgsecrets")["Arn"], BUS)
        rules = [rule["Name"] for rule in events.list_rules(EventBusName="orgsecrets")["Rules"]]
        self.assertEqual(len(rules), 5)
        for rule in rules:
            targets = events.list_targets_by_rule(Rule=rule, EventBusName="orgsecrets")["Targets"]
            self.assertEqual(targets[0]["RoleArn"], f"arn:aws:iam::{AUDIT}:role/orgsecrets-notify")

    def test_2_member(self) -> None:
        self.deployed("member", SHOP, "us-east-1")
        look = self.role(SHOP, "look", "us-east-1")
        self.assertEqual(look("config").describe_configuration_recorders()["ConfigurationRecorders"], [])
        self.assert_error("NoSuchEntity", look("iam").get_role, RoleName="AWSServiceRoleForConfig")
        self.assert_error("AccessDenied", look("iam").get_role, RoleName="OrganizationAccountAccessRole")
        group = {"allSupported": True}
        recorder = {"name": "x", "roleARN": f"arn:aws:iam::{SHOP}:role/orgsecrets-look", "recordingGroup": group}
        put = look("config").put_configuration_recorder
        self.assert_error("AccessDeniedException", put, ConfigurationRecorder=recorder)
        roles = self.member(SHOP, "iam").list_roles()["Roles"]
        self.assertNotIn("orgsecrets-extend", [role["RoleName"] for role in roles])

    def test_3_recorder_needs_its_role(self) -> None:
        config = self.member(SHOP, "config", HOME)
        rule = {
            "ConfigRuleName": "secretsmanager-secret-unused",
            "Source": {"Owner": "AWS", "SourceIdentifier": "SECRETSMANAGER_SECRET_UNUSED"},
        }
        self.assert_error("NoAvailableConfigurationRecorderException", config.put_config_rule, ConfigRule=rule)
        self.deployed("slr", SHOP, "us-east-1")
        self.deployed("recorder", SHOP, HOME)
        look = self.role(SHOP, "look", HOME)("config")
        recorder = look.describe_configuration_recorders()["ConfigurationRecorders"][0]
        self.assertEqual(recorder["name"], "orgsecrets")
        self.assertEqual(recorder["recordingGroup"]["recordingStrategy"]["useOnly"], "INCLUSION_BY_RESOURCE_TYPES")
        self.assertIn("AWS::SecretsManager::Secret", recorder["recordingGroup"]["resourceTypes"])
        status = look.describe_configuration_recorder_status()["ConfigurationRecordersStatus"][0]
        self.assertTrue(status["recording"])
        channel = config.describe_delivery_channels()["DeliveryChannels"][0]
        self.assertEqual((channel["name"], channel["s3BucketName"]), ("orgsecrets", BUCKET))

    def test_4_rules(self) -> None:
        self.deployed("rules", SHOP, HOME)
        look = self.role(SHOP, "look", HOME)("config")
        rules = {rule["ConfigRuleName"]: rule for rule in look.describe_config_rules()["ConfigRules"]}
        self.assertEqual(set(rules), set(RULES.values()))
        self.assertEqual({rule["ConfigRuleState"] for rule in rules.values()}, {"ACTIVE"})
        unused = json.loads(rules["secretsmanager-secret-unused"]["InputParameters"])
        self.assertEqual(unused, {"unusedForDays": "30"})

    def test_5_forward(self) -> None:
        self.deployed("forward", SHOP, HOME)
        targets = self.member(SHOP, "events", HOME).list_targets_by_rule(Rule="orgsecrets-forward")["Targets"]
        role = f"arn:aws:iam::{SHOP}:role/orgsecrets-forward"
        self.assertEqual([(target["Arn"], target["RoleArn"]) for target in targets], [(BUS, role)])

    def test_5_forward_that_somebody_edited_has_drifted(self) -> None:
        cloudformation = self.here("cloudformation")
        events = self.member(SHOP, "events", HOME)
        rule = events.describe_rule(Name="orgsecrets-forward")

        def drift() -> dict[str, Any]:
            started = cloudformation.detect_stack_set_drift(StackSetName="judge-forward")
            of = {"StackSetName": "judge-forward", "OperationId": started["OperationId"]}
            describe = cloudformation.describe_stack_set_operation
            self.eventually(lambda: describe(**of)["StackSetOperation"]["Status"] == "SUCCEEDED")
            found = cloudformation.list_stack_instance_resource_drifts(
                **of, StackInstanceAccount=SHOP, StackInstanceRegion=HOME
            )["Summaries"]
            return {"set": describe(**of)["StackSetOperation"]["StackSetDriftDetectionDetails"], "rule": found[0]}

        self.assertEqual(drift()["set"]["DriftStatus"], "IN_SYNC")
        events.put_rule(Name=rule["Name"], EventPattern=rule["EventPattern"], State="DISABLED")
        found = drift()
        self.assertEqual((found["set"]["DriftStatus"], found["set"]["DriftedStackInstancesCount"]), ("DRIFTED", 1))
        self.assertEqual(found["rule"]["StackResourceDriftStatus"], "MODIFIED")
        differences = {one["PropertyPath"]: one["DifferenceType"] for one in found["rule"]["PropertyDifferences"]}
        self.assertEqual(differences, {"/State": "NOT_EQUAL", "/Description": "REMOVE"})
        drifted = [{"Name": "DRIFT_STATUS", "Values": "DRIFTED"}]
        instances = cloudformation.list_stack_instances(StackSetName="judge-forward", Filters=drifted)["Summaries"]
        self.assertEqual([one["Account"] for one in instances], [SHOP])
        stacks = self.member(SHOP, "cloudformation", HOME)
        resource = stacks.describe_stack_resource_drifts(StackName=instances[0]["StackId"])["StackResourceDrifts"][0]
        self.assertEqual(json.loads(resource["ActualProperties"])["State"], "DISABLED")

    def test_6_mend_starts_its_recorder_and_stops_nothing(self) -> None:
        mend = self.role(SHOP, "mend", HOME)("config")
        name = {"ConfigurationRecorderName": "orgsecrets"}
        self.assert_error("AccessDeniedException", mend.stop_configuration_recorder, **name)
        self.assert_error("AccessDeniedException", mend.delete_configuration_recorder, **name)
        mend.start_configuration_recorder(**name)

    def test_7_the_aggregator_is_made_with_the_roles_of_the_hub(self) -> None:
        organizations = self.here("organizations")
        admin = self.role(AUDIT, "aggregator-admin", HOME)("config")
        source = {"RoleArn": f"arn:aws:iam::{AUDIT}:role/orgsecrets-aggregator", "AwsRegions": [HOME]}
        aggregator = {"ConfigurationAggregatorName": "judge", "OrganizationAggregationSource": source}
        put = admin.put_configuration_aggregator
        self.assert_error("OrganizationAccessDeniedException", put, **aggregator)
        organizations.enable_aws_service_access(ServicePrincipal="config.amazonaws.com")
        organizations.register_delegated_administrator(AccountId=AUDIT, ServicePrincipal="config.amazonaws.com")
        made = put(**aggregator)["ConfigurationAggregator"]
        self.assertRegex(made["ConfigurationAggregatorArn"], f"^arn:aws:config:{HOME}:{AUDIT}:config-aggregator/")
        found = admin.describe_configuration_aggregators()["ConfigurationAggregators"]
        self.assertEqual([one["ConfigurationAggregatorName"] for one in found], ["judge"])
        status = admin.describe_configuration_aggregator_sources_status(ConfigurationAggregatorName="judge")
        self.assertTrue(status["AggregatedSourceStatusList"])

    def test_8_nobody_but_the_callers_takes_our_roles(self) -> None:
        role = f"arn:aws:iam::{SHOP}:role/orgsecrets-look"
        outsider = self.member(AUDIT, "sts")
        self.assert_error("AccessDenied", outsider.assume_role, RoleArn=role, RoleSessionName="judge")

    def test_9_a_second_recorder_fails_its_own_stack_and_says_why(self) -> None:
        config = self.member(AUDIT, "config", HOME)
        iam = self.member(AUDIT, "iam")
        iam.create_service_linked_role(AWSServiceName="config.amazonaws.com")
        arn = iam.get_role(RoleName="AWSServiceRoleForConfig")["Role"]["Arn"]
        config.put_configuration_recorder(
            ConfigurationRecorder={"name": "mine", "roleARN": arn, "recordingGroup": {"allSupported": True}}
        )
        cloudformation = self.here("cloudformation")
        cloudformation.delete_stack_instances(
            StackSetName="judge-recorder",
            Regions=[HOME],
            RetainStacks=False,
            OperationId="tidy",
            DeploymentTargets={
                "OrganizationalUnitIds": [self.here("organizations").list_roots()["Roots"][0]["Id"]],
                "Accounts": [SHOP],
                "AccountFilterType": "INTERSECTION",
            },
        )
        self.eventually(lambda: not cloudformation.list_stack_instances(StackSetName="judge-recorder")["Summaries"])
        cloudformation.delete_stack_set(StackSetName="judge-recorder")
        result = self.deploy("recorder", AUDIT, HOME)
        self.assertEqual(result["Status"], "FAILED")
        self.assertIn("maximum number of configuration recorders", result["StatusReason"])
        kept = config.describe_configuration_recorders()["ConfigurationRecorders"]
        self.assertEqual([recorder["name"] for recorder in kept], ["mine"])


