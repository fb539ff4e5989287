import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import type { ApplyDocument } from '../../../src/report/json/apply.js';
import { partitions } from '../../../src/simulator/facts/regions.js';
import { organizationOf } from '../../../src/simulator/services/organizations/state.js';
import { changedSince, stateOf } from '../../support/before-and-after.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { root } from '../../support/in-process.js';
import { applyTo, instancesOf, targetsIn } from '../../support/real-life.js';

/** What became of the targets: what → Regions, with commas → accounts. */
type Verdicts = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
interface Expected {
  readonly exitCode: number;
  readonly targets: Verdicts;
}

const folder = join(root, 'config', 'worlds');
const names = readdirSync(folder)
  .filter((file) => !file.endsWith('.org.yaml'))
  .map((file) => file.replace('.yaml', ''));
const expected = parse(readFileSync(join(import.meta.dirname, 'every-world.yaml'), 'utf8')) as Readonly<
  Record<string, Expected>
>;

interface Told {
  readonly name: string;
  readonly exitCode: number | null;
  readonly targets: Verdicts;
  /** By `ACCOUNT/REGION`. */
  readonly verdicts: ReadonlyMap<string, string>;
  readonly coverage: ApplyDocument['coverage'];
  readonly holds: Readonly<Record<string, string>>;
  readonly reached: readonly string[];
  readonly changed: readonly string[];
}

/** The Regions that the org.yaml of a world includes; all of them are those of its partition. */
function includedRegions({ simulator }: CliWorld, name: string): readonly string[] {
  const text = readFileSync(join(folder, `${name}.org.yaml`), 'utf8');
  const { regions } = parse(text) as { regions: { include: readonly string[] | 'all' } };
  const { partition } = simulator.world;
  return regions.include === 'all'
    ? partitions[partition as keyof typeof partitions].always
    : regions.include;
}

/** Says of one target what `apply --json` says, in its words. */
function verdictOf({ exclusions, coverage }: ApplyDocument, accountId: string, region: string): string {
  const here = (place: { accountId?: string | undefined; region?: string | undefined }) =>
    (place.accountId ?? accountId) === accountId && (place.region ?? region) === region;
  const out = exclusions.filter((one) => here(one) && one.rule === undefined);
  if (out.length > 0) return `left out: ${out.map(({ reason }) => reason).join('; ')}`;
  const gaps = (['recorder', 'rules'] as const).flatMap((thing) =>
    coverage[thing].gaps.filter(here).map(({ reason }) => `${thing}: ${reason}`),
  );
  return gaps.length > 0 ? gaps.join('; ') : 'proved';
}

function verdictsOf(world: CliWorld, name: string, document: ApplyDocument): ReadonlyMap<string, string> {
  const accountIds = Object.keys(organizationOf(world.simulator.world).accounts);
  const regions = includedRegions(world, name);
  return new Map(
    accountIds.flatMap((accountId) =>
      regions.map((region) => [`${accountId}/${region}`, verdictOf(document, accountId, region)] as const),
    ),
  );
}

/** The same as a table that a person can read. */
function tableOf(verdicts: ReadonlyMap<string, string>): Verdicts {
  const regions = new Map<string, string[]>();
  for (const [place, verdict] of [...verdicts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [accountId = '', region = ''] = place.split('/');
    const key = JSON.stringify([verdict, accountId]);
    regions.set(key, [...(regions.get(key) ?? []), region]);
  }
  const table: Record<string, Record<string, string[]>> = {};
  for (const [key, own] of regions) {
    const [verdict, accountId] = JSON.parse(key) as [string, string];
    ((table[verdict] ??= {})[own.join(', ')] ??= []).push(accountId);
  }
  return table;
}

/** Of accounts that are wholly left out: those that a call or a stack instance of ours has reached. */
function reachedOf(world: CliWorld, { exclusions }: ApplyDocument): readonly string[] {
  const out = exclusions.flatMap(({ accountId, region, rule }) =>
    accountId !== undefined && region === undefined && rule === undefined ? [accountId] : [],
  );
  return out.filter(
    (id) =>
      id !== world.simulator.managementAccountId &&
      (instancesOf(world, id).some((instance) => instance.startsWith('orgsecrets-')) ||
        world.simulator.log.some(({ accountId, source }) => accountId === id && source === 'outside')),
  );
}

async function firstApply(name: string): Promise<Told> {
  const world = await startCliWorld(name);
  try {
    // The one that `init` writes has the pauses of a real organization.
    world.editOrg((text) =>
      text.includes('pollInterval') ? text : `${text}\nstackSets: { pollInterval: 0.2 }\n`,
    );
    const before = stateOf(world.simulator);
    const { exitCode, document } = await applyTo(world);
    const verdicts = verdictsOf(world, name, document);
    return {
      name,
      exitCode,
      targets: tableOf(verdicts),
      verdicts,
      coverage: document.coverage,
      holds: targetsIn(world.simulator),
      reached: reachedOf(world, document),
      changed: changedSince(before, world.simulator),
    };
  } finally {
    await world.stop();
  }
}

describe('Every world, at its first apply', function () {
  this.timeout(900_000);
  const told: Told[] = [];
  before(async () => {
    for (const name of names) told.push(await firstApply(name));
  });

  it('apply --json says of each target what the table of the world says', () => {
    const said = Object.fromEntries(told.map(({ name, exitCode, targets }) => [name, { exitCode, targets }]));
    for (const name of names) expect(said[name], name).to.deep.equal(expected[name]);
    expect(Object.keys(expected).sort()).to.deep.equal([...names].sort());
  });

  it('what it counts as proved are exactly the targets without a gap', () => {
    for (const { name, verdicts, coverage } of told)
      for (const thing of ['recorder', 'rules'] as const) {
        const proved = [...verdicts.values()].filter(
          (verdict) => !verdict.startsWith('left out') && !verdict.includes(`${thing}: `),
        );
        expect(coverage[thing].verified, `${name} ${thing}`).to.equal(proved.length);
      }
  });

  it('where it says proved, AWS has a recorder that records, and rules', () => {
    for (const { name, verdicts, holds } of told)
      for (const [place, verdict] of verdicts)
        if (verdict === 'proved') expect(holds[place], `${name} ${place}`).to.match(/ records\b.*\d rules$/);
  });

  it('an account that is left out gets no call and no stack', () => {
    for (const { name, reached } of told) expect(reached, name).to.deep.equal([]);
  });

  it('nothing that was there before differs afterwards, byte for byte', () => {
    for (const { name, changed } of told) expect(changed, name).to.deep.equal([]);
  });
});
