import { expect } from 'chai';
import { OrgSecretsError } from '../../src/model/errors.js';
import type { OrgConfig } from '../../src/model/org-config.js';
import type { Organization } from '../../src/model/organization.js';
import { desire } from '../../src/desired/desire.js';
import { home, testCatalog } from '../support/arbitraries/catalog.js';
import { administrator, management, orgConfig } from '../support/arbitraries/org-config.js';
import { accountId, organizationOf } from '../support/arbitraries/organization.js';
import { testTemplates } from '../support/arbitraries/templates.js';

function refusal(
  config: Partial<OrgConfig>,
  organization: Partial<Organization> = {},
  adminState: 'ACTIVE' | 'SUSPENDED' = 'ACTIVE',
) {
  const sketch = { units: [-1], administratorUnit: 0, accounts: [{ unit: 0, state: 'SUSPENDED' as const }] };
  const whole = organizationOf(sketch, organization);
  const accounts = whole.accounts.map((one) =>
    one.id === administrator ? { ...one, state: adminState } : one,
  );
  try {
    desire(orgConfig(config), { ...whole, accounts }, testCatalog(), testTemplates, 'org.yaml');
  } catch (error) {
    if (error instanceof OrgSecretsError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const base = orgConfig();
const admin = (changes: Partial<OrgConfig['delegatedAdministrator']>) => ({
  delegatedAdministrator: { ...base.delegatedAdministrator, ...changes },
});
const accounts = (changes: Partial<OrgConfig['accounts']>) => ({
  accounts: { ...base.accounts, ...changes },
});
const caller = (changes: Partial<OrgConfig['organization']>) => ({
  organization: { ...base.organization, ...changes },
});

const refusals: readonly [string, OrgSecretsError['code'], RegExp, () => OrgSecretsError][] = [
  [
    'another organization',
    'WrongOrganization',
    /o-abcdefghij.*o-other/,
    () => refusal(caller({ id: 'o-otherother' })),
  ],
  ['consolidated billing', 'NotPermitted', /all features/, () => refusal({}, { allFeatures: false })],
  [
    'an unknown unit',
    'InvalidConfig',
    /organizational unit "\/Unit9"/,
    () => refusal(accounts({ organizationalUnits: ['/Unit9'] })),
  ],
  [
    'an administrator that is no account',
    'InvalidConfig',
    /no account of/,
    () => refusal(admin({ accountId: '999999999999' })),
  ],
  [
    'the management account as administrator',
    'InvalidConfig',
    /management account/,
    () => refusal(admin({ accountId: management })),
  ],
  ['a suspended administrator', 'InvalidConfig', /suspended/, () => refusal({}, {}, 'SUSPENDED')],
  [
    'an excluded administrator',
    'InvalidConfig',
    /accounts\.exclude/,
    () => refusal(accounts({ exclude: [{ id: administrator }] })),
  ],
  [
    'a home Region that is not covered',
    'InvalidConfig',
    /regions\.exclude/,
    () => refusal({ regions: { ...base.regions, exclude: [{ name: home }] } }),
  ],
  [
    'a home Region that the account has not enabled',
    'InvalidConfig',
    /not enabled/,
    () => refusal(admin({ homeRegion: 'il-central-1' })),
  ],
  [
    'an opt-in Region for roles',
    'InvalidConfig',
    /opt-in/,
    () => refusal({ stackSets: { ...base.stackSets, iamRegion: 'il-central-1' } }),
  ],
  [
    'a Region that nobody knows',
    'InvalidConfig',
    /"eu-nowhere-1"/,
    () => refusal({ regions: { ...base.regions, include: [home, 'eu-nowhere-1'] } }),
  ],
  [
    'callers of another account',
    'InvalidConfig',
    /organization\.callers/,
    () => refusal(caller({ callers: [`arn:aws:iam::${administrator}:role/x`] })),
  ],
  [
    'callers of two accounts',
    'InvalidConfig',
    /several/,
    () =>
      refusal(
        caller({ callers: [`arn:aws:iam::${administrator}:role/x`, `arn:aws:iam::${management}:role/x`] }),
      ),
  ],
  [
    'a caller that StackSets have not delegated to',
    'InvalidConfig',
    /no delegated administrator/,
    () =>
      refusal(
        caller({ caller: 'delegated-administrator', callers: [`arn:aws:iam::${administrator}:role/x`] }),
      ),
  ],
];

describe('what should be is refused for', () => {
  for (const [title, code, message, refused] of refusals)
    it(title, () => {
      const error = refused();
      expect(error.code).to.equal(code);
      expect(error.fault).to.equal('user');
      expect(error.message).to.match(message);
      expect(error.instructions).to.be.a('string');
    });

  it('auto-deployment of everything over an excluded account', () => {
    const sketch = { units: [-1], administratorUnit: 0, accounts: [{ unit: 0, state: 'ACTIVE' as const }] };
    const config = {
      ...accounts({ exclude: [{ id: accountId(0) }] }),
      stackSets: { ...base.stackSets, autoDeployment: 'all' as const },
    };
    const refused = () =>
      desire(orgConfig(config), organizationOf(sketch), testCatalog(), testTemplates, 'org.yaml');
    expect(refused).to.throw(OrgSecretsError, accountId(0));
  });

  it('a list of trusted accounts that does not fit a parameter', () => {
    const many = Array.from({ length: 400 }, () => ({ unit: -1, state: 'ACTIVE' as const }));
    const organization = organizationOf({ units: [], administratorUnit: -1, accounts: many });
    const refused = () =>
      desire(
        orgConfig({ delivery: { trust: 'service' } }),
        organization,
        testCatalog(),
        testTemplates,
        'org.yaml',
      );
    expect(refused).to.throw(OrgSecretsError, 'do not fit');
  });

  it('names the nearest organizational unit', () => {
    expect(refusal(accounts({ organizationalUnits: ['/Unitt0'] })).instructions).to.contain('/Unit0');
  });
});
