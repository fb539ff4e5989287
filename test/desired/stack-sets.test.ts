import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { desire } from '../../src/desired/desire.js';
import type { TemplateName } from '../../src/model/desired.js';
import type { OrgConfig } from '../../src/model/org-config.js';
import { home, testCatalog } from '../support/arbitraries/catalog.js';
import { administrator, management, orgConfig } from '../support/arbitraries/org-config.js';
import { accountId, organizationOf } from '../support/arbitraries/organization.js';
import { testTemplates } from '../support/arbitraries/templates.js';

const organization = organizationOf({
  units: [-1, -1],
  administratorUnit: 1,
  accounts: [
    { unit: 0, state: 'ACTIVE' },
    { unit: 1, state: 'SUSPENDED' },
  ],
});
const base = orgConfig();

function desired(config: Partial<OrgConfig> = {}) {
  return desire(orgConfig(config), organization, testCatalog(), testTemplates, 'org.yaml');
}

function stackSet(name: string, config: Partial<OrgConfig> = {}) {
  const found = desired(config).stackSets.find((one) => one.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

describe('the StackSets', () => {
  it('are one per Region and kind, and the same again for the management account, without what all share', () => {
    expect(desired().stackSets.map(({ name }) => name)).to.deep.equal([
      'orgsecrets-hub',
      'orgsecrets-notify-us-east-1',
      'orgsecrets-member',
      'orgsecrets-slr',
      'orgsecrets-recorder-eu-central-1',
      'orgsecrets-recorder-us-east-1',
      'orgsecrets-rules-eu-central-1',
      'orgsecrets-rules-us-east-1',
      'orgsecrets-forward-eu-central-1',
      'orgsecrets-forward-us-east-1',
      'orgsecrets-management-member',
      'orgsecrets-management-slr',
      'orgsecrets-management-recorder-eu-central-1',
      'orgsecrets-management-recorder-us-east-1',
      'orgsecrets-management-rules-eu-central-1',
      'orgsecrets-management-rules-us-east-1',
      'orgsecrets-management-forward-eu-central-1',
      'orgsecrets-management-forward-us-east-1',
    ]);
  });

  it('give each template exactly the parameters that it declares', () => {
    const { stackSets, managementRoles } = desired();
    const given = new Map<TemplateName, object>(stackSets.map(({ kind, parameters }) => [kind, parameters]));
    given.set('management-roles', managementRoles!.parameters);
    for (const [name, parameters] of given) {
      const text = readFileSync(new URL(`../../templates/${name}.yaml`, import.meta.url), 'utf8');
      const template = parse(text, { logLevel: 'silent' }) as { Parameters?: object };
      expect(Object.keys(parameters), name).to.have.members(Object.keys(template.Parameters ?? {}));
    }
  });

  it('know names that other stacks give, before these exist', () => {
    const { parameters } = stackSet('orgsecrets-member');
    expect(parameters).to.include({
      BucketName: `orgsecrets-config-${administrator}-${home}`,
      HubBusArns: [home, 'us-east-1']
        .map((region) => `arn:aws:events:${region}:${administrator}:event-bus/orgsecrets`)
        .join(','),
      CallerAccountId: management,
    });
    expect(desired().aggregator.roleArn).to.equal(`arn:aws:iam::${administrator}:role/orgsecrets-aggregator`);
  });

  it('carry the ownership tag beside the tags of the org.yaml', () => {
    expect(stackSet('orgsecrets-hub', { tags: { team: 'security' } }).tags).to.deep.equal({
      team: 'security',
      'orgsecrets:managed-by': 'orgsecrets',
      'orgsecrets:owner': 'orgsecrets',
    });
  });

  it('reach the hub in the administrator account alone, through its own unit', () => {
    const hub = stackSet('orgsecrets-hub', {
      accounts: { ...base.accounts, organizationalUnits: ['/Unit0', '/Unit1'] },
    });
    expect(hub.accounts).to.deep.equal([administrator]);
    expect(hub.organizationalUnits).to.deep.equal(['ou-abcd-00000001']);
  });

  it('trust the accounts of the coverage one by one where the organization is not trusted as a whole', () => {
    const { parameters } = stackSet('orgsecrets-hub', { delivery: { trust: 'service' } });
    expect(parameters['DeliveryAccountIds']).to.equal([management, administrator, accountId(0)].join(','));
    expect(stackSet('orgsecrets-hub').parameters['DeliveryAccountIds']).to.equal('');
  });

  it('make no service-linked role for recorders with a role of their own', () => {
    const names = desired({ recorder: { ...base.recorder, role: 'dedicated' } }).stackSets.map(
      ({ name }) => name,
    );
    expect(names.filter((name) => name.includes('slr'))).to.deep.equal([]);
  });

  it('make no rules where none is on, and forward nothing without notifications', () => {
    const off = { enabled: false, parameters: {} };
    const rules = Object.fromEntries(
      Object.keys(base.rules).map((name) => [name, off]),
    ) as unknown as OrgConfig['rules'];
    const kinds = new Set(
      desired({
        rules,
        notifications: { enabled: false, regionalTopics: [], subscriptions: [] },
      }).stackSets.map(({ kind }) => kind),
    );
    expect([...kinds]).to.have.members(['hub', 'member', 'slr', 'recorder']);
  });

  it('pass on what the org.yaml says of rules, and leave the rest to AWS', () => {
    const rules: OrgConfig['rules'] = {
      ...base.rules,
      'secretsmanager-secret-unused': {
        enabled: true,
        parameters: { unusedForDays: 30 },
        frequency: 'Six_Hours',
      },
      'secretsmanager-using-cmk': { enabled: true, parameters: { kmsKeyArns: ['arn:a', 'arn:b'] } },
    };
    expect(stackSet('orgsecrets-rules-us-east-1', { rules }).parameters).to.include({
      SecretUnused: 'true',
      UnusedForDays: '30',
      UnusedFrequency: 'Six_Hours',
      KmsKeyArns: 'arn:a,arn:b',
      MaxDaysSinceRotation: '',
    });
  });

  it('leave to AWS the member stack of accounts that join, and all others only where asked', () => {
    const on = (config: Partial<OrgConfig> = {}) =>
      desired(config).stackSets.flatMap(({ name, autoDeployment }) => (autoDeployment?.enabled ? name : []));
    expect(on()).to.deep.equal(['orgsecrets-member']);
    const all = { stackSets: { ...base.stackSets, autoDeployment: 'all' as const } };
    expect(on(all)).to.have.lengthOf(8);
    expect(stackSet('orgsecrets-rules-us-east-1', all).autoDeployment?.dependsOn).to.deep.equal([
      'orgsecrets-recorder-us-east-1',
    ]);
  });

  it('know every account of their units, so that DIFFERENCE can leave out the suspended ones', () => {
    expect([...desired().accountsInUnits]).to.deep.equal([
      ['r-abcd', [administrator, accountId(0), accountId(1)]],
    ]);
  });
});

describe('registrations', () => {
  it('are wanted where they are missing, with Account Management only for opt-in Regions', () => {
    expect(desired().trustedServices).to.deep.equal(['config.amazonaws.com', 'account.amazonaws.com']);
    const include = { regions: { ...base.regions, include: [home] } };
    expect(desired(include).trustedServices).to.deep.equal(['config.amazonaws.com']);
    expect(desired().delegatedAdministrators).to.deep.equal([
      { service: 'config.amazonaws.com', accountId: administrator },
    ]);
  });

  it('are not wanted again', () => {
    const registered = {
      ...organization,
      trustedServices: ['config.amazonaws.com', 'account.amazonaws.com'],
      delegatedAdministrators: new Map([['config.amazonaws.com', [administrator]]]),
    };
    const { trustedServices, delegatedAdministrators } = desire(
      orgConfig(),
      registered,
      testCatalog(),
      testTemplates,
      'org.yaml',
    );
    expect([trustedServices, delegatedAdministrators]).to.deep.equal([[], []]);
  });

  it('leave another delegated administrator in its place, and say so', () => {
    const other = {
      ...organization,
      delegatedAdministrators: new Map([['config.amazonaws.com', ['000000000009']]]),
    };
    const { warnings } = desire(orgConfig(), other, testCatalog(), testTemplates, 'org.yaml');
    expect(warnings.join()).to.contain('000000000009');
  });
});
