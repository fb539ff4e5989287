import { expect } from 'chai';
import fc from 'fast-check';
import { readCompliance, type ComplianceScope } from '../../src/compliance/read-compliance.js';
import { ruleNames } from '../../src/model/catalog.js';
import { arnOf } from '../findings/material.js';
import { fakeAggregator, type FakeSecret } from './fake-aggregator.js';

const cmk = 'secretsmanager-using-cmk';
const unused = 'secretsmanager-secret-unused';
const success = 'secretsmanager-scheduled-rotation-success-check';
const shop = { accountId: '333333333333', region: 'eu-west-1' };
const audit = { accountId: '222222222222', region: 'us-east-1' };

async function read(
  secrets: readonly FakeSecret[],
  changes: Partial<ComplianceScope> = {},
  recordsResults?: Parameters<typeof fakeAggregator>[1],
) {
  const { port, calls } = fakeAggregator(secrets, recordsResults);
  const scope = {
    aggregator: 'orgsecrets',
    regions: ['eu-west-1', 'us-east-1'],
    rules: ruleNames,
    includes: () => true,
    ...changes,
  };
  const done = await readCompliance(port, scope, () => undefined, new AbortController().signal);
  return { ...done, calls };
}
const details = (calls: readonly string[]) => calls.filter((call) => /^\d/.test(call));

describe('reading the aggregator', () => {
  it('asks for a rule in a target only where the summary says that there is something', async () => {
    const { calls, results, secrets } = await read([
      { ...shop, name: 'a', results: { [cmk]: 'COMPLIANT' } },
      { ...shop, name: 'b', results: { [unused]: 'NON_COMPLIANT' } },
      { ...audit, name: 'c', results: {} },
    ]);
    expect(details(calls)).to.have.members([
      `333333333333/eu-west-1 ${cmk} COMPLIANT`,
      `333333333333/eu-west-1 ${unused} NON_COMPLIANT`,
      `333333333333/eu-west-1 ${unused} COMPLIANT`,
    ]);
    expect(calls.filter((call) => call.startsWith('results'))).to.deep.equal(['results eu-west-1']);
    expect(secrets.map(({ name }) => name)).to.have.members(['a', 'b', 'c']);
    expect(results.get(shop, arnOf('b', shop))?.[unused]?.compliance).to.equal('NON_COMPLIANT');
  });

  it('asks for nothing rule by rule where results are recorded', async () => {
    const { calls, results } = await read(
      [
        { ...shop, name: 'a', results: { [cmk]: 'COMPLIANT', [unused]: 'COMPLIANT' } },
        { ...shop, name: 'b', results: { [cmk]: 'NON_COMPLIANT', [unused]: 'COMPLIANT' } },
      ],
      {},
      () => true,
    );
    expect(details(calls)).to.deep.equal([]);
    expect(results.get(shop, arnOf('b', shop))?.[cmk]?.compliance).to.equal('NON_COMPLIANT');
  });

  it('asks rule by rule in the targets alone whose recorder leaves results out', async () => {
    const { calls } = await read(
      [
        { ...shop, name: 'a', results: { [cmk]: 'COMPLIANT' } },
        { ...audit, name: 'b', results: { [cmk]: 'COMPLIANT' } },
      ],
      {},
      ({ accountId }) => accountId === shop.accountId,
    );
    expect(details(calls)).to.deep.equal([`222222222222/us-east-1 ${cmk} COMPLIANT`]);
  });

  it('reads no more than it is asked for', async () => {
    const secrets: readonly FakeSecret[] = [
      { ...shop, name: 'a', results: { [cmk]: 'COMPLIANT', [unused]: 'COMPLIANT' } },
      { ...audit, name: 'b', results: { [cmk]: 'COMPLIANT' } },
    ];
    const { calls, ...found } = await read(secrets, {
      regions: ['eu-west-1'],
      rules: [cmk],
      accounts: [shop.accountId],
      includes: ({ accountId }) => accountId === shop.accountId,
    });
    expect(calls).to.deep.equal([
      `summary ${cmk}`,
      'secrets eu-west-1',
      'results eu-west-1',
      `333333333333/eu-west-1 ${cmk} COMPLIANT`,
    ]);
    expect(found.secrets.map(({ name }) => name)).to.deep.equal(['a']);
  });

  it('keeps results of secrets whose configuration was never recorded', async () => {
    const { results, secrets } = await read([
      { ...shop, name: 'lost', recorded: false, results: { [cmk]: 'NON_COMPLIANT' } },
    ]);
    expect(secrets).to.deep.equal([]);
    expect(results.resourceIds(shop)).to.deep.equal([arnOf('lost', shop)]);
  });

  it('ends with an error where a row is not of the published schema', async () => {
    const { port } = fakeAggregator([]);
    const broken = {
      ...port,
      select: async (_a: string, _e: string, take: (row: string) => void) => take('{}'),
    };
    const scope = { aggregator: 'x', regions: ['eu-west-1'], rules: ruleNames, includes: () => true };
    const error = await readCompliance(broken, scope, () => undefined, new AbortController().signal).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).to.include({ code: 'UnexpectedAnswer' });
    expect(String(error)).to.match(/accountId/);
  });

  it('brings home every result that the rules gave, whatever is recorded where', async () => {
    const verdict = fc.constantFrom('COMPLIANT' as const, 'NON_COMPLIANT' as const, undefined);
    const secret = fc.record({
      name: fc.stringMatching(/^[a-z]{1,3}$/),
      target: fc.constantFrom(shop, audit),
      recorded: fc.boolean(),
      verdicts: fc.tuple(verdict, verdict, verdict),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(secret, { selector: ({ name, target }) => `${target.region}${name}`, maxLength: 12 }),
        fc.subarray([shop.accountId, audit.accountId]),
        async (world, recording) => {
          const secrets = world.map(({ name, target, recorded, verdicts: [first, second, third] }) => ({
            ...target,
            name,
            recorded,
            results: {
              ...(first && { [cmk]: first }),
              ...(second && { [unused]: second }),
              ...(third && { [success]: third }),
            },
          }));
          const { results } = await read(secrets, {}, ({ accountId }) => recording.includes(accountId));
          for (const one of secrets)
            for (const rule of [cmk, unused, success] as const)
              expect(
                results.get(one, arnOf(one.name, one))?.[rule]?.compliance,
                `${one.name} ${rule}`,
              ).to.equal(one.results[rule]);
        },
      ),
    );
  });
});
