import { expect } from 'chai';
import { OrgSecretsError } from '../../src/model/errors.js';
import type { RegionOptState } from '../../src/model/organization.js';
import type { AccountPort, OrganizationsPort } from '../../src/organization/ports.js';
import { readOrganization } from '../../src/organization/read-organization.js';

type Listed = Awaited<ReturnType<OrganizationsPort['listAccounts']>>[number];

const tree: Readonly<Record<string, readonly { id: string; name: string }[]>> = {
  'r-1': [
    { id: 'ou-1', name: 'Security' },
    { id: 'ou-2', name: 'Workloads' },
  ],
  'ou-2': [{ id: 'ou-3', name: 'Prod' }],
};
const members: Readonly<Record<string, readonly string[]>> = {
  'r-1': ['111111111111'],
  'ou-3': ['333333333333'],
};

function account(id: string, changes: Partial<Listed> = {}): Listed {
  return { id, name: `account ${id}`, state: 'ACTIVE', path: undefined, ...changes };
}

function organization(accounts: readonly Listed[], listRegions?: AccountPort['listRegions']) {
  const asked: string[] = [];
  const organizations: OrganizationsPort = {
    describeOrganization: async () => ({
      id: 'o-1',
      arn: 'arn',
      managementAccountId: '111111111111',
      allFeatures: true,
    }),
    listRoots: async () => [{ id: 'r-1', name: 'Root' }],
    listOrganizationalUnits: async (parent) => {
      asked.push(`units of ${parent}`);
      return tree[parent] ?? [];
    },
    listAccounts: async () => accounts,
    listAccountsForParent: async (parent) => {
      asked.push(`accounts of ${parent}`);
      return members[parent] ?? [];
    },
    ...unasked,
    listTrustedServices: async () => ['config.amazonaws.com'],
    listDelegatedAdministrators: async (service) =>
      service === 'config.amazonaws.com' ? ['222222222222'] : [],
  };
  const port: AccountPort = {
    listRegions: async (accountId) => {
      asked.push(`Regions of ${accountId}`);
      return listRegions ? listRegions(accountId) : new Map<string, RegionOptState>();
    },
  };
  return { ports: { organizations, account: port }, asked };
}

/** What is for some accounts alone. */
const unasked: Pick<OrganizationsPort, 'describeAccount' | 'parentOf' | 'describeOrganizationalUnit'> = {
  describeAccount: () => Promise.reject(new Error('the list has it')),
  parentOf: () => Promise.reject(new Error('the tree has it')),
  describeOrganizationalUnit: () => Promise.reject(new Error('the tree has it')),
};

const noRegions = { partition: 'aws', optInRegions: [] };

describe('reading the organization', () => {
  it('walks the tree with one list for the root and each unit', async () => {
    const { ports, asked } = organization([account('111111111111', { path: ['r-1'] })]);
    const { units, rootId, delegatedAdministrators } = await readOrganization(ports, noRegions);
    expect(rootId).to.equal('r-1');
    expect(units).to.deep.equal([
      { id: 'ou-1', name: 'Security', parentId: 'r-1', path: '/Security' },
      { id: 'ou-2', name: 'Workloads', parentId: 'r-1', path: '/Workloads' },
      { id: 'ou-3', name: 'Prod', parentId: 'ou-2', path: '/Workloads/Prod' },
    ]);
    expect(asked.toSorted()).to.deep.equal([
      'units of ou-1',
      'units of ou-2',
      'units of ou-3',
      'units of r-1',
    ]);
    expect([...delegatedAdministrators]).to.deep.equal([
      ['config.amazonaws.com', ['222222222222']],
      ['member.org.stacksets.cloudformation.amazonaws.com', []],
    ]);
  });

  it('lists the accounts of each unit where AWS does not say an account’s place', async () => {
    const { ports, asked } = organization([
      account('111111111111', { path: ['r-1'] }),
      account('333333333333'),
    ]);
    const { accounts } = await readOrganization(ports, noRegions);
    expect(accounts.map(({ path }) => path)).to.deep.equal([['r-1'], ['r-1', 'ou-2', 'ou-3']]);
    expect(asked.filter((what) => what.startsWith('accounts of'))).to.have.lengthOf(4);
  });

  it('refuses to guess the place of an account that is in no list', async () => {
    const { ports } = organization([account('999999999999')]);
    const error = await readOrganization(ports, noRegions).catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'UnexpectedAnswer' });
    expect(error)
      .to.have.property('targets')
      .that.deep.equals([{ accountId: '999999999999' }]);
  });

  const accounts = [
    account('111111111111', { path: ['r-1'] }),
    account('222222222222', { path: ['r-1'] }),
    account('333333333333', { path: ['r-1'], state: 'SUSPENDED' }),
  ];
  const states = new Map<string, RegionOptState>([
    ['us-east-1', 'ENABLED_BY_DEFAULT'],
    ['af-south-1', 'ENABLED'],
  ]);

  it('asks accounts for their Regions only where opt-in Regions are asked for', async () => {
    const without = organization(accounts);
    expect((await readOrganization(without.ports, noRegions)).optInRegions.size).to.equal(0);
    expect(without.asked.join()).not.to.include('Regions of');

    const wanted = organization(accounts, async () => states);
    const read = await readOrganization(wanted.ports, { partition: 'aws', optInRegions: ['af-south-1'] });
    expect([...read.optInRegions]).to.deep.equal([
      ['111111111111', new Map([['af-south-1', 'ENABLED']])],
      ['222222222222', new Map([['af-south-1', 'ENABLED']])],
    ]);

    const named = organization(accounts, async () => states);
    await readOrganization(named.ports, {
      partition: 'aws',
      optInRegions: ['af-south-1'],
      leftOut: ['111111111111'],
    });
    expect(named.asked.filter((what) => what.startsWith('Regions of'))).to.deep.equal([
      'Regions of 222222222222',
    ]);
  });

  it('keeps the reason where one account cannot be read, and goes on', async () => {
    const { ports } = organization(accounts, async (id) => {
      if (id === '222222222222')
        throw new OrgSecretsError('NotPermitted', 'AccessDenied: no', { fault: 'user' });
      return states;
    });
    const read = await readOrganization(ports, { partition: 'aws', optInRegions: ['af-south-1'] });
    expect(read.optInRegions.get('222222222222')).to.deep.equal({ unknown: 'AccessDenied: no' });
    expect(read.optInRegions.get('111111111111')).to.be.instanceOf(Map);
  });

  it('ends where the credentials do', async () => {
    const { ports } = organization(accounts, async () => {
      throw new OrgSecretsError('NoCredentials', 'ExpiredToken: x', { fault: 'user' });
    });
    const error = await readOrganization(ports, { partition: 'aws', optInRegions: ['af-south-1'] }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).to.include({ code: 'NoCredentials' });
  });
});
