import { expect } from 'chai';
import type { OrgConfig } from '../../src/model/org-config.js';
import type { Organization, RegionOptState } from '../../src/model/organization.js';
import { desire } from '../../src/desired/desire.js';
import { optInRegionsAskedFor } from '../../src/desired/regions.js';
import { home, testCatalog } from '../support/arbitraries/catalog.js';
import { administrator, management, orgConfig } from '../support/arbitraries/org-config.js';
import { accountId, organizationOf, type OrganizationSketch } from '../support/arbitraries/organization.js';
import { testTemplates } from '../support/arbitraries/templates.js';

/** /Unit0, /Unit0/Unit1 and /Unit2; the administrator is in Unit0. */
const sketch: OrganizationSketch = {
  units: [-1, 0, -1],
  administratorUnit: 0,
  accounts: [
    { unit: 1, state: 'ACTIVE' },
    { unit: 2, state: 'ACTIVE' },
    { unit: 0, state: 'SUSPENDED' },
  ],
};
const [nested, elsewhere, suspended] = [accountId(0), accountId(1), accountId(2)] as const;
const twoRegions: Partial<OrgConfig> = {
  regions: { include: [home, 'us-east-1'], exclude: [], allowUnsupported: [] },
};

function desired(config: Partial<OrgConfig> = {}, organization: Partial<Organization> = {}) {
  return desire(
    orgConfig(config),
    organizationOf(sketch, organization),
    testCatalog(),
    testTemplates,
    'org.yaml',
  );
}

function accountsIn(config: Partial<OrgConfig>): readonly string[] {
  return [...new Set(desired(config).coverage.map((target) => target.accountId))];
}

function accounts(changes: Partial<OrgConfig['accounts']>): Partial<OrgConfig> {
  return {
    accounts: { organizationalUnits: ['/'], exclude: [], includeManagementAccount: true, ...changes },
  };
}

function withOptIn(states: Readonly<Record<string, RegionOptState>>): Partial<Organization> {
  const ids = [management, administrator, nested, elsewhere, suspended];
  return {
    optInRegions: new Map(
      ids.map((id) => [
        id,
        new Map<string, RegionOptState>([
          ['il-central-1', states[id] ?? 'DISABLED'],
          ['me-central-1', 'DISABLED'],
        ]),
      ]),
    ),
  };
}

