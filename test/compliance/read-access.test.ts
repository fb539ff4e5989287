import { expect } from 'chai';
import { readAccess } from '../../src/compliance/read-access.js';
import { LookRefused } from '../../src/observed/look-refused.js';
import type { MemberSession } from '../../src/observed/ports.js';

const targets = [
  { accountId: '222222222222', region: 'eu-west-1' },
  { accountId: '333333333333', region: 'eu-west-1' },
  { accountId: '333333333333', region: 'us-east-1' },
];
const listed = {
  arn: 'arn:a',
  lastRotated: '2026-01-01T00:00:00.000Z',
  nextRotation: undefined,
  lastAccessed: '2026-11-01',
};

async function read(list: (accountId: string, region: string) => Promise<readonly (typeof listed)[]>) {
  const looked: string[] = [];
  const members = {
    look: async (accountId: string) => {
      if (accountId === '222222222222') throw new LookRefused('no-role', 'AccessDenied: no role');
      looked.push(accountId);
      return { secrets: (region: string) => ({ list: () => list(accountId, region) }) } as MemberSession;
    },
  };
  const accessOf = await readAccess(targets, members, () => undefined, new AbortController().signal);
  return { accessOf, looked };
}

describe('reading rotation and access', () => {
  it('tells what is listed, and of the others why it is not known', async () => {
    const { accessOf } = await read(async (_account, region) => {
      if (region === 'us-east-1') throw new LookRefused('denied', 'AccessDenied: a policy says no');
      return [listed];
    });
    expect(accessOf(targets[1]!, 'arn:a')).to.deep.equal({
      lastRotated: '2026-01-01T00:00:00.000Z',
      nextRotation: undefined,
      lastAccessed: '2026-11-01',
    });
    expect(accessOf(targets[1]!, 'arn:b')).to.deep.equal({
      unknown: 'Secrets Manager does not list the secret',
    });
    expect(accessOf(targets[2]!, 'arn:a')).to.deep.equal({ unknown: 'AccessDenied: a policy says no' });
    expect(accessOf(targets[0]!, 'arn:a')).to.deep.equal({ unknown: 'AccessDenied: no role' });
    expect(accessOf({ accountId: '444444444444', region: 'eu-west-1' }, 'arn:a')).to.deep.equal({
      unknown: 'not covered, so nobody looked',
    });
  });

  it('ends with any other error', async () => {
    const error = await read(async () => {
      throw new TypeError('broken');
    }).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(TypeError);
  });
});
