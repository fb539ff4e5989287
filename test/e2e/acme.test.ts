import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import type { ApplyDocument } from '../../src/report/json/apply.js';
import type { PlanDocument } from '../../src/report/json/plan.js';
import type { StatusDocument } from '../../src/report/json/status.js';
import type { CallRecord } from '../../src/simulator/kernel/call-log.js';
import { startCliWorld, type CliWorld, type Ended } from '../support/cli.js';
import { root } from '../support/in-process.js';
import {
  accountIds,
  coveredRegions,
  coveredTargets,
  excludedAccounts,
  foreignRecorder,
  isCovered,
  optInRegion,
  rules,
  suspendedAccounts,
  unsupportedRegion,
} from './acme-world.js';
import { expectSchema } from './schema.js';
import { configOf, placesOfStackSets } from './state.js';

type Parsed<T> = Ended & { readonly document: T };

describe('the whole way on acme, with the built command line', function () {
  this.timeout(180_000);
  let world: CliWorld;
  const texts: Record<string, Ended> = {};
  const calls: Record<string, readonly CallRecord[]> = {};
  let plan: Parsed<PlanDocument>;
  let first: Parsed<ApplyDocument>;
  let second: Parsed<ApplyDocument>;
  let status: Parsed<StatusDocument>;
  let foreignBefore: unknown;
  const filesBefore = readdirSync(root);

  /** Runs a step and keeps the calls that the product made in it. */
  async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
    const from = world.simulator.log.length;
    const result = await work();
    calls[name] = world.simulator.log.slice(from).filter(({ source }) => source === 'outside');
    return result;
  }
  const foreign = () => {
    const place = configOf(world.simulator)[`${foreignRecorder.accountId}/${foreignRecorder.region}`];
    return JSON.stringify([place?.recorders, place?.channel]);
  };

  before(async () => {
    world = await startCliWorld('acme');
    foreignBefore = foreign();
    for (const command of ['validate', 'doctor', 'plan'])
      texts[command] = await step(command, () => world.orgsecrets([command]));
    plan = await step('plan --json', () => world.json<PlanDocument>(['plan']));
    texts['plan --out'] = await world.orgsecrets(['plan', '--out', 'saved.json', '--detailed-exitcode']);
    first = await step('apply', () => world.json<ApplyDocument>(['apply', 'saved.json']));
    second = await step('second apply', () => world.json<ApplyDocument>(['apply', '--auto-approve']));
    status = await step('status', () => world.json<StatusDocument>(['status']));
    texts.status = await world.orgsecrets(['status']);
    texts['plan after'] = await world.orgsecrets(['plan', '--detailed-exitcode']);
    texts['saved plan again'] = await step('saved plan again', () =>
      world.orgsecrets(['apply', 'saved.json']),
    );
  });
  after(() => world.stop());

  it('ends each command with its exit code', () => {
    const exitCodes = Object.fromEntries(
      Object.entries(texts).map(([name, { exitCode }]) => [name, exitCode]),
    );
    expect(exitCodes).to.deep.equal({
      validate: 0,
      doctor: 0,
      plan: 0,
      'plan --out': 2,
      status: 0,
      'plan after': 0,
      'saved plan again': 0,
    });
    expect([plan, first, second, status].map(({ exitCode }) => exitCode)).to.deep.equal([0, 0, 0, 0]);
  });

  it('prints documents that keep to the committed schemas, alone on stdout', () => {
    expectSchema('plan', plan.document);
    expectSchema('apply', first.document);
    expectSchema('apply', second.document);
    expectSchema('status', status.document);
  });

  it('asks AWS nothing to validate, and changes nothing to look', () => {
    expect(calls.validate).to.deep.equal([]);
    const changes = ['doctor', 'plan', 'plan --json', 'status'].flatMap((name) =>
      (calls[name] ?? []).filter(({ mutating }) => mutating),
    );
    expect(changes).to.deep.equal([]);
  });

  it('covers exactly the targets that the world and the org.yaml name', () => {
    const cells = new Map(status.document.matrix.map((cell) => [`${cell.accountId}/${cell.region}`, cell]));
    const expected = accountIds.flatMap((accountId) =>
      coveredRegions.map((region) => {
        const state = isCovered(accountId, region) ? 'verified' : 'excluded';
        return { accountId, region, recorder: state, rules: state };
      }),
    );
    expect([...cells.values()]).to.have.deep.members(expected);
    expect(coveredTargets).to.have.length(114);
    for (const document of [first.document, second.document, status.document])
      for (const thing of ['recorder', 'rules'] as const)
        expect(document.coverage[thing]).to.deep.equal({ desired: 114, verified: 114, gaps: [] });
  });

  it('leaves in each of these targets one recorder that records and the five rules, and nothing elsewhere', () => {
    const config = configOf(world.simulator);
    for (const key of coveredTargets) {
      const place = config[key];
      expect(
        Object.values(place?.recorders ?? {}).map(({ recording }) => recording),
        key,
      ).to.deep.equal([true]);
      expect(Object.keys(place?.rules ?? {}).sort(), key).to.deep.equal(rules);
    }
    for (const accountId of accountIds)
      for (const region of [...coveredRegions, unsupportedRegion]) {
        if (isCovered(accountId, region)) continue;
        const place = config[`${accountId}/${region}`];
        expect(Object.keys({ ...place?.recorders, ...place?.rules }), `${accountId}/${region}`).to.deep.equal(
          [],
        );
      }
  });

  it('gives every exclusion its reason and source', () => {
    const { exclusions } = first.document;
    for (const { reason, source } of exclusions) expect([reason, source]).to.not.include('');
    const about = (wanted: { accountId?: string; region?: string }) =>
      exclusions.filter(
        ({ accountId, region }) => accountId === wanted.accountId && region === wanted.region,
      );
    expect(about({ region: unsupportedRegion })).to.deep.equal([
      {
        region: unsupportedRegion,
        reason:
          "AWS's page on auditing secrets with AWS Config says that every Region but Asia Pacific (Jakarta) supports it.",
        source:
          'https://docs.aws.amazon.com/secretsmanager/latest/userguide/configuring-awsconfig-rules.html',
      },
    ]);
    expect(about({ accountId: excludedAccounts[0] ?? '' })[0]?.reason).to.equal(
      'sandbox, rebuilt every night',
    );
    expect(about({ accountId: suspendedAccounts[0] ?? '' })[0]?.reason).to.match(/suspended/);
    const notEnabled = exclusions.filter(({ accountId, region }) => accountId && region === optInRegion);
    const without = accountIds.filter(
      (id) => !isCovered(id, optInRegion) && ![...excludedAccounts, ...suspendedAccounts].includes(id),
    );
    expect(notEnabled.map(({ accountId }) => accountId)).to.have.members(without);
  });

  it('makes no call to an excluded or suspended account', () => {
    const untouched = [...excludedAccounts, ...suspendedAccounts];
    const { log } = world.simulator;
    expect(log.filter(({ accountId }) => untouched.includes(accountId))).to.deep.equal([]);
    const assumed = log
      .filter(({ operation }) => operation === 'AssumeRole')
      .map(({ input }) => input.RoleArn);
    expect(assumed.filter((arn) => untouched.some((id) => String(arn).includes(id)))).to.deep.equal([]);
    const places = [...placesOfStackSets(world.simulator)];
    expect(places.length).to.be.greaterThan(100);
    expect(places.filter((place) => untouched.some((id) => place.startsWith(id)))).to.deep.equal([]);
  });

  it('leaves the recorder that was there before byte for byte as it was', () => {
    expect(foreign()).to.equal(foreignBefore);
    const changes = world.simulator.log.filter(
      (call) =>
        call.mutating &&
        call.accountId === foreignRecorder.accountId &&
        call.region === foreignRecorder.region &&
        /Recorder|DeliveryChannel|Snapshot/.test(call.operation),
    );
    expect(changes).to.deep.equal([]);
  });

  it('touches the aggregator once, after the last rule of all', () => {
    const { log } = world.simulator;
    const positions = (operation: string) =>
      log.filter((call) => call.operation === operation && !call.error).map(({ n }) => n);
    const puts = positions('PutConfigurationAggregator');
    expect(puts).to.have.length(1);
    expect(positions('PutConfigRule')).to.have.length(114 * rules.length);
    expect(
      Math.max(...positions('PutConfigRule'), ...positions('StartConfigurationRecorder')),
    ).to.be.lessThan(puts[0] ?? 0);
    expect(first.document.aggregator).to.deep.include({
      name: 'orgsecrets',
      region: 'us-east-1',
      status: 'succeeded',
    });
  });

  it('finds nothing to do a second time, with the saved plan as without', () => {
    for (const name of ['second apply', 'saved plan again'])
      expect(
        calls[name]?.filter(({ mutating }) => mutating),
        name,
      ).to.deep.equal([]);
    expect(second.document.actions).to.deep.equal({ done: [], skipped: [], failed: [], notAttempted: [] });
    expect(second.document.calls.mutating).to.equal(0);
  });

  it('counts in its report the calls that AWS saw', () => {
    const mutating = calls.apply?.filter((call) => call.mutating) ?? [];
    expect(first.document.calls.mutating).to.equal(mutating.length);
    expect(first.document.calls.total).to.equal(calls.apply?.length);
  });

  it('writes no control codes where there is no terminal', () => {
    for (const [name, { stdout, stderr }] of Object.entries(texts))
      expect(/[\x00-\x09\x0b-\x1f\x7f]/.test(stdout + stderr), name).to.equal(false);
  });

  it('leaves no files behind but the saved plan and the records of the runs', () => {
    expect(readdirSync(world.folder).sort()).to.deep.equal(['.orgsecrets', 'saved.json']);
    expect(readdirSync(root)).to.deep.equal(filesBefore);
  });
});
