from organization import account_id
from recorder import Recorder, pick, wait_until

TEMPLATE = """
AWSTemplateFormatVersion: '2010-09-09'
Description: A topic.
Parameters:
  Name: {Type: String, Default: first}
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Sub 'set-${Name}'}
"""


def run(r: Recorder) -> None:
    service_managed(r)
    self_managed(r)


def service_managed(r: Recorder) -> None:
    name = {"StackSetName": "members"}
    model = {"PermissionModel": "SERVICE_MANAGED", "AutoDeployment": {"Enabled": False}}
    r.call("cloudformation:DescribeStackSet", **name)
    r.call("cloudformation:CreateStackSet", **name, TemplateBody=TEMPLATE, **model, Description="Topics.")
    r.call("cloudformation:CreateStackSet", **name, TemplateBody=TEMPLATE.replace("topic", "queue"), **model)
    r.call("cloudformation:DescribeStackSet", **name)
    r.call("cloudformation:ListStackSets", Status="ACTIVE")
    r.call("cloudformation:ListStackInstances", **name)
    r.call("cloudformation:ListStackInstances", StackSetName="no-such-set")
    r.call("cloudformation:ListStackSetOperations", **name)
    roots = r.call("organizations:ListRoots")
    targets = {
        "OrganizationalUnitIds": [pick(roots, "Roots", 0, "Id")],
        "Accounts": [account_id(r, "audit")],
        "AccountFilterType": "INTERSECTION",
    }
    where = {"DeploymentTargets": targets, "Regions": ["us-east-1"]}
    r.call("cloudformation:CreateStackInstances", **name, **where, OperationId="make-1")
    settle(r, "members")
    r.call("cloudformation:CreateStackInstances", **name, **where, OperationId="make-1")
    r.call("cloudformation:ListStackInstances", **name)
    r.call("cloudformation:ListStackSetOperations", **name)
    r.call("cloudformation:DescribeStackSetOperation", **name, OperationId="make-1")
    r.call("cloudformation:DescribeStackSetOperation", **name, OperationId="no-such-operation")
    r.call("cloudformation:ListStackSetOperationResults", **name, OperationId="make-1")
    r.call("cloudformation:DeleteStackSet", **name)
    gone = {"RetainStacks": False, "OperationId": "delete-1"}
    r.call("cloudformation:DeleteStackInstances", **name, **where, **gone)
    settle(r, "members")
    r.call("cloudformation:ListStackInstances", **name)
    r.call("cloudformation:DeleteStackSet", **name)
    r.call("cloudformation:DeleteStackSet", **name)


def self_managed(r: Recorder) -> None:
    name = {"StackSetName": "management"}
    roles(r)
    model = {
        "AdministrationRoleARN": "arn:aws:iam::123456789012:role/set-administration",
        "ExecutionRoleName": "set-execution",
    }
    r.call("cloudformation:CreateStackSet", **name, TemplateBody=TEMPLATE, **model, Tags=[{"Key": "team", "Value": "a"}])
    r.call("cloudformation:DescribeStackSet", **name)
    where = {"Accounts": ["123456789012"], "Regions": ["us-east-1"]}
    r.call("cloudformation:CreateStackInstances", **name, **where, OperationId="make-1")
    settle(r, "management")
    r.call("cloudformation:ListStackInstances", **name)
    r.call("cloudformation:DescribeStackInstance", **name, StackInstanceAccount="123456789012", StackInstanceRegion="us-east-1")
    r.call("cloudformation:DescribeStackInstance", **name, StackInstanceAccount="123456789012", StackInstanceRegion="eu-west-1")
    second = [{"ParameterKey": "Name", "ParameterValue": "second"}]
    r.call("cloudformation:UpdateStackSet", **name, TemplateBody=TEMPLATE, Parameters=second, **model, OperationId="update-1")
    settle(r, "management")
    r.call("cloudformation:DescribeStackSet", **name)
    r.call("cloudformation:UpdateStackInstances", **name, **where, ParameterOverrides=second, OperationId="update-2")
    settle(r, "management")
    r.call("cloudformation:ListStackSetOperations", **name)
    r.call("cloudformation:StopStackSetOperation", **name, OperationId="update-2")
    r.call("cloudformation:DeleteStackInstances", **name, **where, RetainStacks=False, OperationId="delete-1")
    settle(r, "management")
    r.call("cloudformation:DeleteStackSet", **name)


def roles(r: Recorder) -> None:
    trust = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":%s,"Action":"sts:AssumeRole"}]}'
    service = '{"Service":"cloudformation.amazonaws.com"}'
    administration = '{"AWS":"arn:aws:iam::123456789012:role/set-administration"}'
    anything = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'
    for role, principal in {"set-administration": service, "set-execution": administration}.items():
        r.call("iam:CreateRole", RoleName=role, AssumeRolePolicyDocument=trust % principal)
        r.call("iam:PutRolePolicy", RoleName=role, PolicyName="all", PolicyDocument=anything)


def settle(r: Recorder, name: str) -> None:
    """Waits until no operation of the StackSet runs or waits."""
    operations = r.client("cloudformation", "us-east-1").list_stack_set_operations

    def settled() -> bool:
        summaries = operations(StackSetName=name)["Summaries"]
        return all(operation["Status"] not in ("RUNNING", "QUEUED", "STOPPING") for operation in summaries)

    wait_until(settled, seconds=30)
