"""Who calls, from where, and what they are refused."""

import boto3

from .base import AUDIT, CONFIG, MANAGEMENT, SHOP, Judge


class Identity(Judge):
    def test_the_caller_is_known(self) -> None:
        self.assertEqual(self.here("sts").get_caller_identity()["Account"], MANAGEMENT)

    def test_a_role_of_a_member_can_be_assumed_and_acts_there(self) -> None:
        identity = self.member(SHOP, "sts").get_caller_identity()
        self.assertEqual(identity["Account"], SHOP)
        self.assertEqual(identity["Arn"], f"arn:aws:sts::{SHOP}:assumed-role/OrganizationAccountAccessRole/judge")

    def test_a_role_that_does_not_exist_is_denied_not_missing(self) -> None:
        arn = f"arn:aws:iam::{SHOP}:role/nobody"
        self.assert_error("AccessDenied", self.here("sts").assume_role, RoleArn=arn, RoleSessionName="judge")

    def test_a_session_policy_narrows_the_session(self) -> None:
        only = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:GetRole","Resource":"*"}]}'
        role = f"arn:aws:iam::{SHOP}:role/OrganizationAccountAccessRole"
        keys = self.here("sts").assume_role(RoleArn=role, RoleSessionName="judge", Policy=only)["Credentials"]
        session = boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], "us-east-1")
        self.assertTrue(session.client("iam").get_role(RoleName="OrganizationAccountAccessRole"))
        self.assert_error("AccessDenied", session.client("iam").delete_role, RoleName="OrganizationAccountAccessRole")
        self.assert_error("AccessDeniedException", session.client("config").describe_config_rules)

    def test_keys_that_nobody_has_are_refused_in_each_protocol(self) -> None:
        session = boto3.Session("AKIAAAAAAAAAAAAAAAAA", "x", region_name="us-east-1")
        self.assert_error("InvalidClientTokenId", session.client("sts", config=CONFIG).get_caller_identity)
        self.assert_error("UnrecognizedClientException", session.client("config", config=CONFIG).describe_config_rules)
        self.assert_error("InvalidAccessKeyId", session.client("s3", config=CONFIG).list_buckets)

    def test_a_wrong_secret_is_refused(self) -> None:
        key = boto3.Session().get_credentials().access_key
        session = boto3.Session(key, "not the secret", region_name="us-east-1")
        self.assert_error("SignatureDoesNotMatch", session.client("sts", config=CONFIG).get_caller_identity)

    def test_a_member_may_not_do_what_the_management_account_may(self) -> None:
        enable = self.member(SHOP, "organizations").enable_aws_service_access
        self.assert_error("AccessDeniedException", enable, ServicePrincipal="config.amazonaws.com")

    def test_a_region_that_is_not_enabled_does_not_know_the_keys(self) -> None:
        # https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html
        config = self.member(AUDIT, "config", "af-south-1")
        self.assert_error("UnrecognizedClientException", config.describe_configuration_recorders)
        enabled = self.member(SHOP, "config", "af-south-1").describe_configuration_recorders()
        self.assertEqual(enabled["ConfigurationRecorders"], [])
