import json

from recorder import Recorder, pick

POLICY = (
    '{"Version":"2012-10-17","Statement":[{"Sid":"TlsOnly","Effect":"Deny","Principal":"*","Action":"sns:Publish",'
    '"Resource":"arn:aws:sns:us-east-1:123456789012:changes","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}'
)
ARN = "arn:aws:sns:us-east-1:123456789012:changes"


def run(r: Recorder) -> None:
    r.call("sns:GetTopicAttributes", TopicArn=ARN)
    r.call("sns:CreateTopic", Name="changes", Attributes={"DisplayName": "changes"}, Tags=[{"Key": "team", "Value": "a"}])
    r.call("sns:CreateTopic", Name="changes")
    r.call("sns:CreateTopic", Name="not a name!")
    r.call("sns:GetTopicAttributes", TopicArn=ARN)
    r.call("sns:SetTopicAttributes", TopicArn=ARN, AttributeName="Policy", AttributeValue=POLICY)
    r.call("sns:SetTopicAttributes", TopicArn=ARN, AttributeName="KmsMasterKeyId", AttributeValue="alias/aws/sns")
    r.call("sns:GetTopicAttributes", TopicArn=ARN)
    r.call("sns:ListTopics")
    r.call("sns:ListTagsForResource", ResourceArn=ARN)
    r.call("sns:TagResource", ResourceArn=ARN, Tags=[{"Key": "stage", "Value": "b"}])
    r.call("sns:UntagResource", ResourceArn=ARN, TagKeys=["team"])
    r.call("sns:ListTagsForResource", ResourceArn=ARN)
    made = r.call("sns:Subscribe", TopicArn=ARN, Protocol="email", Endpoint="a@example.com", ReturnSubscriptionArn=True)
    r.call("sns:ListSubscriptionsByTopic", TopicArn=ARN)
    queue = r.call(
        "sns:Subscribe",
        TopicArn=ARN,
        Protocol="sqs",
        Endpoint="arn:aws:sqs:us-east-1:123456789012:alarms",
        Attributes={"FilterPolicy": json.dumps({"severity": ["high"]})},
        ReturnSubscriptionArn=True,
    )
    arn = {"SubscriptionArn": pick(queue, "SubscriptionArn") if queue else f"{ARN}:none"}
    r.call("sns:GetSubscriptionAttributes", **arn)
    r.call("sns:SetSubscriptionAttributes", **arn, AttributeName="RawMessageDelivery", AttributeValue="true")
    r.call("sns:SetSubscriptionAttributes", **arn, AttributeName="Colour", AttributeValue="red")
    r.call("sns:SetSubscriptionAttributes", **arn, AttributeName="FilterPolicy", AttributeValue="{}")
    r.call("sns:GetSubscriptionAttributes", **arn)
    r.call("sns:GetSubscriptionAttributes", SubscriptionArn=f"{ARN}:11111111-1111-1111-1111-111111111111")
    r.call("sns:ConfirmSubscription", TopicArn=f"{ARN}-missing", Token="x")
    r.call("sns:Unsubscribe", **arn)
    r.call("sns:Publish", TopicArn=ARN, Subject="subject", Message="message")
    r.call("sns:Publish", TopicArn=f"{ARN}-missing", Message="message")
    r.call("sns:Unsubscribe", SubscriptionArn=pick(made, "SubscriptionArn") if made else f"{ARN}:none")
    r.call("sns:DeleteTopic", TopicArn=ARN)
    r.call("sns:DeleteTopic", TopicArn=ARN)
