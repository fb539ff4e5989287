"""The organization as AWS Organizations and Account Management show it."""

from .base import AUDIT, MANAGEMENT, ORGANIZATION, SHOP, SHOP_TEST, Judge


class Organization(Judge):
    def test_the_organization_has_all_features(self) -> None:
        organization = self.here("organizations").describe_organization()["Organization"]
        self.assertEqual(organization["Id"], ORGANIZATION)
        self.assertEqual(organization["MasterAccountId"], MANAGEMENT)
        self.assertEqual(organization["FeatureSet"], "ALL")

    def test_accounts_come_in_pages_and_have_a_state(self) -> None:
        pages = self.here("organizations").get_paginator("list_accounts")
        accounts = [account for page in pages.paginate(PaginationConfig={"PageSize": 1}) for account in page["Accounts"]]
        self.assertEqual({account["Id"] for account in accounts}, {MANAGEMENT, AUDIT, SHOP, SHOP_TEST})
        # `Status` is retired: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
        self.assertEqual({account["State"] for account in accounts}, {"ACTIVE"})

    def test_units_are_found_from_the_root_down(self) -> None:
        organizations = self.here("organizations")
        root = organizations.list_roots()["Roots"][0]["Id"]
        units = organizations.list_organizational_units_for_parent(ParentId=root)["OrganizationalUnits"]
        self.assertEqual({unit["Name"] for unit in units}, {"Security", "Workloads"})
        workloads = next(unit["Id"] for unit in units if unit["Name"] == "Workloads")
        below = organizations.list_organizational_units_for_parent(ParentId=workloads)["OrganizationalUnits"]
        self.assertEqual({unit["Name"] for unit in below}, {"Prod", "Test"})
        prod = next(unit["Id"] for unit in below if unit["Name"] == "Prod")
        accounts = organizations.list_accounts_for_parent(ParentId=prod)["Accounts"]
        self.assertEqual([account["Id"] for account in accounts], [SHOP])

    def test_what_is_not_there_is_named_by_its_own_error(self) -> None:
        organizations = self.here("organizations")
        self.assert_error("AccountNotFoundException", organizations.describe_account, AccountId="999999999999")
        missing = {"ParentId": "ou-aaaa-aaaaaaaa"}
        self.assert_error("ParentNotFoundException", organizations.list_accounts_for_parent, **missing)

    def test_a_delegated_administrator_needs_trusted_access_first_and_is_registered_once(self) -> None:
        organizations = self.here("organizations")
        sso = {"AccountId": AUDIT, "ServicePrincipal": "sso.amazonaws.com"}
        error = self.assert_error("ConstraintViolationException", organizations.register_delegated_administrator, **sso)
        self.assertEqual(error["Reason"], "SERVICE_ACCESS_NOT_ENABLED")
        organizations.enable_aws_service_access(ServicePrincipal="sso.amazonaws.com")
        organizations.register_delegated_administrator(**sso)
        again = organizations.register_delegated_administrator
        self.assert_error("AccountAlreadyRegisteredException", again, **sso)
        found = organizations.list_delegated_administrators(ServicePrincipal="sso.amazonaws.com")
        self.assertEqual([account["Id"] for account in found["DelegatedAdministrators"]], [AUDIT])

    def test_the_management_account_cannot_be_a_delegated_administrator(self) -> None:
        organizations = self.here("organizations")
        organizations.enable_aws_service_access(ServicePrincipal="guardduty.amazonaws.com")
        register = organizations.register_delegated_administrator
        params = {"AccountId": MANAGEMENT, "ServicePrincipal": "guardduty.amazonaws.com"}
        error = self.assert_error("ConstraintViolationException", register, **params)
        self.assertEqual(error["Reason"], "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR")

    def test_regions_of_accounts_differ_by_what_they_opted_into(self) -> None:
        organizations = self.here("organizations")
        organizations.enable_aws_service_access(ServicePrincipal="account.amazonaws.com")
        states = {
            account: {
                region["RegionName"]: region["RegionOptStatus"]
                for page in self.here("account").get_paginator("list_regions").paginate(AccountId=account)
                for region in page["Regions"]
            }
            for account in (SHOP, AUDIT)
        }
        self.assertEqual(states[SHOP]["us-east-1"], "ENABLED_BY_DEFAULT")
        self.assertEqual(states[SHOP]["af-south-1"], "ENABLED")
        self.assertEqual(states[AUDIT]["af-south-1"], "DISABLED")

    def test_the_management_account_must_not_name_itself(self) -> None:
        # https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
        regions = self.here("account").list_regions
        self.assertTrue(regions()["Regions"])
        self.assert_error("AccessDeniedException", regions, AccountId=MANAGEMENT)
