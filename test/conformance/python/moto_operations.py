"""Prints, as JSON, the operations that moto implements: service by service, in the API's own names."""

import importlib
import json

import boto3
from botocore import xform_name

# moto keeps each service's operations as methods of one response class, named after the operation.
RESPONSES = {
    "cloudformation": ("moto.cloudformation.responses", "CloudFormationResponse"),
    "config": ("moto.config.responses", "ConfigResponse"),
    "events": ("moto.events.responses", "EventsHandler"),
    "iam": ("moto.iam.responses", "IamResponse"),
    "kms": ("moto.kms.responses", "KmsResponse"),
    "organizations": ("moto.organizations.responses", "OrganizationsResponse"),
    "s3": ("moto.s3.responses", "S3Response"),
    "secretsmanager": ("moto.secretsmanager.responses", "SecretsManagerResponse"),
    "sqs": ("moto.sqs.responses", "SQSResponse"),
    "sns": ("moto.sns.responses", "SNSResponse"),
    "sts": ("moto.sts.responses", "TokenResponse"),
}

# Those that S3's response class handles under other names.
OTHER_NAMES = {
    "s3": [
        "CreateBucket",
        "DeleteObjects",
        "GetBucketLifecycleConfiguration",
        "GetBucketTagging",
        "ListBuckets",
        "PutBucketEncryption",
        "PutBucketLifecycleConfiguration",
        "PutBucketOwnershipControls",
        "PutBucketPolicy",
        "PutBucketTagging",
        "PutBucketVersioning",
        "PutPublicAccessBlock",
    ]
}


def implemented(service: str) -> list[str]:
    module, name = RESPONSES[service]
    handlers = vars(getattr(importlib.import_module(module), name))
    operations = boto3.client(service, region_name="us-east-1").meta.service_model.operation_names
    found = {operation for operation in operations if xform_name(operation) in handlers}
    return sorted(found | set(OTHER_NAMES.get(service, [])))


if __name__ == "__main__":
    print(json.dumps({service: implemented(service) for service in RESPONSES}))
