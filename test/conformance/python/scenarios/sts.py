from recorder import Recorder

TRUST = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",'
    '"Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"sts:AssumeRole"}]}'
)


def run(r: Recorder) -> None:
    r.call("sts:GetCallerIdentity")
    r.call("iam:CreateRole", RoleName="reader", AssumeRolePolicyDocument=TRUST)
    role = "arn:aws:iam::123456789012:role/reader"
    r.call("sts:AssumeRole", RoleArn=role, RoleSessionName="first")
    r.call("sts:AssumeRole", RoleArn=role, RoleSessionName="second", DurationSeconds=900)
    r.call("sts:AssumeRole", RoleArn="arn:aws:iam::123456789012:role/nobody", RoleSessionName="third")
    r.call("iam:DeleteRole", RoleName="reader")
