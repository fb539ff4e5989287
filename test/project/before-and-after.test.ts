import { expect } from 'chai';
import { changedSince, stateOf } from '../support/before-and-after.js';

const recorder = 'arn:aws:config:us-east-1:333333333331:configuration-recorder/default/x';
const role = {
  arn: 'arn:aws:iam::333333333331:role/theirs',
  inline: { read: '{}' },
  attached: ['a'],
  tags: {},
};
const place = '333333333331/us-east-1';
const world = () => ({
  config: {
    [place]: {
      recorders: { default: { arn: recorder, recordingGroup: { resourceTypes: ['AWS::EC2::Instance'] } } },
      rules: { theirs: { arn: 'arn:aws:config:us-east-1:333333333331:config-rule/x', parameters: {} } },
      aggregators: {},
      tags: {},
    } as Record<string, unknown>,
  },
  'iam.account': { '333333333331/global': { roles: { theirs: structuredClone(role) }, users: {} } },
  'cloudformation.stackSets': {
    '111111111111/us-east-1': {
      theirs: {
        arn: 'arn:aws:cloudformation:us-east-1:111111111111:stackset/theirs:x',
        instances: { [place]: { overrides: {} } },
        operations: [{ id: 'first' }],
      },
    },
  },
  'organizations.organization': {
    '111111111111/global': {
      accounts: { '333333333331': { arn: 'arn:aws:organizations::111111111111:account/o-x/333333333331' } },
      delegatedAdministrators: { '222222222222': { registeredAt: 1, services: { 'a.amazonaws.com': {} } } },
      attachments: { '333333333331': ['p-FullAWSAccess'] },
    },
  },
});
type World = ReturnType<typeof world>;

/** Paths of what differs once `change` has happened to the world. */
function differing(change: (now: World) => void, was: World = world()): readonly string[] {
  const before = stateOf({ snapshot: () => was });
  const now = structuredClone(was);
  change(now);
  return changedSince(before, { snapshot: () => now }).map((line) => line.split(': ')[0] ?? '');
}
const configOf = (now: World) => now.config[place] as Record<string, Record<string, unknown>>;
const stackSetOf = (now: World) => now['cloudformation.stackSets']['111111111111/us-east-1'].theirs;
const roleOf = (now: World) => now['iam.account']['333333333331/global'].roles.theirs;
const organizationIn = (now: World) => now['organizations.organization']['111111111111/global'];

describe('What was there before, beside what is there afterwards', () => {
  it('the same world does not differ', () => {
    expect(differing(() => {})).to.deep.equal([]);
  });

  const additions: Readonly<Record<string, readonly [path: string, (now: World) => void]>> = {
    'a tag on a role': [
      '/iam.account/333333333331/global/roles/theirs/tags/team',
      (now) => Object.assign(roleOf(now).tags, { team: 'a' }),
    ],
    'a tag that is kept under the ARN of a recorder': [
      `/config/${place}/tags/${recorder}`,
      (now) => Object.assign(configOf(now)['tags']!, { [recorder]: { team: 'a' } }),
    ],
    'an inline policy': [
      '/iam.account/333333333331/global/roles/theirs/inline/more',
      (now) => Object.assign(roleOf(now).inline, { more: '{}' }),
    ],
    'a managed policy at the end of a list': [
      '/iam.account/333333333331/global/roles/theirs/attached/1',
      (now) => void roleOf(now).attached.push('b'),
    ],
    'a parameter of a rule': [
      `/config/${place}/rules/theirs/parameters/days`,
      (now) =>
        Object.assign((configOf(now)['rules']!['theirs'] as { parameters: object }).parameters, { days: 1 }),
    ],
    'a parameter override of a stack instance': [
      `/cloudformation.stackSets/111111111111/us-east-1/theirs/instances/${place}/overrides/Days`,
      (now) => Object.assign(stackSetOf(now).instances[place].overrides, { Days: '1' }),
    ],
    'a stack instance of a StackSet': [
      '/cloudformation.stackSets/111111111111/us-east-1/theirs/instances/444444444444/us-east-1',
      (now) => Object.assign(stackSetOf(now).instances, { '444444444444/us-east-1': { overrides: {} } }),
    ],
    'an operation on a StackSet': [
      '/cloudformation.stackSets/111111111111/us-east-1/theirs/operations/1',
      (now) => void stackSetOf(now).operations.push({ id: 'second' }),
    ],
    'a delivery channel beside a recorder': [
      `/config/${place}/channel`,
      (now) => Object.assign(configOf(now), { channel: { name: 'default' } }),
    ],
    'a service control policy on an account': [
      '/organizations.organization/111111111111/global/attachments/333333333331/1',
      (now) => void organizationIn(now).attachments['333333333331'].push('p-more'),
    ],
    'an account of the organization': [
      '/organizations.organization/111111111111/global/accounts/444444444444',
      (now) => Object.assign(organizationIn(now).accounts, { '444444444444': {} }),
    ],
  };
  for (const [what, [path, change]] of Object.entries(additions))
    it(`${what} is a difference`, () => {
      expect(differing(change)).to.deep.equal([path]);
    });

  it('what changed and what is gone are differences', () => {
    expect(
      differing((now) => {
        roleOf(now).inline.read = '{"Version":"2012-10-17"}';
        delete configOf(now)['rules']!['theirs'];
      }),
    ).to.deep.equal([
      `/config/${place}/rules/theirs`,
      '/iam.account/333333333331/global/roles/theirs/inline/read',
    ]);
  });

  it('things that are new as a whole, beside others, are not', () => {
    expect(
      differing((now) => {
        Object.assign(configOf(now)['rules']!, { ours: { arn: 'arn:ours', parameters: { days: 1 } } });
        Object.assign(configOf(now)['tags']!, { 'arn:ours': { made: 'by us' } });
        Object.assign(now['iam.account']['333333333331/global'].roles, { ours: role });
        Object.assign(now['cloudformation.stackSets']['111111111111/us-east-1'], { ours: { instances: {} } });
        Object.assign(now.config, {
          '333333333331/eu-west-1': { recorders: { orgsecrets: {} }, channel: {} },
        });
        Object.assign(organizationIn(now).delegatedAdministrators['222222222222'].services, {
          'config.amazonaws.com': {},
        });
        Object.assign(now, { kms: {} });
      }),
    ).to.deep.equal([]);
  });

  it('a recorder and its channel are new as a whole where only a service-linked recorder was', () => {
    const was = world();
    configOf(was)['recorders'] = { AWSConfigurationRecorderForX: { servicePrincipal: 'x.amazonaws.com' } };
    const withOurs = (now: World) => {
      Object.assign(configOf(now)['recorders']!, { orgsecrets: {} });
      Object.assign(configOf(now), { channel: { name: 'orgsecrets' } });
    };
    expect(differing(withOurs, was)).to.deep.equal([]);
  });
});
