from recorder import Recorder, pick, wait_until

from .s3 import POLICY

ROLE = "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
GROUP = {
    "allSupported": False,
    "includeGlobalResourceTypes": False,
    "resourceTypes": ["AWS::SecretsManager::Secret", "AWS::KMS::Key"],
}
RULE = {
    "ConfigRuleName": "secretsmanager-secret-unused",
    "Description": "Unused secrets.",
    "Source": {"Owner": "AWS", "SourceIdentifier": "SECRETSMANAGER_SECRET_UNUSED"},
    "InputParameters": '{"unusedForDays":"30"}',
    "MaximumExecutionFrequency": "TwentyFour_Hours",
}


def run(r: Recorder) -> None:
    before(r)
    recorder_and_channel(r)
    resources(r)
    rules(r)
    aggregator(r)
    after(r)


def before(r: Recorder) -> None:
    r.call("s3:CreateBucket", Bucket="history-1")
    r.call("s3:PutBucketPolicy", Bucket="history-1", Policy=POLICY)
    for name in ["Recorders", "RecorderStatus"]:
        r.call(f"config:DescribeConfiguration{name}")
    r.call("config:DescribeDeliveryChannels")
    r.call("config:DescribeDeliveryChannelStatus")
    r.call("config:DescribeConfigRules")
    r.call("config:DescribeConfigurationAggregators")
    r.call("config:StartConfigurationRecorder", ConfigurationRecorderName="one")
    r.call("config:PutDeliveryChannel", DeliveryChannel={"name": "one", "s3BucketName": "history-1"})


def recorder_and_channel(r: Recorder) -> None:
    one = {"name": "one", "roleARN": ROLE, "recordingGroup": GROUP}
    r.call("config:PutConfigurationRecorder", ConfigurationRecorder=one)
    r.call("config:PutConfigurationRecorder", ConfigurationRecorder=one)
    r.call("config:PutConfigurationRecorder", ConfigurationRecorder={**one, "name": "two"})
    r.call("config:DescribeConfigurationRecorders")
    r.call("config:DescribeConfigurationRecorders", ConfigurationRecorderNames=["two"])
    r.call("config:DescribeConfigurationRecorderStatus", ConfigurationRecorderNames=["two"])
    r.call("config:StartConfigurationRecorder", ConfigurationRecorderName="one")
    r.call("config:PutDeliveryChannel", DeliveryChannel={"name": "one", "s3BucketName": "no-such-bucket-here"})
    r.call("config:PutDeliveryChannel", DeliveryChannel={"name": "one", "s3BucketName": "history-1"})
    r.call("config:PutDeliveryChannel", DeliveryChannel={"name": "two", "s3BucketName": "history-1"})
    r.call("config:DescribeDeliveryChannels")
    r.call("config:DescribeDeliveryChannels", DeliveryChannelNames=["two"])
    r.call("config:DescribeDeliveryChannelStatus")
    r.call("config:StartConfigurationRecorder", ConfigurationRecorderName="one")
    r.call("config:StartConfigurationRecorder", ConfigurationRecorderName="two")
    recorded(r)
    r.call("config:DescribeConfigurationRecorderStatus")
    r.call("config:DeleteDeliveryChannel", DeliveryChannelName="one")


def resources(r: Recorder) -> None:
    secret = {"resourceType": "AWS::SecretsManager::Secret", "resourceId": "nothing"}
    r.call("config:GetResourceConfigHistory", **secret)
    r.call("config:BatchGetResourceConfig", resourceKeys=[secret])
    r.call("config:ListDiscoveredResources", resourceType="AWS::SecretsManager::Secret")
    r.call(
        "config:ListDiscoveredResources",
        resourceType="AWS::SecretsManager::Secret",
        resourceIds=["nothing"],
        resourceName="nothing",
    )


def rules(r: Recorder) -> None:
    wrong = {**RULE, "Source": {"Owner": "AWS", "SourceIdentifier": "NO_SUCH_RULE"}}
    r.call("config:PutConfigRule", ConfigRule=wrong)
    r.call("config:PutConfigRule", ConfigRule={**RULE, "InputParameters": "not json"})
    r.call("config:PutConfigRule", ConfigRule=RULE, Tags=[{"Key": "team", "Value": "a"}])
    r.call("config:PutConfigRule", ConfigRule={**RULE, "Description": "Secrets that nobody reads."})
    evaluated(r)
    described = r.call("config:DescribeConfigRules", ConfigRuleNames=[RULE["ConfigRuleName"]])
    r.call("config:DescribeConfigRules", ConfigRuleNames=["no-such-rule"])
    arn = pick(described, "ConfigRules", 0, "ConfigRuleArn")
    r.call("config:ListTagsForResource", ResourceArn=arn)
    r.call("config:TagResource", ResourceArn=arn, Tags=[{"Key": "stage", "Value": "b"}])
    r.call("config:UntagResource", ResourceArn=arn, TagKeys=["team"])
    r.call("config:ListTagsForResource", ResourceArn=arn)
    r.call("config:DeleteConfigRule", ConfigRuleName="no-such-rule")


