from organization import account_id
from recorder import Recorder, pick


def run(r: Recorder) -> None:
    r.call("organizations:DescribeOrganization")
    root = pick(r.call("organizations:ListRoots"), "Roots", 0, "Id")
    units = r.call("organizations:ListOrganizationalUnitsForParent", ParentId=root)
    by_name = {unit["Name"]: unit["Id"] for unit in pick(units, "OrganizationalUnits")}
    workloads = pick(by_name, "Workloads")
    r.call("organizations:ListOrganizationalUnitsForParent", ParentId=workloads)
    r.call("organizations:ListOrganizationalUnitsForParent", ParentId="ou-aaaa-aaaaaaaa")
    r.call("organizations:DescribeOrganizationalUnit", OrganizationalUnitId=workloads)
    r.call("organizations:DescribeOrganizationalUnit", OrganizationalUnitId="ou-aaaa-aaaaaaaa")
    r.call("organizations:ListAccounts")
    r.call("organizations:ListAccountsForParent", ParentId=root)
    r.call("organizations:ListAccountsForParent", ParentId=workloads)
    r.call("organizations:ListChildren", ParentId=workloads, ChildType="ORGANIZATIONAL_UNIT")
    r.call("organizations:ListChildren", ParentId=root, ChildType="ACCOUNT")
    audit = account_id(r, "audit")
    r.call("organizations:DescribeAccount", AccountId=audit)
    r.call("organizations:DescribeAccount", AccountId="999999999999")
    r.call("organizations:ListParents", ChildId=audit)
    services(r, audit)
    moves(r, root, workloads)
    policies(r, root)
    closing(r)


def services(r: Recorder, audit: str) -> None:
    # Not config.amazonaws.com, which moto does not know as a service with delegated administrators.
    config = {"ServicePrincipal": "config-multiaccountsetup.amazonaws.com"}
    r.call("organizations:RegisterDelegatedAdministrator", AccountId=audit, ServicePrincipal="sso.amazonaws.com")
    r.call("organizations:EnableAWSServiceAccess", **config)
    r.call("organizations:EnableAWSServiceAccess", ServicePrincipal="no-such-service.amazonaws.com")
    r.call("organizations:ListAWSServiceAccessForOrganization")
    r.call("organizations:ListDelegatedAdministrators", **config)
    r.call("organizations:RegisterDelegatedAdministrator", AccountId=audit, **config)
    r.call("organizations:RegisterDelegatedAdministrator", AccountId=audit, **config)
    r.call("organizations:RegisterDelegatedAdministrator", AccountId="123456789012", **config)
    r.call("organizations:RegisterDelegatedAdministrator", AccountId="999999999999", **config)
    r.call("organizations:ListDelegatedAdministrators", **config)
    r.call("organizations:ListDelegatedAdministrators")
    r.call("organizations:ListDelegatedServicesForAccount", AccountId=audit)
    r.call("organizations:DeregisterDelegatedAdministrator", AccountId=audit, **config)
    r.call("organizations:DeregisterDelegatedAdministrator", AccountId=audit, **config)
    r.call("organizations:RegisterDelegatedAdministrator", AccountId=audit, ServicePrincipal="config.amazonaws.com")
    r.call("organizations:DisableAWSServiceAccess", **config)


def moves(r: Recorder, root: str, workloads: str) -> None:
    test = account_id(r, "shop-test")
    parent = pick(r.call("organizations:ListParents", ChildId=test), "Parents", 0, "Id")
    r.call("organizations:MoveAccount", AccountId=test, SourceParentId=root, DestinationParentId=workloads)
    r.call("organizations:MoveAccount", AccountId=test, SourceParentId=parent, DestinationParentId=workloads)
    r.call("organizations:ListAccountsForParent", ParentId=workloads)
    r.call("organizations:MoveAccount", AccountId=test, SourceParentId=workloads, DestinationParentId=parent)


def policies(r: Recorder, root: str) -> None:
    r.call("organizations:EnablePolicyType", RootId=root, PolicyType="SERVICE_CONTROL_POLICY")
    r.call("organizations:ListPolicies", Filter="SERVICE_CONTROL_POLICY")
    r.call("organizations:DescribePolicy", PolicyId="p-FullAWSAccess")
    r.call("organizations:DescribePolicy", PolicyId="p-aaaaaaaa")
    r.call("organizations:ListPoliciesForTarget", TargetId=root, Filter="SERVICE_CONTROL_POLICY")
    r.call("organizations:ListTargetsForPolicy", PolicyId="p-FullAWSAccess")


def closing(r: Recorder) -> None:
    r.call("organizations:CloseAccount", AccountId="999999999999")
    r.call("organizations:CloseAccount", AccountId=account_id(r, "shop-test"))
