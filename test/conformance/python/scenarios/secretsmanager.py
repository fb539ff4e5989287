from recorder import Recorder, pick

POLICY = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",'
    '"Principal":{"AWS":"arn:aws:iam::123456789012:root"},'
    '"Action":"secretsmanager:DescribeSecret","Resource":"*"}]}'
)
ROTATE = "arn:aws:lambda:us-east-1:123456789012:function:rotate"
TOKEN = "11111111-2222-3333-4444-555555555555"


def run(r: Recorder) -> None:
    missing(r)
    life(r)
    rotation(r)
    end(r)


def missing(r: Recorder) -> None:
    for name in ["DescribeSecret", "GetSecretValue", "RestoreSecret", "CancelRotateSecret", "GetResourcePolicy"]:
        r.call(f"secretsmanager:{name}", SecretId="nothing")
    r.call("secretsmanager:DeleteSecret", SecretId="nothing")
    r.call("secretsmanager:DeleteSecret", SecretId="nothing", ForceDeleteWithoutRecovery=True)
    r.call("secretsmanager:ListSecrets")


def life(r: Recorder) -> None:
    made = r.call(
        "secretsmanager:CreateSecret",
        Name="prod/db",
        Description="The shop.",
        ClientRequestToken=TOKEN,
        SecretString="nothing that matters",
        Tags=[{"Key": "team", "Value": "a"}],
    )
    arn = pick(made, "ARN")
    r.normalizer.names[arn] = "secret"
    r.call("secretsmanager:CreateSecret", Name="prod/db", SecretString="x")
    r.call("secretsmanager:DescribeSecret", SecretId="prod/db")
    r.call("secretsmanager:DescribeSecret", SecretId=arn)
    r.call("secretsmanager:DescribeSecret", SecretId=arn[:-7])
    r.call("secretsmanager:UpdateSecret", SecretId=arn, Description="The shop, again.", KmsKeyId="alias/own")
    r.call("secretsmanager:TagResource", SecretId=arn, Tags=[{"Key": "stage", "Value": "b"}])
    r.call("secretsmanager:UntagResource", SecretId=arn, TagKeys=["team"])
    r.call("secretsmanager:GetResourcePolicy", SecretId=arn)
    r.call("secretsmanager:PutResourcePolicy", SecretId=arn, ResourcePolicy=POLICY)
    r.call("secretsmanager:GetResourcePolicy", SecretId=arn)
    r.call("secretsmanager:DeleteResourcePolicy", SecretId=arn)
    r.call("secretsmanager:DescribeSecret", SecretId=arn)
    r.call("secretsmanager:ListSecrets")
    r.call("secretsmanager:ListSecrets", Filters=[{"Key": "name", "Values": ["prod"]}])
    r.call("secretsmanager:ListSecrets", Filters=[{"Key": "tag-key", "Values": ["nothing"]}])


def rotation(r: Recorder) -> None:
    r.call("secretsmanager:RotateSecret", SecretId="nothing", RotationLambdaARN=ROTATE)
    r.call("secretsmanager:CancelRotateSecret", SecretId="prod/db")
    r.call("secretsmanager:DescribeSecret", SecretId="prod/db")


def end(r: Recorder) -> None:
    r.call("secretsmanager:BatchGetSecretValue", SecretIdList=["nothing"])
    r.call("secretsmanager:DeleteSecret", SecretId="prod/db", RecoveryWindowInDays=6)
    r.call("secretsmanager:DeleteSecret", SecretId="prod/db", RecoveryWindowInDays=7, ForceDeleteWithoutRecovery=True)
    r.call("secretsmanager:DeleteSecret", SecretId="prod/db", RecoveryWindowInDays=7)
    r.call("secretsmanager:DeleteSecret", SecretId="prod/db", RecoveryWindowInDays=7)
    r.call("secretsmanager:ListSecrets")
    r.call("secretsmanager:ListSecrets", IncludePlannedDeletion=True)
    r.call("secretsmanager:UpdateSecret", SecretId="prod/db", Description="Too late.")
    r.call("secretsmanager:GetSecretValue", SecretId="prod/db")
    r.call("secretsmanager:CreateSecret", Name="prod/db", SecretString="x")
    r.call("secretsmanager:RestoreSecret", SecretId="prod/db")
    r.call("secretsmanager:DescribeSecret", SecretId="prod/db")
    r.call("secretsmanager:DeleteSecret", SecretId="prod/db", ForceDeleteWithoutRecovery=True)
    r.call("secretsmanager:DescribeSecret", SecretId="prod/db")
    r.call("secretsmanager:CreateSecret", Name="not a name", SecretString="x")
