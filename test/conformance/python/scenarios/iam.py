from recorder import Recorder

TRUST = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",'
    '"Principal":{"Service":"config.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
)
READ = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"config:Describe*","Resource":"*"}]}'
AWS_POLICY = "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole"


def run(r: Recorder) -> None:
    name = {"RoleName": "worker"}
    r.call("iam:GetRole", **name)
    r.call("iam:CreateRole", **name, AssumeRolePolicyDocument=TRUST, Description="A worker.", MaxSessionDuration=7200)
    r.call("iam:CreateRole", **name, AssumeRolePolicyDocument=TRUST)
    r.call("iam:CreateRole", RoleName="broken", AssumeRolePolicyDocument="{")
    r.call("iam:GetRole", **name)
    r.call("iam:UpdateRole", **name, Description="Another worker.", MaxSessionDuration=3600)
    r.call("iam:UpdateRoleDescription", **name, Description="A third worker.")
    r.call("iam:UpdateAssumeRolePolicy", **name, PolicyDocument=TRUST)
    r.call("iam:TagRole", **name, Tags=[{"Key": "team", "Value": "a"}])
    r.call("iam:ListRoleTags", **name)
    r.call("iam:UntagRole", **name, TagKeys=["team"])
    r.call("iam:ListRoleTags", **name)
    r.call("iam:GetRolePolicy", **name, PolicyName="read")
    r.call("iam:PutRolePolicy", **name, PolicyName="read", PolicyDocument=READ)
    r.call("iam:PutRolePolicy", **name, PolicyName="broken", PolicyDocument="not json")
    r.call("iam:GetRolePolicy", **name, PolicyName="read")
    r.call("iam:ListRolePolicies", **name)
    r.call("iam:AttachRolePolicy", **name, PolicyArn=AWS_POLICY)
    r.call("iam:AttachRolePolicy", **name, PolicyArn="arn:aws:iam::aws:policy/NoSuchPolicy")
    r.call("iam:ListAttachedRolePolicies", **name)
    r.call("iam:DeleteRole", **name)
    r.call("iam:DetachRolePolicy", **name, PolicyArn=AWS_POLICY)
    r.call("iam:DetachRolePolicy", **name, PolicyArn=AWS_POLICY)
    r.call("iam:DeleteRolePolicy", **name, PolicyName="read")
    r.call("iam:DeleteRolePolicy", **name, PolicyName="read")
    r.call("iam:DeleteRole", **name)
    r.call("iam:DeleteRole", **name)
    r.call("iam:ListRolePolicies", **name)
    r.call("iam:CreateServiceLinkedRole", AWSServiceName="config.amazonaws.com")
    r.call("iam:CreateServiceLinkedRole", AWSServiceName="config.amazonaws.com")
    r.call("iam:GetRole", RoleName="AWSServiceRoleForConfig")
    r.call("iam:ListRoles", PathPrefix="/aws-service-role/config.amazonaws.com/")
    r.call("iam:ListAccountAliases")
