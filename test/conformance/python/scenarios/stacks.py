from recorder import Recorder, wait_until

# Types that both sides make.
TEMPLATE = """
AWSTemplateFormatVersion: '2010-09-09'
Description: A topic and a role.
Parameters:
  Name: {Type: String, Default: first, AllowedPattern: '^[a-z]+$'}
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !Sub 'stack-${Name}'}
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Sub 'stack-${Name}'
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{Effect: Allow, Principal: {Service: config.amazonaws.com}, Action: sts:AssumeRole}]
Outputs:
  TopicArn: {Value: !Ref Topic, Description: The topic.}
  RoleArn: {Value: !GetAtt Role.Arn}
"""
NAMED = ["CAPABILITY_NAMED_IAM"]


def run(r: Recorder) -> None:
    r.call("cloudformation:DescribeStacks", StackName="one")
    r.call("cloudformation:ValidateTemplate", TemplateBody=TEMPLATE)
    r.call("cloudformation:ValidateTemplate", TemplateBody="not: [a template")
    r.call("cloudformation:CreateStack", StackName="one", TemplateBody=TEMPLATE)
    tags = [{"Key": "team", "Value": "a"}]
    r.call("cloudformation:CreateStack", StackName="one", TemplateBody=TEMPLATE, Capabilities=NAMED, Tags=tags)
    settle(r, "one")
    r.call("cloudformation:CreateStack", StackName="one", TemplateBody=TEMPLATE, Capabilities=NAMED)
    r.call("cloudformation:DescribeStacks", StackName="one")
    r.call("cloudformation:DescribeStackResources", StackName="one")
    r.call("cloudformation:ListStackResources", StackName="one")
    r.call("cloudformation:DescribeStackResource", StackName="one", LogicalResourceId="Topic")
    r.call("cloudformation:GetTemplate", StackName="one")
    r.call("cloudformation:GetTemplateSummary", TemplateBody=TEMPLATE)
    r.call("cloudformation:ListStacks", StackStatusFilter=["CREATE_COMPLETE"])
    same = {"StackName": "one", "UsePreviousTemplate": True, "Capabilities": NAMED}
    r.call("cloudformation:UpdateStack", **same, Parameters=[{"ParameterKey": "Name", "ParameterValue": "second"}])
    settle(r, "one")
    r.call("cloudformation:DescribeStacks", StackName="one")
    r.call("cloudformation:UpdateStack", StackName="none", TemplateBody=TEMPLATE, Capabilities=NAMED)
    r.call("cloudformation:DeleteStack", StackName="one")
    settle(r, "one")
    r.call("cloudformation:DescribeStacks", StackName="one")
    r.call("cloudformation:DeleteStack", StackName="none")
    r.call("cloudformation:DescribeStackResources", StackName="none")
    r.call("cloudformation:DescribeStackEvents", StackName="none")


def settle(r: Recorder, name: str) -> None:
    """Waits until the stack is not in progress any more, or gone."""
    pages = r.client("cloudformation", "us-east-1").get_paginator("describe_stacks")

    def settled() -> bool:
        stacks = [stack for page in pages.paginate() for stack in page["Stacks"] if stack["StackName"] == name]
        return not any(stack["StackStatus"].endswith("_IN_PROGRESS") for stack in stacks)

    wait_until(settled, seconds=20)
