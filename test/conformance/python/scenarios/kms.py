from recorder import Recorder, pick

POLICY = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",'
    '"Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"kms:*","Resource":"*"}]}'
)


def run(r: Recorder) -> None:
    r.call("kms:DescribeKey", KeyId="alias/topic")
    made = r.call("kms:CreateKey", Description="A key.", Policy=POLICY, Tags=[{"TagKey": "team", "TagValue": "a"}])
    key = pick(made, "KeyMetadata", "KeyId")
    r.normalizer.names[key] = "key"
    r.call("kms:DescribeKey", KeyId=key)
    r.call("kms:GetKeyPolicy", KeyId=key, PolicyName="default")
    r.call("kms:PutKeyPolicy", KeyId=key, PolicyName="default", Policy=POLICY)
    r.call("kms:GetKeyRotationStatus", KeyId=key)
    r.call("kms:EnableKeyRotation", KeyId=key)
    r.call("kms:GetKeyRotationStatus", KeyId=key)
    r.call("kms:UpdateKeyDescription", KeyId=key, Description="Another key.")
    r.call("kms:ListResourceTags", KeyId=key)
    r.call("kms:TagResource", KeyId=key, Tags=[{"TagKey": "stage", "TagValue": "b"}])
    r.call("kms:UntagResource", KeyId=key, TagKeys=["team"])
    r.call("kms:ListResourceTags", KeyId=key)
    r.call("kms:CreateAlias", AliasName="alias/topic", TargetKeyId=key)
    r.call("kms:CreateAlias", AliasName="alias/topic", TargetKeyId=key)
    r.call("kms:DescribeKey", KeyId="alias/topic")
    r.call("kms:ListAliases", KeyId=key)
    r.call("kms:ListKeys")
    r.call("kms:GenerateDataKey", KeyId=key, KeySpec="AES_256")
    r.call("kms:DisableKey", KeyId=key)
    r.call("kms:DescribeKey", KeyId=key)
    r.call("kms:EnableKey", KeyId=key)
    r.call("kms:DescribeKey", KeyId=key)
    r.call("kms:UpdateAlias", AliasName="alias/topic", TargetKeyId=key)
    r.call("kms:DeleteAlias", AliasName="alias/topic")
    r.call("kms:DeleteAlias", AliasName="alias/topic")
    r.call("kms:DisableKeyRotation", KeyId=key)
    r.call("kms:ScheduleKeyDeletion", KeyId=key, PendingWindowInDays=7)
    r.call("kms:DescribeKey", KeyId=key)
    r.call("kms:EnableKeyRotation", KeyId=key)
    r.call("kms:CancelKeyDeletion", KeyId=key)
    r.call("kms:DescribeKey", KeyId="11111111-2222-3333-4444-555555555555")
