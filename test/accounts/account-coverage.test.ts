import { expect } from 'chai';
import { accountCoverage, type AccountFacts } from '../../src/accounts/account-coverage.js';
import type { Desired } from '../../src/model/desired.js';
import type { ObservedStackSet, StackInstance } from '../../src/model/observed.js';
import type { Account, Organization } from '../../src/model/organization.js';
import type { Gap } from '../../src/model/outcome.js';
import { smallDesired, stackSetOf } from '../support/desired.js';

const [management, audit, shop] = ['111111111111', '222222222222', '333333333333'] as const;
const region = 'eu-west-1';
const joinedAt = '2026-01-02T03:04:05.000Z';

function account(id: string, changes: Partial<Account> = {}): Account {
  return { id, name: `name-${id}`, state: 'ACTIVE', path: ['r-abcd', 'ou-abcd-1'], joinedAt, ...changes };
}

const organization: Organization = {
  id: 'o-example1234',
  partition: 'aws',
  managementAccountId: management,
  rootId: 'r-abcd',
  allFeatures: true,
  accounts: [account(shop), account(audit), account(management, { path: ['r-abcd'] })],
  units: [{ id: 'ou-abcd-1', name: 'Workloads', parentId: 'r-abcd', path: '/Workloads' }],
  trustedServices: [],
  delegatedAdministrators: new Map(),
  optInRegions: new Map(),
};

const kinds = ['member', 'recorder', 'rules'] as const;
const nameOf = (kind: (typeof kinds)[number]) =>
  kind === 'member' ? 'orgsecrets-member' : `orgsecrets-${kind}-${region}`;

const desired = smallDesired({
  stackSets: kinds.map((kind) => stackSetOf(kind, [audit, shop], { name: nameOf(kind) })),
  exclusions: [
    { accountId: management, reason: 'the management account is not included', source: 'org.yaml' },
  ],
});

type Instances = Partial<Record<(typeof kinds)[number], readonly Partial<StackInstance>[]>>;

function observed(instances: Instances): ReadonlyMap<string, ObservedStackSet> {
  const { autoDeployment, organizationalUnits, ...rest } = stackSetOf('member', []);
  return new Map(
    kinds.map((kind) => [
      nameOf(kind),
      {
        ...rest,
        name: nameOf(kind),
        id: nameOf(kind),
        owned: true,
        autoDeployment,
        organizationalUnits,
        managedExecution: true,
        instances: (instances[kind] ?? []).map((one) => ({
          accountId: shop,
          region,
          status: 'CURRENT',
          detailedStatus: 'SUCCEEDED',
          statusReason: undefined,
          stackId: 'stack/1',
          organizationalUnitId: 'ou-abcd-1',
          ...one,
        })),
      },
    ]),
  );
}

const everywhere: Instances = Object.fromEntries(kinds.map((kind) => [kind, [{}, { accountId: audit }]]));

const standings = (instances: Instances, changes: Partial<AccountFacts> = {}) =>
  accountCoverage({
    organization,
    desired,
    stackSets: observed(instances),
    coveredAt: new Map(),
    ...changes,
  });

const shopOf = (instances: Instances, changes: Partial<AccountFacts> = {}) =>
  standings(instances, changes).find(({ accountId }) => accountId === shop);