def aggregator(r: Recorder) -> None:
    r.call("organizations:EnableAWSServiceAccess", ServicePrincipal="config.amazonaws.com")
    r.call("iam:CreateRole", RoleName="aggregator", AssumeRolePolicyDocument=TRUST)
    r.call(
        "iam:AttachRolePolicy",
        RoleName="aggregator",
        PolicyArn="arn:aws:iam::aws:policy/service-role/AWSConfigRoleForOrganizations",
    )
    source = {"RoleArn": "arn:aws:iam::123456789012:role/aggregator", "AllAwsRegions": True}
    both = {**source, "AwsRegions": ["us-east-1"]}
    name = {"ConfigurationAggregatorName": "all"}
    r.call("config:PutConfigurationAggregator", **name, OrganizationAggregationSource=both)
    r.call("config:PutConfigurationAggregator", **name)
    r.call("config:PutConfigurationAggregator", **name, OrganizationAggregationSource=source)
    r.call("config:PutConfigurationAggregator", **name, OrganizationAggregationSource=source)
    r.call("config:DescribeConfigurationAggregators")
    r.call("config:DescribeConfigurationAggregators", ConfigurationAggregatorNames=["no-such-aggregator"])
    aggregated(r)
    r.call("config:DeleteConfigurationAggregator", ConfigurationAggregatorName="no-such-aggregator")
    r.call("config:DeleteConfigurationAggregator", **name)


def aggregated(r: Recorder) -> None:
    secrets = {"ResourceType": "AWS::SecretsManager::Secret"}
    one = {"SourceAccountId": "123456789012", "SourceRegion": "us-east-1", "ResourceId": "none", **secrets}
    for name in ["all", "no-such-aggregator"]:
        named = {"ConfigurationAggregatorName": name}
        r.call("config:ListAggregateDiscoveredResources", **named, **secrets)
        r.call("config:BatchGetAggregateResourceConfig", **named, ResourceIdentifiers=[one])
    r.call("config:ListAggregateDiscoveredResources", ConfigurationAggregatorName="all", **secrets, Limit=101)
    r.call("config:BatchGetAggregateResourceConfig", ConfigurationAggregatorName="all", ResourceIdentifiers=[one] * 101)


def after(r: Recorder) -> None:
    r.call("config:StopConfigurationRecorder", ConfigurationRecorderName="two")
    r.call("config:StopConfigurationRecorder", ConfigurationRecorderName="one")
    r.call("config:DescribeConfigurationRecorderStatus")
    r.call("config:DeleteConfigRule", ConfigRuleName=RULE["ConfigRuleName"])
    r.call("config:DeleteDeliveryChannel", DeliveryChannelName="two")
    r.call("config:DeleteDeliveryChannel", DeliveryChannelName="one")
    r.call("config:DeleteConfigurationRecorder", ConfigurationRecorderName="two")
    r.call("config:DeleteConfigurationRecorder", ConfigurationRecorderName="one")
    deletion = r.call("iam:DeleteServiceLinkedRole", RoleName="AWSServiceRoleForConfig")
    task = {"DeletionTaskId": deletion.get("DeletionTaskId", "task/none")}
    wait_until(lambda: status_of(r, task) != "IN_PROGRESS")
    r.call("iam:GetServiceLinkedRoleDeletionStatus", **task)


def recorded(r: Recorder) -> None:
    describe = r.client("config", "us-east-1").describe_configuration_recorder_status
    wait_until(lambda: describe()["ConfigurationRecordersStatus"][0]["lastStatus"].upper() != "PENDING")


def evaluated(r: Recorder) -> None:
    describe = r.client("config", "us-east-1").describe_config_rules
    wait_until(lambda: all(rule["ConfigRuleState"] == "ACTIVE" for rule in describe()["ConfigRules"]))


def status_of(r: Recorder, task: dict[str, str]) -> str:
    return r.client("iam", "us-east-1").get_service_linked_role_deletion_status(**task)["Status"]


TRUST = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",'
    '"Principal":{"Service":"config.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
)
