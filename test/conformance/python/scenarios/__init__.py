"""What is called, service by service. Each module has `run(recorder)`; the order matters where one needs another's work."""

from . import organizations, sts, iam, s3, kms, secretsmanager, sns, sqs, events, config, stacks, stack_sets

SCENARIOS = [sts, iam, s3, kms, secretsmanager, sns, sqs, events, config, stacks, organizations, stack_sets]
