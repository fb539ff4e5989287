from recorder import Recorder, pick


def run(r: Recorder) -> None:
    r.call("sqs:GetQueueUrl", QueueName="jobs")
    made = r.call("sqs:CreateQueue", QueueName="jobs", Attributes={"VisibilityTimeout": "0"})
    url = {"QueueUrl": pick(made, "QueueUrl") if made else "https://sqs.us-east-1.amazonaws.com/123456789012/jobs"}
    r.call("sqs:CreateQueue", QueueName="jobs", Attributes={"VisibilityTimeout": "5"})
    r.call("sqs:CreateQueue", QueueName="not a name!")
    r.call("sqs:GetQueueUrl", QueueName="jobs")
    r.call("sqs:ListQueues", QueueNamePrefix="jo")
    r.call("sqs:ListQueues", QueueNamePrefix="none")
    r.call("sqs:GetQueueAttributes", **url, AttributeNames=["QueueArn", "VisibilityTimeout", "DelaySeconds"])
    r.call("sqs:SetQueueAttributes", **url, Attributes={"MessageRetentionPeriod": "600"})
    r.call("sqs:GetQueueAttributes", **url, AttributeNames=["MessageRetentionPeriod"])
    r.call("sqs:ReceiveMessage", **url)
    r.call("sqs:SendMessage", **url, MessageBody="hello")
    got = r.call("sqs:ReceiveMessage", **url, MaxNumberOfMessages=10)
    r.call("sqs:ReceiveMessage", **url, MaxNumberOfMessages=11)
    if got:
        r.call("sqs:DeleteMessage", **url, ReceiptHandle=pick(got, "Messages", 0, "ReceiptHandle"))
    r.call("sqs:ReceiveMessage", **url)
    r.call("sqs:PurgeQueue", **url)
    r.call("sqs:DeleteQueue", **url)
    r.call("sqs:GetQueueAttributes", **url, AttributeNames=["All"])
