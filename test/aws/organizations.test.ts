import { expect } from 'chai';
import { unitsIn } from '../../src/aws/organizations.js';
import { callerIdentity, connected, type FakeAnswer, fakeAws } from './fake-aws.js';

describe('reading AWS Organizations', () => {
  it('goes on past an empty page that has a token', async () => {
    const pages: FakeAnswer[] = [
      {
        body: {
          Accounts: [{ Id: '111111111111', Name: 'a', State: 'ACTIVE', Status: 'SUSPENDED' }],
          NextToken: '1',
        },
      },
      { body: { Accounts: [], NextToken: '2' } },
      {
        body: {
          Accounts: [
            {
              Id: '022222222222',
              Name: 'b',
              Status: 'SUSPENDED',
              Paths: ['o-1/r-1/ou-1-2/022222222222/'],
              // awsJson1.1 writes times in seconds.
              JoinedTimestamp: Date.parse('2026-01-02T03:04:05Z') / 1000,
            },
          ],
        },
      },
    ];
    const server = await fakeAws(({ operation }, count) =>
      operation === 'GetCallerIdentity' ? callerIdentity : pages[count - 1]!,
    );
    const { aws } = await connected(server.endpoint);
    expect(await aws.organizations.listAccounts()).to.deep.equal([
      { id: '111111111111', name: 'a', state: 'ACTIVE', path: undefined, joinedAt: undefined },
      {
        id: '022222222222',
        name: 'b',
        state: 'SUSPENDED',
        path: ['r-1', 'ou-1-2'],
        joinedAt: '2026-01-02T03:04:05.000Z',
      },
    ]);
    aws.close();
    await server.stop();
  });

  it('reads an account’s place with and without its own id at the end', () => {
    expect(unitsIn('o-aa111bb222/r-a1b2/ou-a1b2-11111111/ou-a1b2-22222222/')).to.deep.equal([
      'r-a1b2',
      'ou-a1b2-11111111',
      'ou-a1b2-22222222',
    ]);
    expect(unitsIn('o-aa111bb222/r-a1b2/123456789012/')).to.deep.equal(['r-a1b2']);
    expect(unitsIn(undefined)).to.equal(undefined);
    expect(unitsIn('something else')).to.equal(undefined);
  });

  it('leaves its own id out when it asks for the Regions of its own account', async () => {
    const asked: string[] = [];
    const server = await fakeAws(({ operation, body }) => {
      if (operation === 'GetCallerIdentity') return callerIdentity;
      asked.push(body);
      return { body: { Regions: [{ RegionName: 'af-south-1', RegionOptStatus: 'ENABLED' }] } };
    });
    const { aws } = await connected(server.endpoint);
    for (const account of ['111111111111', '222222222222']) {
      const states = await aws.account.listRegions(account);
      expect([...states]).to.deep.equal([['af-south-1', 'ENABLED']]);
    }
    expect(asked).to.deep.equal(['{"MaxResults":50}', '{"AccountId":"222222222222","MaxResults":50}']);
    aws.close();
    await server.stop();
  });
});
