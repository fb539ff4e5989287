import { expect } from 'chai';
import { namePolicies } from '../../src/app/name-policies.js';
import type { Run } from '../../src/app/run.js';
import type { PoliciesPort } from '../../src/aws/policies.js';
import { OrgSecretsError } from '../../src/model/errors.js';
import type { Organization } from '../../src/model/organization.js';
import type { ActionResult, Gap } from '../../src/model/outcome.js';

const accountId = '333333333333';
const region = 'eu-west-1';
const denied = `User: arn:aws:sts::${accountId}:assumed-role/stacksets-exec-1/StackSets is not authorized to perform: config:PutConfigurationRecorder on resource: * with an explicit deny in a service control policy`;
const deny = (condition: object = {}) =>
  JSON.stringify({
    Statement: [{ Effect: 'Deny', Action: 'config:Put*', Resource: '*', Condition: condition }],
  });
const organization = {
  accounts: [{ id: accountId, path: ['r-abcd', 'ou-1'] }],
} as unknown as Organization;

const contents: Readonly<Record<string, { name: string; content: string; targets: readonly string[] }>> = {
  'p-here': { name: 'NoRecorders', content: deny(), targets: ['ou-1'] },
  'p-elsewhere': { name: 'Elsewhere', content: deny(), targets: ['ou-2'] },
  'p-other-region': {
    name: 'OtherRegion',
    content: deny({ StringEquals: { 'aws:RequestedRegion': 'us-east-1' } }),
    targets: ['r-abcd'],
  },
};
const policies: PoliciesPort = {
  list: async () => Object.entries(contents).map(([id, { name }]) => ({ id, name })),
  content: async (id) => contents[id]!.content,
  targets: async (id) => contents[id]!.targets,
};
const gap = (thing: Gap['thing'], reason: string): Gap => ({
  accountId,
  region,
  thing,
  reason,
  pending: false,
});

async function named(reason: string, port = policies) {
  const of = (type: string, why: string) => ({
    action: { type },
    failures: [{ accountId, region, reason: why, instructions: 'as before' }],
  });
  const told = [of('create-instances', reason), of('prove-coverage', 'there is no recorder')];
  const { results, coverage } = await namePolicies(
    {
      results: told as unknown as readonly ActionResult[],
      coverage: {
        recorder: { desired: 1, verified: 0, gaps: [gap('recorder', 'there is no recorder')] },
        rules: { desired: 0, verified: 0, gaps: [] },
      },
    },
    { aws: { policies: port }, config: { stackSets: { prefix: 'orgsecrets' } } } as unknown as Run,
    organization,
  );
  const [failure, proof] = results.map(({ failures }) => failures[0]!);
  return { failure: failure!, proof: proof!, gap: coverage.recorder.gaps[0]! };
}

const exempting = (role: string) => ({ ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/${role}` } });

describe('a denial by a service control policy', () => {
  it('of a role of ours is told with a policy that exempts those of StackSets, and which role to exempt too', async () => {
    const only: typeof contents = {
      ...contents,
      'p-here': { ...contents['p-here']!, content: deny(exempting('stacksets-exec-*')) },
    };
    const port = { ...policies, content: async (id: string) => only[id]!.content };
    const reason = denied.replace('stacksets-exec-1/StackSets', 'orgsecrets-mend/orgsecrets');
    const { failure } = await named(reason, port);
    expect(failure.instructions)
      .to.contain('NoRecorders (p-here')
      .and.contain(
        'Exempt role orgsecrets-mend in it ("ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/orgsecrets-mend"})',
      );
  });

  it('is told with the name of the policy that denies it there, and of no other', async () => {
    const { failure } = await named(denied);
    expect(failure.reason).to.equal(denied);
    expect(failure.instructions)
      .to.contain('NoRecorders (p-here, attached to ou-1) denies config:PutConfigurationRecorder')
      .and.not.contain('Elsewhere')
      .and.not.contain('OtherRegion');
  });

  it('is the reason of the gap that comes of it, and of what its proof says', async () => {
    const { failure, proof, gap } = await named(denied);
    const why = 'there is no recorder: a service control policy denies config:PutConfigurationRecorder';
    expect([gap.reason, proof.reason]).to.deep.equal([why, why]);
    expect(gap.instructions).to.equal(failure.instructions);
    expect(proof.instructions).to.equal(failure.instructions);
  });

  it('of which no policy speaks plainly, or that may not be looked for, is told as far as is known', async () => {
    const unnamed = await named(denied, { ...policies, list: async () => [] });
    expect(unnamed.failure.instructions).to.contain(`--target-id ${accountId}`);
    const unread = await named(denied, {
      ...policies,
      list: async () => {
        throw new OrgSecretsError('NotPermitted', 'ListPolicies: AccessDenied', { fault: 'user' });
      },
    });
    expect(unread.failure.instructions).to.contain('ListPolicies: AccessDenied');
  });

  it('is not read into anything else, and no policy is read then', async () => {
    const list = async () => Promise.reject(new Error('nobody asks'));
    const { failure, proof, gap } = await named('Rate exceeded', { ...policies, list });
    expect([failure, proof].map(({ instructions }) => instructions)).to.deep.equal([
      'as before',
      'as before',
    ]);
    expect(gap.reason).to.equal('there is no recorder');
  });
});