describe('how accounts stand', () => {
  it('each of the organization is told, sorted by id, with state, unit, and why it is left out', () => {
    const found = standings(everywhere);
    expect(found.map(({ accountId, coverage, unit }) => [accountId, coverage, unit])).to.deep.equal([
      [management, 'excluded', '/'],
      [audit, 'deployed', '/Workloads'],
      [shop, 'deployed', '/Workloads'],
    ]);
    expect(found[0]).to.deep.include({
      exclusions: desired.exclusions,
      targets: { desired: 0, deployed: 0 },
      pending: [],
    });
  });

  it('of those that were asked for, these alone', () => {
    const only = { ...organization, only: new Set([shop]) };
    expect(standings(everywhere, { organization: only }).map(({ accountId }) => accountId)).to.deep.equal([
      shop,
    ]);
  });

  for (const [title, instances, coverage, waitsFor, reason] of [
    ['nothing is there', {}, 'pending', 'apply', 'nothing of orgsecrets is there'],
    ['the roles alone are there', { member: [{}] }, 'pending', 'apply', 'its roles are there'],
    ['rules are missing', { member: [{}], recorder: [{}] }, 'pending', 'apply', 'the rules are not'],
    ['rules stand beside the recorder of somebody else', { member: [{}], rules: [{}] }, 'deployed', '', ''],
    [
      'rules stand, and a recorder could not be made beside that of somebody else',
      {
        member: [{}],
        recorder: [
          {
            status: 'OUTDATED',
            detailedStatus: 'FAILED',
            statusReason: 'the maximum number of configuration recorders: 1 is reached',
          },
        ],
        rules: [{}],
      },
      'deployed',
      '',
      '',
    ],
    [
      'AWS is at the roles',
      { member: [{ status: 'OUTDATED', detailedStatus: 'RUNNING' }] },
      'pending',
      'aws',
      'an operation of StackSet orgsecrets-member is under way',
    ],
    [
      'a stack failed',
      {
        member: [{}],
        recorder: [{ status: 'OUTDATED', detailedStatus: 'FAILED', statusReason: 'AWS says no' }],
        rules: [{}],
      },
      'pending',
      'apply',
      'is FAILED: AWS says no',
    ],
    [
      'a stack is out of date',
      { member: [{}], recorder: [{}], rules: [{ status: 'OUTDATED' }] },
      'pending',
      'apply',
      'did not get the last change',
    ],
    [
      'AWS failed to delete a stack',
      { member: [{}], recorder: [{}], rules: [{ status: 'INOPERABLE', detailedStatus: 'INOPERABLE' }] },
      'pending',
      'person',
      'is INOPERABLE: AWS failed to delete it',
    ],
  ] as const)
    it(`where ${title} it is ${coverage}`, () => {
      const found = shopOf(instances);
      expect(found?.coverage).to.equal(coverage);
      expect(found?.targets).to.deep.equal({ desired: 1, deployed: coverage === 'deployed' ? 1 : 0 });
      const [first] = found?.pending ?? [];
      expect(first?.waitsFor ?? '').to.equal(waitsFor);
      expect(first?.reason ?? '').to.contain(reason);
      expect(first?.regions ?? [region]).to.deep.equal([region]);
    });

  it('a recorder that nobody looked for is told as taken for granted, where rules of ours stand without one of ours', () => {
    expect(shopOf({ member: [{}], rules: [{}] })?.assumed).to.deep.equal([region]);
    expect(shopOf(everywhere)?.assumed).to.deep.equal([]);
    expect(shopOf({ member: [{}] })?.assumed).to.deep.equal([]);
  });

  it('a Region of which nobody knows whether the account has it is not deployed, whatever stands there', () => {
    const undecided = [{ accountId: shop, region, reason: 'it is unknown whether the Region is enabled' }];
    const found = shopOf(everywhere, { desired: { ...desired, undecided } });
    expect([found?.coverage, found?.pending[0]?.reason]).to.deep.equal(['pending', undecided[0]?.reason]);
  });

  it('what was read back goes before what stacks say', () => {
    const gap: Gap = {
      accountId: shop,
      region,
      thing: 'recorder',
      reason: 'recorder orgsecrets is stopped',
      pending: false,
      instructions: 'Run apply.',
    };
    const count = { desired: 2, verified: 1, gaps: [] };
    const proof = { recorder: { ...count, gaps: [gap] }, rules: count };
    const [, auditor, found] = standings(everywhere, { proof });
    expect(auditor).to.deep.include({ coverage: 'proved', targets: { desired: 1, deployed: 1, proved: 1 } });
    expect(found).to.deep.include({ coverage: 'pending', targets: { desired: 1, deployed: 1, proved: 0 } });
    expect(found?.pending).to.deep.equal([
      {
        waitsFor: 'person',
        reason: 'recorder: recorder orgsecrets is stopped',
        instructions: 'Run apply.',
        regions: [region],
      },
    ]);
    const [, , adopted] = standings({}, { proof: { recorder: count, rules: count } });
    expect(adopted?.coverage, 'what somebody else made, and is as it should be').to.equal('proved');
  });

  it('stacks that stand where nothing is wanted are told, and are no coverage', () => {
    const without: Desired = {
      ...desired,
      coverage: desired.coverage.filter(({ accountId }) => accountId !== shop),
      exclusions: [{ accountId: shop, reason: 'moved', source: 'org.yaml' }],
    };
    expect(shopOf(everywhere, { desired: without })).to.deep.include({
      coverage: 'excluded',
      left: [region],
    });
  });

  it('since when is the run that covered it, else when it joined, else nothing', () => {
    const run = { at: '2026-03-04T05:06:07.000Z', source: 'run 1' };
    const coveredAt = new Map([[shop, run]]);
    expect(shopOf(everywhere, { coveredAt })?.since).to.deep.equal({ what: 'covered', ...run });
    expect(shopOf({}, { coveredAt })?.since, 'not covered now').to.deep.include({
      what: 'joined',
      at: joinedAt,
    });
    const unknown = { ...organization, accounts: [account(shop, { joinedAt: undefined })] };
    expect(shopOf({}, { organization: unknown })?.since).to.equal(undefined);
  });
});
