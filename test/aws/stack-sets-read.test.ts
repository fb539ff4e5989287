import { expect } from 'chai';
import { callerIdentity, connected, fakeAws, queryError } from './fake-aws.js';

const target = { accountId: '333333333333', region: 'eu-west-1' };

/** What the port says where AWS answers DescribeStackInstance with this error. */
async function overridesAfter(code: string): Promise<unknown> {
  const server = await fakeAws(({ operation }) =>
    operation === 'GetCallerIdentity' ? callerIdentity : queryError(code, 'not found'),
  );
  const { aws } = await connected(server.endpoint);
  try {
    return await aws.stackSets.instanceOverrides('orgsecrets-rules-eu-west-1', target);
  } finally {
    aws.close();
    await server.stop();
  }
}

describe('reading StackSets', () => {
  for (const code of ['StackInstanceNotFoundException', 'StackSetNotFoundException'])
    it(`an instance that is gone (${code}) has no parameters to tell`, async () => {
      expect(await overridesAfter(code)).to.equal(undefined);
    });

  it('any other refusal of AWS stays an error', async () => {
    const error = await overridesAfter('AccessDenied').catch((caught: unknown) => caught);
    expect(String(error)).to.contain('AccessDenied');
  });
});
