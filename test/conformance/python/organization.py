"""The organization in which the scenarios run. The simulator starts with it (world.yaml); moto is given it by calls."""

import time

from recorder import Recorder

# As in world.yaml: trusted access, and by path of the organizational unit, and the account in it.
STACK_SETS = "member.org.stacksets.cloudformation.amazonaws.com"
ACCOUNTS = {"/Security": "audit", "/Workloads/Prod": "shop", "/Workloads/Test": "shop-test"}


def build(recorder: Recorder) -> None:
    client = recorder.client("organizations", "us-east-1")
    client.create_organization(FeatureSet="ALL")
    client.enable_aws_service_access(ServicePrincipal=STACK_SETS)
    root = client.list_roots()["Roots"][0]["Id"]
    units = {"": root}
    for path, name in ACCOUNTS.items():
        parts = path.strip("/").split("/")
        for depth in range(1, len(parts) + 1):
            here, above = "/".join(parts[:depth]), "/".join(parts[: depth - 1])
            if here not in units:
                made = client.create_organizational_unit(ParentId=units[above], Name=parts[depth - 1])
                units[here] = made["OrganizationalUnit"]["Id"]
        status = client.create_account(AccountName=name, Email=f"{name}@example.com")["CreateAccountStatus"]
        deadline = time.monotonic() + 10
        while status["State"] == "IN_PROGRESS" and time.monotonic() < deadline:
            time.sleep(0.1)
            status = client.describe_create_account_status(CreateAccountRequestId=status["Id"])["CreateAccountStatus"]
        client.move_account(
            AccountId=status["AccountId"], SourceParentId=root, DestinationParentId=units[path.strip("/")]
        )


def learn_names(recorder: Recorder) -> None:
    """Account ids stand for names from here on."""
    client = recorder.client("organizations", "us-east-1")
    management = client.describe_organization()["Organization"]["MasterAccountId"]
    for page in client.get_paginator("list_accounts").paginate():
        for account in page["Accounts"]:
            name = "management" if account["Id"] == management else account["Name"]
            recorder.normalizer.names[account["Id"]] = f"account {name}"


def account_id(recorder: Recorder, name: str) -> str:
    return next(key for key, value in recorder.normalizer.names.items() if value == f"account {name}")
