import { expect } from 'chai';
import { callerIdentity, connected, fakeAws, queryError } from './fake-aws.js';

const target = { accountId: '333333333333', region: 'eu-west-1' };

type Reads = Awaited<ReturnType<typeof connected>>['aws']['stackSets'];

/** What the port says where AWS answers with this error. */
async function after(code: string, read: (stackSets: Reads) => Promise<unknown>): Promise<unknown> {
  const server = await fakeAws(({ operation }) =>
    operation === 'GetCallerIdentity' ? callerIdentity : queryError(code, 'not found'),
  );
  const { aws } = await connected(server.endpoint);
  try {
    return await read(aws.stackSets);
  } finally {
    aws.close();
    await server.stop();
  }
}

const name = 'orgsecrets-rules-eu-west-1';
const overrides = (stackSets: Reads) => stackSets.instanceOverrides(name, target);
const wholes: readonly (readonly [string, (stackSets: Reads) => Promise<unknown>])[] = [
  ['describe', (stackSets) => stackSets.describeStackSet(name)],
  ['list instances of', (stackSets) => stackSets.listStackInstances(name)],
  ['have an owner', (stackSets) => stackSets.ownerOf(name, 'eu-west-1')],
];

describe('reading StackSets', () => {
  for (const code of ['StackInstanceNotFoundException', 'StackSetNotFoundException'])
    it(`an instance that is gone (${code}) has no parameters to tell`, async () => {
      expect(await after(code, overrides)).to.equal(undefined);
    });

  for (const [what, read] of wholes) {
    it(`a StackSet that is gone (StackSetNotFoundException) is none to ${what}`, async () => {
      expect(await after('StackSetNotFoundException', read)).to.equal(undefined);
    });

    // AWS does not say so of a StackSet: it would be no proof that it is gone.
    it(`StackInstanceNotFoundException does not say that there is none to ${what}`, async () => {
      const error = await after('StackInstanceNotFoundException', read).catch((caught: unknown) => caught);
      expect(String(error)).to.contain('StackInstanceNotFoundException');
    });
  }

  it('any other refusal of AWS stays an error', async () => {
    const error = await after('AccessDenied', overrides).catch((caught: unknown) => caught);
    expect(String(error)).to.contain('AccessDenied');
  });
});
