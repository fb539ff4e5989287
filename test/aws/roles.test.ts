import type { STSClient } from '@aws-sdk/client-sts';
import { expect } from 'chai';
import { assumeRole } from '../../src/aws/roles.js';

const request = { arn: 'arn:aws:iam::333333333333:role/orgsecrets-look' };

/** Answers with sessions of these lengths in seconds, or fails; then with the last one. */
function sts(lives: readonly (number | 'fails')[]) {
  let asked = 0;
  const client = {
    send: async () => {
      const life = lives[Math.min(asked, lives.length - 1)];
      asked += 1;
      if (life === 'fails' || life === undefined) throw new Error('not now');
      const Expiration = new Date(Date.now() + life * 1000);
      return {
        Credentials: { AccessKeyId: `ASIA${asked}`, SecretAccessKey: 's', SessionToken: 't', Expiration },
      };
    },
  } as unknown as STSClient;
  return { client, asked: () => asked };
}

describe('a session that is about to end', () => {
  it('is renewed once, however many clients ask at the same time', async () => {
    const { client, asked } = sts([10, 3600]);
    const { credentials } = await assumeRole(client, request);
    const given = await Promise.all([credentials(), credentials(), credentials()]);
    expect(given.map(({ accessKeyId }) => accessKeyId)).to.deep.equal(['ASIA2', 'ASIA2', 'ASIA2']);
    await credentials();
    expect(asked()).to.equal(2);
  });

  it('is asked for again after a renewal that failed', async () => {
    const { client } = sts([10, 'fails', 3600]);
    const { credentials } = await assumeRole(client, request);
    const failed = await credentials().catch((error: unknown) => error);
    expect(failed).to.be.an('error');
    expect((await credentials()).accessKeyId).to.equal('ASIA3');
  });
});
