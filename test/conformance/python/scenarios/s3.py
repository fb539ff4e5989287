from recorder import Recorder

POLICY = (
    '{"Version":"2012-10-17","Statement":[{"Sid":"Config","Effect":"Allow",'
    '"Principal":{"Service":"config.amazonaws.com"},"Action":["s3:GetBucketAcl","s3:ListBucket","s3:PutObject"],'
    '"Resource":["arn:aws:s3:::history-1","arn:aws:s3:::history-1/*"]}]}'
)
BLOCK = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}


def run(r: Recorder) -> None:
    name = {"Bucket": "history-1"}
    r.call("s3:HeadBucket", **name)
    r.call("s3:GetBucketLocation", **name)
    r.call("s3:CreateBucket", **name)
    r.call("s3:CreateBucket", Bucket="history-2", region="eu-central-1")
    frankfurt = {"LocationConstraint": "eu-central-1"}
    r.call("s3:CreateBucket", Bucket="history-3", region="eu-central-1", CreateBucketConfiguration=frankfurt)
    r.call("s3:CreateBucket", Bucket="history-3", region="eu-central-1", CreateBucketConfiguration=frankfurt)
    r.call("s3:ListBuckets")
    r.call("s3:HeadBucket", **name)
    r.call("s3:GetBucketLocation", **name)
    r.call("s3:GetBucketLocation", Bucket="history-3", region="eu-central-1")
    r.call("s3:GetBucketAcl", **name)
    r.call("s3:GetBucketVersioning", **name)
    r.call("s3:PutBucketVersioning", **name, VersioningConfiguration={"Status": "Enabled"})
    r.call("s3:GetBucketVersioning", **name)
    rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
    r.call("s3:PutBucketEncryption", **name, ServerSideEncryptionConfiguration={"Rules": [rule]})
    r.call("s3:GetBucketEncryption", **name)
    r.call("s3:GetPublicAccessBlock", **name)
    r.call("s3:PutPublicAccessBlock", **name, PublicAccessBlockConfiguration=BLOCK)
    r.call("s3:GetPublicAccessBlock", **name)
    owner = {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    r.call("s3:PutBucketOwnershipControls", **name, OwnershipControls=owner)
    r.call("s3:GetBucketOwnershipControls", **name)
    r.call("s3:GetBucketLifecycleConfiguration", **name)
    life = {"ID": "tidy", "Status": "Enabled", "Filter": {"Prefix": ""}, "NoncurrentVersionExpiration": {"NoncurrentDays": 30}}
    r.call("s3:PutBucketLifecycleConfiguration", **name, LifecycleConfiguration={"Rules": [life]})
    r.call("s3:GetBucketLifecycleConfiguration", **name)
    r.call("s3:GetBucketTagging", **name)
    r.call("s3:PutBucketTagging", **name, Tagging={"TagSet": [{"Key": "team", "Value": "a"}]})
    r.call("s3:GetBucketTagging", **name)
    r.call("s3:GetBucketPolicy", **name)
    r.call("s3:PutBucketPolicy", **name, Policy=POLICY)
    r.call("s3:PutBucketPolicy", **name, Policy="not json")
    r.call("s3:GetBucketPolicy", **name)
    r.call("s3:PutObject", Bucket="history-3", Key="a/b.txt", Body=b"text", region="eu-central-1")
    r.call("s3:ListObjectsV2", Bucket="history-3", region="eu-central-1")
    r.call("s3:ListObjectsV2", Bucket="no-such-bucket-here")
    r.call("s3:DeleteBucket", Bucket="history-3", region="eu-central-1")
    r.call("s3:ListObjectVersions", Bucket="history-3", region="eu-central-1")
    gone = {"Objects": [{"Key": "a/b.txt"}, {"Key": "not-there"}]}
    r.call("s3:DeleteObjects", Bucket="history-3", Delete=gone, region="eu-central-1")
    r.call("s3:DeleteBucket", Bucket="history-3", region="eu-central-1")
    r.call("s3:DeleteBucketPolicy", **name)
    r.call("s3:PutObject", **name, Key="a", Body=b"one")
    r.call("s3:PutObject", **name, Key="a", Body=b"two")
    r.call("s3:DeleteObject", **name, Key="a")
    r.call("s3:ListObjectsV2", **name)
    kept = r.call("s3:ListObjectVersions", **name)
    r.call("s3:ListObjectVersions", **name, MaxKeys=1)
    r.call("s3:DeleteBucket", **name)
    found = [*kept.get("Versions", []), *kept.get("DeleteMarkers", [])]
    every = [{"Key": one["Key"], "VersionId": one["VersionId"]} for one in found]
    r.call("s3:DeleteObjects", **name, Delete={"Objects": every, "Quiet": True})
    r.call("s3:ListObjectVersions", **name)
    r.call("s3:GetBucketPolicy", **name)
    r.call("s3:DeleteBucket", **name)
    r.call("s3:DeleteBucket", **name)
