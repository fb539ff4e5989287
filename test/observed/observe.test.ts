import { expect } from 'chai';
import { digest } from '../../src/model/digest.js';
import { OrgSecretsError } from '../../src/model/errors.js';
import type { Event } from '../../src/model/events.js';
import type { LookDepth, StackInstance } from '../../src/model/observed.js';
import { observe } from '../../src/observed/observe.js';
import { observeTargets } from '../../src/observed/observe-targets.js';
import type { StackSetDescription, StackSetsReadPort } from '../../src/observed/ports.js';
import { provedTarget, smallDesired, stackSetOf } from '../support/desired.js';
import { targetKey } from '../../src/model/target.js';
import { fakeMembers } from './fake-members.js';

const admin = '222222222222/eu-west-1';
const shop = '333333333333/eu-west-1';
const signal = new AbortController().signal;

function instance(accountId: string, changes: Partial<StackInstance> = {}): StackInstance {
  const target = { accountId, region: 'eu-west-1' };
  return {
    ...target,
    status: 'CURRENT',
    detailedStatus: 'SUCCEEDED',
    statusReason: undefined,
    stackId: 'stack',
    organizationalUnitId: 'ou-1',
    ...changes,
  };
}

function stackSetsOf(existing: Readonly<Record<string, readonly StackInstance[]>>, owner = 'orgsecrets') {
  const asked: string[] = [];
  const port: StackSetsReadPort = {
    organizationsAccess: async () => 'ENABLED',
    listStackSets: async () => [...Object.keys(existing), 'somebody-elses'],
    listStackSetsElsewhere: async () => [],
    ownerOf: async () => undefined,
    moveTo: () => {},
    describeStackSet: async (name) => {
      asked.push(name);
      return {
        name,
        id: `${name}:id`,
        permissionModel: 'SERVICE_MANAGED',
        templateBody: 'Resources: {}',
        parameters: {},
        tags: { 'orgsecrets:owner': owner },
        autoDeployment: { enabled: false, dependsOn: [] },
        managedExecution: true,
        organizationalUnits: ['r-abcd'],
      } satisfies StackSetDescription;
    },
    listStackInstances: async (name) => existing[name] ?? [],
    instanceOverrides: async (name, target) => {
      asked.push(`${name} ${targetKey(target)}`);
      return { SecretUnused: 'false', UsingCmk: 'true' };
    },
    describeStack: async () => undefined,
  };
  return { port, asked };
}

const accounts = ['222222222222', '333333333333'];
const desired = smallDesired({
  undecided: [],
  stackSets: [
    stackSetOf('slr', accounts, { name: 'orgsecrets-slr' }),
    stackSetOf('recorder', accounts),
    stackSetOf('rules', accounts),
  ],
});
const both = {
  'orgsecrets-recorder-eu-west-1': accounts.map((account) => instance(account)),
  'orgsecrets-rules-eu-west-1': accounts.map((account) => instance(account)),
};

async function observed(
  existing: Parameters<typeof stackSetsOf>[0],
  fake = fakeMembers(),
  owner?: string,
  depth: LookDepth = 'status',
) {
  const stackSets = stackSetsOf(existing, owner);
  const events: Event[] = [];
  const ports = { stackSets: stackSets.port, members: fake.members };
  const emit = (event: Event) => events.push(event);
  const result = await observe(desired, ports, emit, signal, undefined, depth);
  return { result, events, asked: stackSets.asked, calls: fake.calls };
}

