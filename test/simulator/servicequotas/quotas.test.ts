import { CloudFormationClient, CreateStackSetCommand } from '@aws-sdk/client-cloudformation';
import {
  GetServiceQuotaCommand,
  ListServiceQuotasCommand,
  paginateListServiceQuotas,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { expect } from 'chai';
import type { Simulator } from '../../../src/simulator/start.js';
import { errorOf, management, simulate } from '../kernel/support/simulator.js';

const stackSets = 'Stack sets per administrator account';

function optionsOf(simulator: Simulator) {
  return {
    endpoint: simulator.endpoint,
    region: 'us-east-1',
    credentials: simulator.administrator,
    maxAttempts: 1,
  };
}

describe('simulator: Service Quotas', () => {
  it('lists the quotas of a service with AWS’s defaults', async () => {
    const simulator = await simulate();
    const client = new ServiceQuotasClient(optionsOf(simulator));
    const { Quotas } = await client.send(new ListServiceQuotasCommand({ ServiceCode: 'cloudformation' }));
    expect(Quotas?.find((quota) => quota.QuotaName === stackSets)).to.include({
      Value: 1000,
      Adjustable: true,
      QuotaCode: 'L-EC62D81A',
    });
    const one = await client.send(
      new GetServiceQuotaCommand({ ServiceCode: 'cloudformation', QuotaCode: 'L-C8225BA5' }),
    );
    expect(one.Quota).to.include({ QuotaName: 'Stack instances per stack set', Value: 100_000 });
    await simulator.stop();
  });

  it('gives pages', async () => {
    const simulator = await simulate('pageSize: 1\nemptyPages: true\n');
    const names: (string | undefined)[] = [];
    const client = new ServiceQuotasClient(optionsOf(simulator));
    for await (const page of paginateListServiceQuotas({ client }, { ServiceCode: 'config' }))
      names.push(...(page.Quotas ?? []).map((quota) => quota.QuotaName));
    expect(names).to.have.length(3);
    await simulator.stop();
  });

  it('knows services and quotas that exist, and no others', async () => {
    const simulator = await simulate();
    const client = new ServiceQuotasClient(optionsOf(simulator));
    for (const call of [
      client.send(new ListServiceQuotasCommand({ ServiceCode: 'nothing' })),
      client.send(new GetServiceQuotaCommand({ ServiceCode: 'config', QuotaCode: 'L-00000000' })),
    ])
      expect((await errorOf(call)).name).to.equal('NoSuchResourceException');
    await simulator.stop();
  });

  it('holds CloudFormation to the value that the world gives an account', async () => {
    const simulator = await simulate(
      `quotas: [{ accountId: '${management}', service: cloudformation, name: ${stackSets}, value: 1 }]\n`,
    );
    const client = new CloudFormationClient(optionsOf(simulator));
    const TemplateBody = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
    await client.send(new CreateStackSetCommand({ StackSetName: 'one', TemplateBody }));
    const refused = await errorOf(
      client.send(new CreateStackSetCommand({ StackSetName: 'two', TemplateBody })),
    );
    expect(refused.name).to.match(/^LimitExceeded/);
    await simulator.stop();
  });
});

describe('simulator: a clock that differs, and buckets that nobody signs for', () => {
  it('tells AWS’s time in every answer, and refuses signatures of another', async () => {
    const simulator = await simulate('clockSkew: 1800\n');
    const answer = await fetch(simulator.endpoint, { method: 'HEAD' });
    const ahead = Date.parse(answer.headers.get('date') ?? '') - new Date().getTime();
    expect(ahead).to.be.within(1_790_000, 1_810_000);
    const client = new ServiceQuotasClient(optionsOf(simulator));
    const refused = await errorOf(client.send(new ListServiceQuotasCommand({ ServiceCode: 'config' })));
    expect(refused.name).to.equal('InvalidSignatureException');
    await simulator.stop();
  });

  it('answers a HEAD of a bucket without a signature with 404 or 403', async () => {
    const simulator = await simulate(
      `buckets: [{ name: taken, accountId: '${management}', region: us-east-1 }]\n`,
    );
    const head = async (name: string) =>
      (await fetch(`${simulator.endpoint}/${name}`, { method: 'HEAD' })).status;
    expect(await head('taken')).to.equal(403);
    expect(await head('free')).to.equal(404);
    await simulator.stop();
  });
});
