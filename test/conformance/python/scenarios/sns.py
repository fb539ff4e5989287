import json

from recorder import Recorder, pick, wait_until

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
    r.call("sns:GetSubscriptionAttributes", SubscriptionArn=f"{ARN}:11111111-1111-1111-1111-666666666666")
    r.call("sns:ConfirmSubscription", TopicArn=f"{ARN}-missing", Token="x")
    r.call("sns:Unsubscribe", **arn)
    r.call("sns:Publish", TopicArn=ARN, Subject="subject", Message="message")
    r.call("sns:Publish", TopicArn=f"{ARN}-missing", Message="message")
    filtered_by_body(r)
    r.call("sns:Unsubscribe", SubscriptionArn=pick(made, "SubscriptionArn") if made else f"{ARN}:none")
    r.call("sns:DeleteTopic", TopicArn=ARN)
    r.call("sns:DeleteTopic", TopicArn=ARN)


QUEUE = "arn:aws:sqs:us-east-1:123456789012:findings"
ADMITS = {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": QUEUE}
FILTER = {
    "id": [{"prefix": "orgsecrets-change-"}],
    "content": {"keywords": ["high", "low"]},
    "metadata": {"relatedResources": ["666666666666", "777777777777"]},
}


def filtered_by_body(r: Recorder) -> None:
    """As the filters of a subscription in the org.yaml are: held against the lists of a message."""
    policy = json.dumps({"Version": "2012-10-17", "Statement": [ADMITS]})
    made = r.call("sqs:CreateQueue", QueueName="findings", Attributes={"Policy": policy})
    body = {"FilterPolicyScope": "MessageBody", "FilterPolicy": json.dumps(FILTER), "RawMessageDelivery": "true"}
    r.call("sns:Subscribe", TopicArn=ARN, Protocol="sqs", Endpoint=QUEUE, Attributes=body, ReturnSubscriptionArn=True)
    if not made:
        return

    def publish(of: str, severity: str, account: str) -> None:
        about = {"keywords": [severity, "a-rule", "us-east-1"]}
        message = {"id": of, "content": about, "metadata": {"relatedResources": ["arn:x", account]}}
        r.call("sns:Publish", TopicArn=ARN, Message=json.dumps(message))

    publish("orgsecrets-digest-1", "high", "666666666666")
    publish("orgsecrets-change-2", "medium", "666666666666")
    publish("orgsecrets-change-3", "high", "888888888888")
    publish("orgsecrets-change-4", "high", "666666666666")
    publish("orgsecrets-change-5", "low", "777777777777")
    r.call("sns:Publish", TopicArn=ARN, Message="no JSON")
    url = {"QueueUrl": pick(made, "QueueUrl")}
    queue = r.client("sqs", "us-east-1")
    waiting = ["ApproximateNumberOfMessages"]
    wait_until(lambda: queue.get_queue_attributes(**url, AttributeNames=waiting)["Attributes"][waiting[0]] == "2")
    r.call("sqs:ReceiveMessage", **url, MaxNumberOfMessages=10)
    r.call("sqs:DeleteQueue", **url)
