import { expect } from 'chai';
import { OrgSecretsError } from '../../src/model/errors.js';
import type { RegionOptState } from '../../src/model/organization.js';
import type { AccountPort, ListedAccount, OrganizationsPort } from '../../src/organization/ports.js';
import { readAccounts } from '../../src/organization/read-accounts.js';

const [management, administrator, shop] = ['111111111111', '222222222222', '333333333333'] as const;
const parents: Readonly<Record<string, string>> = {
  [management]: 'r-1',
  [administrator]: 'ou-1',
  [shop]: 'ou-3',
  'ou-1': 'r-1',
  'ou-2': 'r-1',
  'ou-3': 'ou-2',
};
const names: Readonly<Record<string, string>> = { 'ou-1': 'Security', 'ou-2': 'Workloads', 'ou-3': 'Prod' };

function pathOf(id: string): readonly string[] {
  const parent = parents[id];
  return parent === undefined ? [] : [...pathOf(parent), parent];
}

function ports(saysPaths: boolean) {
  const asked: string[] = [];
  const unasked = () => Promise.reject(new Error('this grows with the organization'));
  const organizations: OrganizationsPort = {
    describeOrganization: async () => ({
      id: 'o-1',
      arn: 'arn',
      managementAccountId: management,
      allFeatures: true,
    }),
    listRoots: unasked,
    listOrganizationalUnits: unasked,
    listAccounts: unasked,
    listAccountsForParent: unasked,
    async describeAccount(id): Promise<ListedAccount | undefined> {
      asked.push(`account ${id}`);
      if (parents[id] === undefined) return undefined;
      return { id, name: `account ${id}`, state: 'ACTIVE', path: saysPaths ? pathOf(id) : undefined };
    },
    async parentOf(id) {
      asked.push(`parent of ${id}`);
      return parents[id] ?? '';
    },
    async describeOrganizationalUnit(id) {
      asked.push(`unit ${id}`);
      return { id, name: names[id] ?? '' };
    },
    listTrustedServices: async () => ['config.amazonaws.com'],
    listDelegatedAdministrators: async () => [],
  };
  const account: AccountPort = {
    async listRegions(accountId) {
      asked.push(`Regions of ${accountId}`);
      return new Map<string, RegionOptState>([['me-central-1', 'ENABLED']]);
    },
  };
  return { ports: { organizations, account }, asked };
}

const options = { partition: 'aws', optInRegions: [], administratorAccountId: administrator };

describe('reading some accounts', () => {
  it('asks for them, for those that everything depends on, and for the units above, and lists nothing', async () => {
    const { ports: some, asked } = ports(true);
    const organization = await readAccounts(some, [shop], options);
    expect(organization.only).to.deep.equal(new Set([shop]));
    expect(organization.rootId).to.equal('r-1');
    expect(organization.accounts.map(({ id, path }) => [id, ...path])).to.deep.equal([
      [shop, 'r-1', 'ou-2', 'ou-3'],
      [management, 'r-1'],
      [administrator, 'r-1', 'ou-1'],
    ]);
    expect(organization.units.map(({ id, parentId, path }) => [id, parentId, path])).to.have.deep.members([
      ['ou-1', 'r-1', '/Security'],
      ['ou-2', 'r-1', '/Workloads'],
      ['ou-3', 'ou-2', '/Workloads/Prod'],
    ]);
    const ids = organization.units.map(({ id }) => id);
    expect(ids.indexOf('ou-2')).to.be.below(ids.indexOf('ou-3'));
    expect(asked.toSorted()).to.deep.equal([
      `account ${management}`,
      `account ${administrator}`,
      `account ${shop}`,
      'unit ou-1',
      'unit ou-2',
      'unit ou-3',
    ]);
  });

  it('asks parent by parent where AWS does not say the place in the account', async () => {
    const { ports: some, asked } = ports(false);
    const { accounts } = await readAccounts(some, [shop], options);
    expect(accounts.find(({ id }) => id === shop)?.path).to.deep.equal(['r-1', 'ou-2', 'ou-3']);
    expect(asked).to.include.members([`parent of ${shop}`, 'parent of ou-3', 'parent of ou-2']);
    expect(asked).not.to.include('parent of r-1');
  });

  it('asks each for its opt-in Regions where the org.yaml wants some', async () => {
    const { ports: some, asked } = ports(true);
    const { optInRegions } = await readAccounts(some, [shop], {
      ...options,
      optInRegions: ['me-central-1'],
      leftOut: [administrator],
    });
    expect([...optInRegions.keys()]).to.have.members([shop, management]);
    expect(asked).not.to.include(`Regions of ${administrator}`);
  });

  it('names each account that the organization does not have', async () => {
    const missing = readAccounts(ports(true).ports, [shop, '999999999999', '888888888888'], options);
    const error = await missing.catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(OrgSecretsError);
    expect(error).to.deep.include({ code: 'InvalidUsage' });
    expect((error as OrgSecretsError).message).to.contain('999999999999, 888888888888');
  });
});
