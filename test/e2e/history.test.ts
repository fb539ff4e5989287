import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { HistoryDocument } from '../../src/report/json/history.js';
import { textWidth } from '../../src/report/text/width.js';
import { roleCaller } from '../../src/simulator/services/iam/callers.js';
import { iamOf } from '../../src/simulator/services/iam/state.js';
import { startCliWorld, type CliWorld } from '../support/cli.js';
import { expectSchema } from './schema.js';

const shop = '333333333333';
const region = 'eu-central-1';
const who = `arn:aws:sts::${shop}:assumed-role/orders-admin/ana`;
const key = `arn:aws:kms:${region}:${shop}:key/11111111-2222-3333-4444-555555555555`;

const world = `
secrets:
  - { accountId: '${shop}', region: ${region}, name: orders/db, tags: { team: orders } }
  - { accountId: '444455556666', region: ${region}, name: sandbox/db }
functions:
  - { accountId: '${shop}', region: ${region}, name: rotate-db }
keys:
  - { accountId: '${shop}', region: ${region}, id: 11111111-2222-3333-4444-555555555555 }
latencies: { stackInstance: 2000, configDelivery: 2000, aggregatorSources: 5000, cloudTrail: 1000 }
`;

describe('orgsecrets history', function () {
  this.timeout(120_000);
  let cli: CliWorld;
  let arn: string;

  /** As ana, who owns the secret. */
  const asAna = (service: 'secretsmanager' | 'kms', operation: string, input: Record<string, unknown>) =>
    cli.simulator.world.invoke(service, operation, input, {
      caller: roleCaller(iamOf(cli.simulator.world, shop).roles['orders-admin']!, 'ana'),
      region,
    });
  const pass = (minutes: number) => cli.simulator.clock.sleep(minutes * 60_000);

  before(async () => {
    cli = await startCliWorld('small', (text) =>
      `${text}${world}`.replace(
        `{ id: '${shop}', name: shop, ou: /Workloads }`,
        `{ id: '${shop}', name: shop, ou: /Workloads, roles: [{ name: orders-admin, managedPolicies: [AdministratorAccess] }] }`,
      ),
    );
    const { exitCode, stderr } = await cli.orgsecrets(['apply', '--auto-approve']);
    expect(exitCode, stderr).to.equal(0);
    const described = await asAna('secretsmanager', 'DescribeSecret', { SecretId: 'orders/db' });
    arn = String(described['ARN']);
    await asAna('secretsmanager', 'UpdateSecret', { SecretId: arn, KmsKeyId: key });
    await pass(10);
    await asAna('secretsmanager', 'TagResource', {
      SecretId: 'orders/db',
      Tags: [{ Key: 'team', Value: 'payments' }],
    });
    await pass(10);
    await asAna('secretsmanager', 'RotateSecret', {
      SecretId: arn,
      RotationLambdaARN: `arn:aws:lambda:${region}:${shop}:function:rotate-db`,
      RotationRules: { AutomaticallyAfterDays: 30 },
    });
    await pass(10);
    await asAna('kms', 'ScheduleKeyDeletion', { KeyId: key });
    await pass(10);
  });
  after(() => cli.stop());

  it('shows each change of the secret, its key and its function as a difference, the newest first, with who made it', async () => {
    const { exitCode, document } = await cli.json<HistoryDocument>(['history', arn]);
    expect(exitCode).to.equal(0);
    expectSchema('history', document);
    expect(document.secret).to.deep.equal({ arn, name: 'orders/db', accountId: shop, region });
    const told = document.entries.map(({ subject, changes }) => [
      subject,
      ...changes.map(({ field, from, to }) => [field, from, to]),
    ]);
    expect(told).to.deep.include.members([
      ['secret', ['tag team', 'orders', 'payments']],
      ['secret', ['KMSKeyId', null, key]],
    ]);
    const byKind = (kind: string) =>
      document.entries.find(
        ({ subject, changes }) => subject === 'secret' && changes.some((one) => one.kind === kind),
      );
    expect(byKind('tags')?.actor).to.nested.include({
      known: true,
      'events[0].who': who,
      'events[0].name': 'TagResource',
    });
    expect(byKind('key')?.actor).to.nested.include({
      known: true,
      'events[0].who': who,
      'events[0].name': 'UpdateSecret',
    });
    expect(byKind('rotation')?.actor).to.nested.include({ known: true, 'events[0].name': 'RotateSecret' });
    expect(document.related).to.deep.equal([
      { subject: 'key', resourceId: key.split('/')[1] },
      { subject: 'function', resourceId: 'rotate-db' },
    ]);
    const changesOf = (subject: string) =>
      document.entries.filter((one) => one.subject === subject).flatMap(({ changes }) => changes);
    expect(changesOf('key').map(({ to }) => to)).to.include('PendingDeletion');
    const doomed = document.entries.find(({ changes }) => changes.some(({ to }) => to === 'PendingDeletion'));
    expect(doomed?.actor).to.nested.include({ known: true, 'events[0].name': 'ScheduleKeyDeletion' });
    expect(document.calls.mutating).to.equal(0);
    expect(changesOf('function').map(({ kind }) => kind)).to.include('first-seen');
    const times = document.entries.map(({ at }) => at);
    expect(times).to.deep.equal([...times].sort().reverse());
  });

  it('reads in the secret’s own account alone, and never its value', async () => {
    const before = cli.simulator.log.length;
    await cli.orgsecrets(['history', arn]);
    const calls = cli.simulator.log.slice(before).filter(({ service }) => service !== 'sts');
    expect(new Set(calls.map(({ accountId }) => accountId))).to.deep.equal(new Set([shop]));
    expect(calls.some(({ mutating }) => mutating)).to.equal(false);
    expect(calls.filter(({ service }) => service === 'secretsmanager')).to.deep.equal([]);
  });

  it('finds a secret by its name, and writes a page that runs no script', async () => {
    const { exitCode, stdout } = await cli.orgsecrets([
      'history',
      'orders/db',
      '--account',
      shop,
      '--region',
      region,
      '--html',
      'history.html',
    ]);
    expect(exitCode).to.equal(0);
    expect(stdout).to.match(/^orders\/db\n/);
    expect(stdout).to.contain('tag team: orders → payments');
    expect(stdout).to.contain('secret: first seen\n  it is there; nothing older is recorded of it');
    expect(stdout).to.contain(`by ${who} (TagResource`);
    const page = readFileSync(join(cli.folder, 'history.html'), 'utf8');
    expect(page).to.contain('tag team: orders → payments');
    expect(page).to.contain("default-src 'none'");
    expect(page).not.to.contain('<script');
  });

  for (const columns of [80, 200])
    it(`fits a terminal of ${columns} columns`, async () => {
      const { stdout } = await cli.orgsecrets(['history', arn], { env: { COLUMNS: String(columns) } });
      for (const line of stdout.split('\n'))
        // What is longer than a line is one word that somebody copies.
        if (textWidth(line) > columns) expect(line.trim()).not.to.contain(' ');
      expect(stdout.replaceAll(/\s+/g, ' ')).to.contain(
        'KMS key 11111111-2222-3333-4444-555555555555: first seen',
      );
    });

  it('makes no call for a secret in an account that the org.yaml excludes, exit 3', async () => {
    const before = cli.simulator.log.length;
    const excluded = `arn:aws:secretsmanager:${region}:444455556666:secret:sandbox/db-abcdef`;
    const { exitCode, stderr } = await cli.orgsecrets(['history', excluded]);
    expect(exitCode).to.equal(3);
    expect(stderr).to.contain('rebuilt every night');
    expect(
      cli.simulator.log.slice(before).filter(({ operation }) => operation !== 'GetCallerIdentity'),
    ).to.deep.equal([]);
  });

  it('says so where AWS Config never recorded the secret, exit 3', async () => {
    const { exitCode, stderr } = await cli.orgsecrets([
      'history',
      'no/such',
      '--account',
      shop,
      '--region',
      region,
    ]);
    expect([exitCode, stderr]).to.satisfy(
      ([code, text]: [number, string]) => code === 3 && text.includes('never recorded'),
    );
  });

  it('says by whom is not known, and why, where the role may not ask CloudTrail', async () => {
    const role = iamOf(cli.simulator.world, shop).roles['orgsecrets-look']!;
    const Statement = [{ Effect: 'Deny', Action: 'cloudtrail:LookupEvents', Resource: '*' }];
    role.inline['no-trail'] = JSON.stringify({ Version: '2012-10-17', Statement });
    const { exitCode, document } = await cli.json<HistoryDocument>(['history', arn]);
    delete role.inline['no-trail'];
    expect(exitCode).to.equal(0);
    expect(document.entries.length).to.be.greaterThan(3);
    for (const { actor } of document.entries) {
      expect(actor.known).to.equal(false);
      expect(actor).to.have.property('reason').that.contains('AccessDenied');
    }
  });
});
