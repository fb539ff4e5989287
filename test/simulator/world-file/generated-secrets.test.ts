import { expect } from 'chai';
import { parseWorld } from '../../../src/simulator/world-file/parse.js';
import { startSimulator } from '../../../src/simulator/start.js';
import { complianceSlot } from '../../../src/simulator/services/config/compliance/state.js';
import { itemsSlot } from '../../../src/simulator/services/config/items/state.js';
import type { WorldFile, WorldSecret } from '../../../src/simulator/world-file/schema.js';

const generated = (seed: number, count = 3000): WorldFile =>
  parseWorld(
    `version: 1
organization: { id: o-a1b2c3d4e5, managementAccountId: '111111111111' }
startsAt: '2026-01-01T00:00:00Z'
accounts: [{ id: '111111111111', name: management }]
generate:
  accounts: 60
  secrets: { count: ${count}, regions: [eu-central-1, us-east-1], seed: ${seed}, recorded: true }
`,
    'w.yaml',
  );

/** The age that a moment like -90d tells. */
const days = (moment: string): number => Number(/^-(\d+)d$/.exec(moment)?.[1] ?? Number.NaN);

/** What each rule should say, counted on the file and with AWS's wording alone. */
const expected: Readonly<Record<string, (secret: WorldSecret) => string>> = {
  'secretsmanager-rotation-enabled-check': ({ rotation }) =>
    rotation?.enabled === true ? 'COMPLIANT' : 'NON_COMPLIANT',
  'secretsmanager-scheduled-rotation-success-check': ({ rotation }) =>
    rotation?.enabled !== true ? 'NOT_APPLICABLE' : rotation.asScheduled ? 'COMPLIANT' : 'NON_COMPLIANT',
  'secretsmanager-secret-periodic-rotation': ({ lastRotated, createdAt }) =>
    days(lastRotated ?? createdAt) <= 90 ? 'COMPLIANT' : 'NON_COMPLIANT',
  'secretsmanager-secret-unused': ({ lastAccessed, createdAt }) =>
    days(lastAccessed ?? createdAt) <= 90 ? 'COMPLIANT' : 'NON_COMPLIANT',
  'secretsmanager-using-cmk': ({ kmsKey }) => (kmsKey === 'alias/secrets' ? 'COMPLIANT' : 'NON_COMPLIANT'),
};

function counted(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

describe('simulator: generated secrets', () => {
  it('are the same for the same seed, spread evenly, and of all kinds', () => {
    const { secrets, accounts } = generated(1);
    expect(generated(1).secrets).to.deep.equal(secrets);
    expect(generated(2).secrets).not.to.deep.equal(secrets);
    const perPlace = Object.values(counted(secrets.map(({ accountId, region }) => `${accountId} ${region}`)));
    expect([perPlace.length, Math.min(...perPlace), Math.max(...perPlace)]).to.deep.equal([
      (accounts.length - 1) * 2,
      25,
      25,
    ]);
    expect(secrets.filter(({ kmsKey }) => kmsKey?.includes(':111111111111:'))).not.to.deep.equal([]);
    expect(secrets.filter(({ tags }) => tags['owner'] === undefined)).not.to.deep.equal([]);
    expect(secrets.filter(({ deletion }) => deletion !== undefined)).not.to.deep.equal([]);
  });

  it('are recorded and judged before the first call, as a count on the file says', async () => {
    const world = generated(1);
    const simulator = await startSimulator({ world, clock: { mode: 'stepped' }, policyRoot: '.' });
    const verdicts: Record<string, string[]> = {};
    for (const { value } of simulator.world.all(complianceSlot))
      for (const [rule, byType] of Object.entries(value.results))
        for (const byId of Object.values(byType))
          (verdicts[rule] ??= []).push(...Object.values(byId).map(({ verdict }) => verdict));
    let items = 0;
    for (const { value } of simulator.world.all(itemsSlot))
      items += Object.values(value.resources['AWS::SecretsManager::Secret'] ?? {}).length;
    await simulator.stop();
    expect(items).to.equal(world.secrets.length);
    expect(Object.keys(verdicts).sort()).to.deep.equal(Object.keys(expected).sort());
    for (const [rule, verdictOf] of Object.entries(expected))
      expect(counted(verdicts[rule] ?? []), rule).to.deep.equal(
        counted(
          world.secrets.map((secret) =>
            secret.deletion === undefined ? verdictOf(secret) : 'NOT_APPLICABLE',
          ),
        ),
      );
  });
});
