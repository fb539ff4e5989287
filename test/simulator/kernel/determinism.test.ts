import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { EnableAWSServiceAccessCommand } from '@aws-sdk/client-organizations';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect } from 'chai';
import { clients, inAccount, shop, simulate } from './support/simulator.js';

const AssumeRolePolicyDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'config.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

/** What the world looks like after some changes, with `looks` calls in between that change nothing. */
async function snapshotAfter(seed: number, looks: number): Promise<unknown> {
  const simulator = await simulate(
    `startsAt: '2026-01-01T00:00:00Z'\nseed: ${seed}\ngenerate: { accounts: 20 }\n`,
  );
  for (let look = 0; look < looks; look += 1)
    await (await inAccount(simulator, shop)).sts.send(new GetCallerIdentityCommand({}));
  await clients(simulator).organizations.send(
    new EnableAWSServiceAccessCommand({ ServicePrincipal: 'config.amazonaws.com' }),
  );
  await clients(simulator).iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument }));
  const snapshot = simulator.snapshot();
  await simulator.stop();
  return snapshot;
}

describe('simulator: a snapshot', () => {
  it('is the same for the same seed and changes, however often somebody looked or signed in', async () => {
    expect(await snapshotAfter(1, 0)).to.deep.equal(await snapshotAfter(1, 5));
  });

  it('is another for another seed', async () => {
    expect(await snapshotAfter(1, 0)).to.not.deep.equal(await snapshotAfter(2, 0));
  });

  it('is plain JSON, and detached from the world', async () => {
    const simulator = await simulate();
    const snapshot = simulator.snapshot() as Record<string, Record<string, { roles: object }>>;
    expect(JSON.parse(JSON.stringify(snapshot))).to.deep.equal(snapshot);
    await clients(simulator).iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument }));
    expect(snapshot['iam.account']?.['111111111111/global']?.roles).to.deep.equal({});
    await simulator.stop();
  });
});