describe('coverage', () => {
  it('is every active account in every Region, without opt-in Regions that are not enabled', () => {
    expect(desired().coverage).to.deep.equal(
      [management, administrator, nested, elsewhere].flatMap((id) => [
        { accountId: id, region: home },
        { accountId: id, region: 'us-east-1' },
      ]),
    );
  });

  it('takes organizational units by path or id, with everything below', () => {
    const both = [management, administrator, nested];
    expect(accountsIn(accounts({ organizationalUnits: ['/Unit0'] }))).to.deep.equal(both);
    expect(
      accountsIn(accounts({ organizationalUnits: ['ou-abcd-00000000', '/Unit0/Unit1/'] })),
    ).to.deep.equal(both);
  });

  it('gives each account and Region that is left out its reason and where that comes from', () => {
    const { exclusions } = desired({
      ...accounts({
        organizationalUnits: ['/Unit0'],
        exclude: [{ id: nested, reason: 'a sandbox' }],
        includeManagementAccount: false,
      }),
      regions: { include: 'all', exclude: [{ name: 'us-east-1' }], allowUnsupported: [] },
    });
    expect(exclusions.filter(({ accountId }) => accountId !== undefined)).to.deep.equal([
      {
        accountId: management,
        reason: 'the management account is not included',
        source: 'org.yaml accounts.includeManagementAccount',
      },
      { accountId: nested, reason: 'a sandbox', source: 'org.yaml accounts.exclude' },
      {
        accountId: elsewhere,
        reason: 'outside the covered organizational units',
        source: 'org.yaml accounts.organizationalUnits',
      },
      {
        accountId: suspended,
        reason: 'the account is suspended',
        source: 'organizations:ListAccounts State',
      },
    ]);
    const ofRegion = (region: string) =>
      exclusions.find((one) => one.region === region && one.rule === undefined);
    expect(ofRegion('us-east-1')).to.deep.equal({
      region: 'us-east-1',
      reason: 'excluded',
      source: 'org.yaml regions.exclude',
    });
    expect(ofRegion('ap-southeast-3')?.source).to.equal('https://example.com/facts');
    expect(ofRegion('mx-central-1')?.reason).to.equal('AWS Config does not work in this Region');
    expect(ofRegion('il-central-1')?.source).to.equal('account:ListRegions');
  });

  it('takes a Region that is unsupported where the org.yaml says that this has changed', () => {
    const { coverage } = desired({
      regions: { include: 'all', exclude: [], allowUnsupported: ['ap-southeast-3'] },
    });
    expect(coverage).to.deep.include({ accountId: nested, region: 'ap-southeast-3' });
  });

  it('takes an opt-in Region where the account and the management account have it, or are getting it', () => {
    const { coverage, exclusions } = desired(
      {},
      withOptIn({ [management]: 'ENABLED', [nested]: 'ENABLING', [elsewhere]: 'DISABLING' }),
    );
    expect(
      coverage.filter(({ region }) => region === 'il-central-1').map((target) => target.accountId),
    ).to.deep.equal([management, nested]);
    expect(exclusions).to.deep.include({
      accountId: elsewhere,
      region: 'il-central-1',
      reason: 'the Region is being disabled',
      source: 'account:ListRegions',
    });
  });

  it('takes an opt-in Region nowhere while the management account does not have it', () => {
    const { coverage, exclusions } = desired({}, withOptIn({ [nested]: 'ENABLED' }));
    expect(coverage.some(({ region }) => region === 'il-central-1')).to.equal(false);
    expect(exclusions.filter(({ region }) => region === 'il-central-1')).to.have.lengthOf(1);
  });

  it('keeps an account in the opt-in Regions of which nobody could say whether they are enabled, as undecided', () => {
    const organization = withOptIn({ [management]: 'ENABLED', [nested]: 'ENABLED' });
    const { coverage, undecided } = desired(
      {},
      {
        optInRegions: new Map([
          ...organization.optInRegions!,
          [nested, { unknown: 'AccessDeniedException' }],
        ]),
      },
    );
    const isIt = (target: { accountId: string; region: string }) =>
      target.accountId === nested && target.region === 'il-central-1';
    expect(coverage.some(isIt)).to.equal(true);
    expect(undecided.find(isIt)?.reason).to.contain('AccessDeniedException');
  });

  it('leaves out a rule in a Region that does not support it, and says so', () => {
    const all = Object.fromEntries(
      [management, administrator, nested, elsewhere].map((id) => [id, 'ENABLED' as const]),
    );
    const base = withOptIn(all);
    const organization = {
      optInRegions: new Map(
        [...base.optInRegions!].map(([id]) => [id, new Map([['me-central-1', 'ENABLED' as const]])]),
      ),
    };
    const { rulesByRegion, exclusions, warnings } = desired({}, organization);
    expect(rulesByRegion.get('me-central-1')?.map(({ name }) => name)).not.to.include(
      'secretsmanager-using-cmk',
    );
    expect(rulesByRegion.get(home)).to.have.lengthOf(5);
    expect(exclusions.filter(({ rule }) => rule === 'secretsmanager-using-cmk')).to.deep.equal([
      {
        region: 'me-central-1',
        rule: 'secretsmanager-using-cmk',
        reason: 'not supported there',
        source: 'https://example.com/facts',
      },
    ]);
    expect(warnings.join()).not.to.contain('not notified');
  });

  it('asks only for the opt-in Regions that the org.yaml covers', () => {
    expect(optInRegionsAskedFor(orgConfig(), testCatalog())).to.deep.equal(['il-central-1', 'me-central-1']);
    expect(optInRegionsAskedFor(orgConfig(twoRegions), testCatalog())).to.deep.equal([]);
  });

  it('leaves out the management account where a delegated administrator has no role in it', () => {
    const organization = {
      delegatedAdministrators: new Map([
        ['member.org.stacksets.cloudformation.amazonaws.com', [administrator]],
        ['config.amazonaws.com', [administrator]],
      ]),
      trustedServices: ['config.amazonaws.com'],
    };
    const caller = {
      caller: 'delegated-administrator' as const,
      callers: [`arn:aws:iam::${administrator}:role/ci`],
      memberRoles: [],
    };
    const { exclusions, stackSets } = desired({ ...twoRegions, organization: caller }, organization);
    expect(exclusions.find(({ accountId }) => accountId === management)?.source).to.equal(
      'org.yaml organization.managementRoleArn',
    );
    expect(stackSets.some(({ permissionModel }) => permissionModel === 'SELF_MANAGED')).to.equal(false);
    const managementRoleArn = `arn:aws:iam::${management}:role/orgsecrets`;
    expect(
      desired({ ...twoRegions, organization: { ...caller, managementRoleArn } }, organization).coverage,
    ).to.deep.include({ accountId: management, region: home });
  });
});
