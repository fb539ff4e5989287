import json

from recorder import Recorder

BUS_ARN = "arn:aws:events:us-east-1:123456789012:event-bus/hub"
POLICY = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "Organization",
                "Effect": "Allow",
                "Principal": "*",
                "Action": "events:PutEvents",
                "Resource": BUS_ARN,
                "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-aaaaaaaaaa"}},
            }
        ],
    }
)
PATTERN = json.dumps({"source": ["aws.config"], "detail-type": ["Config Rules Compliance Change"]})


def run(r: Recorder) -> None:
    r.call("events:DescribeEventBus", Name="hub")
    r.call("events:DescribeEventBus")
    r.call("events:CreateEventBus", Name="hub", Tags=[{"Key": "team", "Value": "a"}])
    r.call("events:CreateEventBus", Name="hub")
    r.call("events:DescribeEventBus", Name="hub")
    r.call("events:PutPermission", EventBusName="hub", StatementId="Organization", Policy=POLICY)
    r.call("events:DescribeEventBus", Name="hub")
    r.call("events:ListEventBuses")
    r.call("events:DescribeRule", Name="to-topic", EventBusName="hub")
    rule = {"Name": "to-topic", "EventBusName": "hub"}
    r.call("events:PutRule", **rule, EventPattern=PATTERN, State="ENABLED", Description="A rule.")
    r.call("events:PutRule", Name="x", EventBusName="hub")
    r.call("events:PutRule", Name="y", EventBusName="no-such-bus", EventPattern=PATTERN)
    r.call("events:DescribeRule", **rule)
    target = {"Id": "topic", "Arn": "arn:aws:sns:us-east-1:123456789012:changes"}
    r.call("events:PutTargets", Rule="to-topic", EventBusName="hub", Targets=[target])
    r.call("events:PutTargets", Rule="no-such-rule", EventBusName="hub", Targets=[target])
    r.call("events:ListTargetsByRule", Rule="to-topic", EventBusName="hub")
    r.call("events:ListRules", EventBusName="hub")
    arn = "arn:aws:events:us-east-1:123456789012:rule/hub/to-topic"
    r.call("events:TagResource", ResourceARN=arn, Tags=[{"Key": "stage", "Value": "b"}])
    r.call("events:ListTagsForResource", ResourceARN=arn)
    r.call("events:UntagResource", ResourceARN=arn, TagKeys=["stage"])
    r.call("events:DeleteRule", **rule)
    r.call("events:RemoveTargets", Rule="to-topic", EventBusName="hub", Ids=["topic"])
    r.call("events:DeleteRule", **rule)
    r.call("events:DeleteRule", **rule)
    r.call("events:RemovePermission", EventBusName="hub", StatementId="Organization")
    r.call("events:PutEvents", Entries=[{"Source": "mine", "DetailType": "x", "Detail": "{}"}])
    r.call("events:DeleteEventBus", Name="hub")
    r.call("events:DeleteEventBus", Name="default")