describe('observing', () => {
  it('asks a covered target one thing only: whether its recorder runs', async () => {
    const { result, calls } = await observed(both);
    expect(calls.toSorted()).to.deep.equal([
      '222222222222 look',
      `${admin} recorderStatus`,
      '333333333333 look',
      `${shop} recorderStatus`,
    ]);
    expect(result.targets.get(shop)).to.deep.equal({
      seen: true,
      recorder: { ...provedTarget.recorder, settings: undefined },
      channel: 'not-looked',
      rules: 'not-looked',
    });
    expect(result.accounts.get('333333333333')).to.deep.equal({
      seen: true,
      role: 'orgsecrets-look',
      serviceLinkedRole: 'not-looked',
    });
  });

  it('looks for rules of our names where no stack of ours has them', async () => {
    const { result, calls } = await observed({
      ...both,
      'orgsecrets-rules-eu-west-1': [instance('222222222222')],
    });
    expect(calls.filter((call) => call.startsWith('333333333333'))).to.deep.equal([
      '333333333333 look',
      `${shop} recorderStatus`,
      `${shop} rules`,
    ]);
    expect(result.targets.get(shop)).to.deep.include({ rules: provedTarget.rules });
    expect(result.targets.get(admin)).to.deep.include({ rules: 'not-looked' });
  });

  it('asks an instance what it leaves out where a rule is missing beside a recorder of others, and only there', async () => {
    const foreign = { ...both, 'orgsecrets-recorder-eu-west-1': [] };
    const name = 'orgsecrets-rules-eu-west-1';
    const missing = await observed(foreign, fakeMembers({ [shop]: { ...provedTarget, rules: [] } }));
    expect(missing.asked.filter((one) => one.startsWith(`${name} `))).to.deep.equal([`${name} ${shop}`]);
    expect([...missing.result.leftOut]).to.deep.equal([[shop, ['secretsmanager-secret-unused']]]);
    const whole = await observed(foreign);
    expect([...whole.result.leftOut]).to.deep.equal([]);
    expect(whole.calls).to.include(`${shop} rules`);
    const theirs = await observed(
      foreign,
      fakeMembers({ [shop]: { ...provedTarget, rules: [] } }),
      'somebody',
    );
    expect([...theirs.result.leftOut]).to.deep.equal([]);
  });

  it('looks closer where no recorder stack of ours is current: a foreign recorder may be there', async () => {
    const { result, calls } = await observed({
      'orgsecrets-recorder-eu-west-1': [
        instance('222222222222'),
        instance('333333333333', { status: 'OUTDATED' }),
      ],
    });
    expect(calls.filter((call) => call.startsWith('333333333333'))).to.deep.equal([
      '333333333333 look',
      '333333333333 hasServiceLinkedRole',
      `${shop} recorderStatus`,
      `${shop} rules`,
      `${shop} recorderSettings`,
      `${shop} channelStatus`,
      `${shop} channelSettings`,
    ]);
    expect(result.targets.get(shop)).to.deep.include({
      recorder: provedTarget.recorder,
      channel: { ...(provedTarget.channel as object), settings: undefined },
    });
  });

  it('asks for no more than rules where there is no recorder: they outlive one', async () => {
    const none = { ...provedTarget, recorder: undefined };
    const { calls, result } = await observed({}, fakeMembers({ [shop]: none, [admin]: none }));
    expect(calls.filter((call) => call.includes('/')).toSorted()).to.deep.equal([
      `${admin} allRules`,
      `${admin} recorderStatus`,
      `${shop} allRules`,
      `${shop} recorderStatus`,
    ]);
    expect(result.targets.get(shop)).to.include({ recorder: undefined, channel: 'not-looked' });
  });

  it('looks closer where a recorder of ours was stopped: who did that may have changed more', async () => {
    const stopped = { ...provedTarget, recorder: { ...provedTarget.recorder!, recording: false } };
    const { calls } = await observed(both, fakeMembers({ [shop]: stopped }));
    expect(calls.filter((call) => call.startsWith('333333333333'))).to.deep.equal([
      '333333333333 look',
      `${shop} recorderStatus`,
      `${shop} recorderSettings`,
      `${shop} channelStatus`,
      `${shop} channelSettings`,
    ]);
  });

  it('asks for the stack where all that it made is gone', async () => {
    const gone = { ...provedTarget, recorder: undefined, channel: undefined };
    const deleted = {
      ...both,
      'orgsecrets-recorder-eu-west-1': [instance('333333333333', { stackId: 'deleted' })],
    };
    const { calls, result } = await observed(deleted, fakeMembers({ [shop]: gone }));
    expect(calls.filter((call) => call.startsWith(shop))).to.deep.equal([
      `${shop} recorderStatus`,
      `${shop} channelStatus`,
      `${shop} hasStack`,
    ]);
    expect(result.targets.get(shop)).to.deep.include({ recorderStack: 'deleted', channel: undefined });
    const channelLeft = await observed(
      both,
      fakeMembers({ [shop]: { ...provedTarget, recorder: undefined } }),
    );
    expect(channelLeft.calls).not.to.include(`${shop} hasStack`);
  });

  it('asks for the stack of an instance that failed where another recorder is, and only there', async () => {
    const askedBeside = async (name: string, changes: Partial<StackInstance>) => {
      const theirs = { ...provedTarget, recorder: { ...provedTarget.recorder!, name } };
      const recorders = [instance('333333333333', changes)];
      const { calls, result } = await observed(
        { ...both, 'orgsecrets-recorder-eu-west-1': recorders },
        fakeMembers({ [shop]: theirs }),
      );
      const look = result.targets.get(shop);
      return [calls.includes(`${shop} hasStack`), look?.seen && look.recorderStack];
    };
    const failed = { status: 'OUTDATED', detailedStatus: 'FAILED' } as const;
    expect(await askedBeside('default', failed)).to.deep.equal([true, 'there']);
    expect(await askedBeside('default', { ...failed, stackId: 'deleted' })).to.deep.equal([true, 'deleted']);
    expect(await askedBeside('orgsecrets', failed)).to.deep.equal([false, undefined]);
    expect(await askedBeside('default', {})).to.deep.equal([false, undefined]);
  });

  it('at depth standard reads all of a recorder and its channel, and whether the service-linked role is there', async () => {
    const { calls } = await observed(both, fakeMembers(), undefined, 'standard');
    expect(calls.filter((call) => call.startsWith('333333333333'))).to.deep.equal([
      '333333333333 look',
      '333333333333 hasServiceLinkedRole',
      `${shop} recorderStatus`,
      `${shop} recorderSettings`,
      `${shop} channelStatus`,
      `${shop} channelSettings`,
    ]);
  });

  it('at depth quick looks only where no stack says that there is a recorder', async () => {
    const adopted = { 'orgsecrets-rules-eu-west-1': both['orgsecrets-rules-eu-west-1'] };
    expect((await observed(adopted, fakeMembers(), undefined, 'quick')).calls).to.deep.equal([]);
    const bare = { ...both, 'orgsecrets-rules-eu-west-1': [instance('222222222222')] };
    const { calls } = await observed(bare, fakeMembers(), undefined, 'quick');
    expect(calls.filter((call) => call.endsWith('look'))).to.deep.equal(['333333333333 look']);
  });

  it('does not trust a StackSet of our name that somebody else made', async () => {
    const { calls, result } = await observed(both, fakeMembers(), 'somebody');
    expect(result.stackSets.get('orgsecrets-recorder-eu-west-1')?.owned).to.equal(false);
    expect(calls).to.include(`${shop} recorderSettings`);
  });

  it('reads only StackSets of our names that exist, with the digest of their template', async () => {
    const { asked, result } = await observed(both);
    expect(asked).to.deep.equal(Object.keys(both));
    expect(result.stackSets.get('orgsecrets-recorder-eu-west-1')).to.deep.include({
      owned: true,
      templateDigest: digest('Resources: {}'),
      instances: both['orgsecrets-recorder-eu-west-1'],
    });
  });

  it('keeps what it was not let see as unknown, and looks on', async () => {
    const pending = { seen: false, why: 'pending', reason: 'OptInRequired: wait' } as const;
    const fake = fakeMembers({ [shop]: pending }, ['222222222222', 'aggregators']);
    const { result, events } = await observed(both, fake);
    const refused = { seen: false, why: 'no-role', reason: 'AccessDenied: no role' };
    expect(result.accounts.get('222222222222')).to.deep.equal(refused);
    expect(result.targets.get(admin)).to.deep.equal(refused);
    expect(result.targets.get(shop)).to.deep.equal(pending);
    expect(result.aggregators).to.deep.equal(refused);
    expect(events.filter(({ code }) => code === 'looking')).to.deep.equal([
      { code: 'looking', done: 1, total: 2 },
      { code: 'looking', done: 2, total: 2 },
    ]);
  });

  it('fails with any other error', async () => {
    const fake = fakeMembers();
    const members = {
      ...fake.members,
      look: async () =>
        Promise.reject(new OrgSecretsError('NoCredentials', 'ExpiredToken', { fault: 'user' })),
    };
    const error = await observed(both, { ...fake, members }).catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'NoCredentials' });
  });

  it('asks nothing of a target of which nobody knows whether the account has the Region', async () => {
    const undecided = [
      { accountId: '333333333333', region: 'eu-west-1', reason: 'ListRegions: AccessDenied' },
    ];
    const { members, calls } = fakeMembers();
    const ports = { stackSets: stackSetsOf(both).port, members };
    const { targets } = await observe({ ...desired, undecided }, ports, () => undefined, signal);
    expect(calls).to.deep.equal(['222222222222 look', `${admin} recorderStatus`]);
    expect(targets.get(shop)).to.include({ seen: false, why: 'undecided' });
  });

  it('looks at nothing more once it is interrupted', async () => {
    const control = new AbortController();
    const fake = fakeMembers();
    const look = fake.members.look.bind(fake.members);
    const members = {
      ...fake.members,
      look: async (account: string) => {
        control.abort(new OrgSecretsError('Interrupted', 'Ctrl-C', { fault: 'user' }));
        return look(account);
      },
    };
    const error = await observe(
      desired,
      { stackSets: stackSetsOf(both).port, members },
      () => undefined,
      control.signal,
    ).catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'Interrupted' });
    expect(fake.calls).to.have.lengthOf.at.most(2);
  });
});

describe('observing targets for a proof', () => {
  it('reads recorder, settings, channel and rules of the targets given, and of no other', async () => {
    const { members, calls } = fakeMembers();
    const target = { accountId: '333333333333', region: 'eu-west-1' };
    const looks = await observeTargets(desired, [target], members, () => undefined, signal);
    expect([...looks]).to.deep.equal([[shop, provedTarget]]);
    expect(calls).to.deep.equal([
      '333333333333 look',
      `${shop} recorderStatus`,
      `${shop} recorderSettings`,
      `${shop} channelStatus`,
      `${shop} rules`,
    ]);
  });

  it('asks for no rules where the Region has none', async () => {
    const { members, calls } = fakeMembers({ [shop]: { ...provedTarget, recorder: undefined } });
    const target = { accountId: '333333333333', region: 'eu-west-1' };
    const none = { rulesByRegion: new Map(), undecided: [] };
    const looks = await observeTargets(none, [target], members, () => undefined, signal);
    expect(looks.get(shop)).to.deep.equal({ seen: true, recorder: undefined, channel: undefined, rules: [] });
    expect(calls).to.deep.equal(['333333333333 look', `${shop} recorderStatus`]);
  });
});
