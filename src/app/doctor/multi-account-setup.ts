import { type Check, listed, ok } from './check.js';

/** Rules and conformance packs that AWS Config itself deploys to a whole organization. https://docs.aws.amazon.com/config/latest/developerguide/config-rule-multi-account-deployment.html */
const multiAccountSetup = 'config-multiaccountsetup.amazonaws.com';

export const organizationRules: Check = {
  code: 'D024',
  title: 'Organization-wide rules of AWS Config',
  what: `Who may deploy rules and conformance packs of AWS Config to all accounts (\`${multiAccountSetup}\`). \`orgsecrets\` deploys its rules by StackSets and needs none of this: it is reported, so that nobody has to ask, and never changed.`,
  mend: 'Nothing.',
  async examine({ trustedServices, delegatedAdministrators }) {
    if (!(await trustedServices()).includes(multiAccountSetup))
      return ok(`${multiAccountSetup} has no trusted access; orgsecrets does not need it`);
    const administrators = await delegatedAdministrators(multiAccountSetup);
    const by =
      administrators.length === 0
        ? 'the management account alone'
        : `the management account and ${listed(administrators)}`;
    return ok(
      `${multiAccountSetup} has trusted access: ${by} can deploy rules to all accounts; orgsecrets does not need it, and leaves it as it is`,
    );
  },
};
