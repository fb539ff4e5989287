import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ruleNames, type RuleName } from '../../../src/model/catalog.js';
import { textWidth } from '../../../src/report/text/width.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { markdownCounts, textCounts } from '../../support/report-formats/count-tables.js';
import { formatReaders, pageTable } from '../../support/report-formats/said.js';
import { checkSaid, countsOf } from '../../support/report-formats/verdicts.js';
import { tally, verdictsOf } from '../../support/secrets-oracle.js';

interface Finding {
  readonly rule: RuleName;
  readonly state: string;
  readonly falsePositive?: string;
  readonly exception?: number;
  readonly reason?: string;
}
interface Document {
  readonly secrets: readonly {
    readonly accountId: string;
    readonly region: string;
    readonly name: string;
    readonly owner: string | null;
    readonly access: Readonly<Record<string, string | null>> | null;
    readonly findings: readonly Finding[];
  }[];
  readonly deleted: readonly { readonly name: string }[];
  readonly summary: { readonly counts: Readonly<Record<string, number>> };
}

const verdicts = verdictsOf('secrets', { rotatesEvery: 30, rotatedWithin: 60, accessedWithin: 90 }, [
  '444455556666',
]);
const expected = tally(verdicts);

describe('The secrets of an organization are reported as its world file has them', function () {
  this.timeout(180_000);
  let world: CliWorld;
  let folder: string;
  const report = (...args: readonly string[]) => world.orgsecrets(['report', ...args]);
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const document = async () => JSON.parse(await read('report.json')) as Document;

  before(async () => {
    // A tag whose value is empty is no missing one.
    world = await startCliWorld('secrets', (text) =>
      text.replace('name: audit/token,', "name: audit/token, tags: { team: '' },"),
    );
    folder = join(world.folder, 'reports');
    await world.orgsecrets(['apply', '--auto-approve']);
    // Rules evaluate, and the aggregator hears of it.
    await world.simulator.clock.sleep(300_000);
    const { exitCode, stderr } = await report(
      '--format',
      'html,csv,json,markdown,ocsf',
      '--output',
      folder,
      '--deep',
    );
    expect(exitCode, stderr).to.equal(0);
  });
  after(() => world.stop());

  it('every secret stands under every rule as AWS’s page on the rule says', async () => {
    const { secrets } = await document();
    const seen = new Map(
      secrets.map(({ accountId, region, name, findings }) => [
        `${accountId}/${region}/${name}`,
        Object.fromEntries(findings.map(({ rule, state }) => [rule, state])),
      ]),
    );
    expect([...seen.keys()].toSorted()).to.deep.equal([...verdicts.keys()].toSorted());
    for (const [secret, verdict] of verdicts) expect(seen.get(secret), secret).to.deep.equal(verdict);
  });

  it('each side of each threshold is there, so that none of this is so by chance', () => {
    for (const rule of ruleNames) {
      const counts = tally(verdicts, [rule]);
      expect(counts['compliant'], rule).to.be.greaterThan(0);
      expect(counts['non-compliant'], rule).to.be.greaterThan(0);
    }
  });

  it('every format counts the same', async () => {
    const counted = countsOf(verdicts);
    for (const [format, read] of Object.entries(formatReaders)) {
      const { counts, examples } = await checkSaid(verdicts, read(folder));
      expect(examples, format).to.deep.equal([]);
      expect(counts, format).to.deep.equal(counted);
    }
    const { counts } = (await document()).summary;
    expect(counts['compliant']).to.equal(expected['compliant']);
    expect(counts['nonCompliant']! + counts['excepted']!).to.equal(expected['non-compliant']);

    const cmk = 'secretsmanager-using-cmk';
    const open = counted[cmk]!['non-compliant']! - 1;
    const shown = { ...counted, [cmk]: { ...counted[cmk], 'non-compliant': open, excepted: 1 } };
    const markdown = await read('report.md');
    expect(markdownCounts(markdown)).to.deep.equal(shown);
    expect(markdown).to.contain(` ${open} (1 false positive) |`);
    expect(textCounts((await report()).stdout)).to.deep.equal(shown);
  });

  it('a key of another account is named as the known false positive, and what is agreed to as that', async () => {
    const { secrets } = await document();
    const of = (name: string) =>
      secrets.find((secret) => secret.name === name)!.findings.find(({ rule }) => rule.endsWith('using-cmk'));
    expect(of('key/of-audit')).to.include({ falsePositive: 'key-of-another-account' });
    expect(of('legacy/agreed')).to.include({ state: 'non-compliant', exception: 0 });
    const flagged = secrets.flatMap(({ findings }) => findings).filter(({ falsePositive }) => falsePositive);
    expect(flagged).to.have.length(1);
  });

  it('a secret that is marked for deletion is shown apart', async () => {
    expect((await document()).deleted.map(({ name }) => name)).to.deep.equal(['deleted/soon']);
  });

  it('--deep tells what AWS Config does not record', async () => {
    const { secrets } = await document();
    const { access } = secrets.find(({ name }) => name === 'rotation/late')!;
    expect(access?.['lastRotated']).to.match(/^\d{4}-/);
    expect(access?.['lastAccessed']).to.match(/^\d{4}-\d\d-\d\d$/);
    const next = (name: string) => secrets.find((one) => one.name === name)?.access?.['nextRotation'];
    // Rotated five days ago, and rotated every thirty; and two that rotate no more, or never did.
    const days =
      (Date.parse(next('rotation/every-30-days') ?? '') - world.simulator.clock.now()) / 86_400_000;
    expect(days).to.be.within(24, 26);
    expect([next('rotation/off'), next('rotation/never')]).to.deep.equal([null, null]);
    const without = JSON.parse((await report('--json', '--owner', 'Ada')).stdout) as Document;
    expect(without.secrets.map(({ owner }) => owner)).to.deep.equal(['Ada', 'Ada']);
    expect(without.secrets.map((secret) => secret.access)).to.deep.equal([null, null]);
  });

  it('an empty owner asks for secrets without one, an empty value for tags that are empty', async () => {
    const found = async (...args: readonly string[]) =>
      (JSON.parse((await report('--json', ...args)).stdout) as Document).secrets.map(({ name }) => name);
    const owned = ['rotation/every-30-days', 'rotation/every-31-days', 'rotation/every-four-hours'];
    const names = [...verdicts.keys()].map((secret) => secret.split('/').slice(2).join('/'));
    expect(await found('--owner', '')).to.have.members(names.filter((name) => !owned.includes(name)));
    expect(await found('--owner', '', '--owner', 'Bob')).to.include('rotation/every-four-hours');
    expect(await found('--tag', 'team=')).to.deep.equal(['audit/token']);
    expect(await found('--tag', 'team=', '--tag', 'team=shop')).to.have.length(4);
  });

  it('is narrowed by account, unit, Region, rule and state, and grouped, on the command line', async () => {
    const found = async (...args: readonly string[]) =>
      (JSON.parse((await report('--json', ...args)).stdout) as Document).secrets.map(
        ({ accountId, region, name }) => `${accountId}/${region}/${name}`,
      );
    const those = (keep: (key: string, verdict: Readonly<Record<RuleName, string>>) => boolean) =>
      [...verdicts].filter(([key, verdict]) => keep(key, verdict)).map(([key]) => key);
    const unused = 'secretsmanager-secret-unused';
    expect(await found('--account', '333333333334')).to.have.members(
      those((key) => key.startsWith('333333333334/')),
    );
    expect(await found('--unit', '/Workloads/Prod', '--region', 'us-east-1')).to.have.members(
      those((key) => key.startsWith('333333333333/us-east-1/')),
    );
    expect(await found('--rule', 'unused', '--state', 'non-compliant')).to.have.members(
      those((_, verdict) => verdict[unused] === 'non-compliant'),
    );
    const { stdout } = await report('--group-by', 'region');
    const table = /\nBy region\n.*\n((?: {2}\S.*\n)+)/.exec(stdout)?.[1] ?? '';
    for (const region of ['us-east-1', 'eu-central-1']) {
      const count = those((key) => key.includes(`/${region}/`)).length;
      expect(table).to.match(new RegExp(`^  ${region} +${count} `, 'm'));
    }
  });

  it('a terminal of 80 or of 200 columns shows every rule and every non-compliant secret, and no line is longer', async () => {
    for (const columns of ['80', '200']) {
      const { stdout } = await world.orgsecrets(['report', '--deep'], { env: { COLUMNS: columns } });
      for (const line of stdout.split('\n')) expect(textWidth(line), line).to.be.at.most(Number(columns));
      for (const [secret, verdict] of verdicts) {
        const name = secret.split('/').slice(2).join('/');
        if (Object.values(verdict).includes('non-compliant')) expect(stdout).to.contain(`  ✖ ${name}\n`);
      }
      expect(textCounts(stdout)).to.have.all.keys(ruleNames);
      // Of the three that rotate and have something to mend; without --deep nobody knows.
      expect(stdout.match(/next\s+rotation\s+\d{4}-\d\d-\d\d/g)).to.have.length(3);
    }
  });

  it('a filter that nothing can match is refused', async () => {
    for (const [args, words] of [
      [['--account', '999999999999'], 'no account 999999999999'],
      [['--account', '444455556666'], 'Account 444455556666 is not covered: '],
      [['--unit', '/Workload'], 'no organizational unit /Workload'],
      [['--region', 'eu-west-3'], 'does not collect from eu-west-3'],
      [['--tag', 'stage=prod'], 'The tag stage is not read'],
      [['--owner', 'Adaa'], 'Did you mean "Ada"?'],
      [['--tag', 'team=shopp'], 'Did you mean "shop"?'],
    ] as const) {
      const { exitCode, stderr } = await report(...args);
      expect(exitCode, words).to.equal(3);
      expect(stderr).to.contain(words);
    }
  });

  it('--fail-on ends with 4 for what nobody agreed to, and with 0 for the rest', async () => {
    expect((await report('--fail-on', 'using-cmk')).exitCode).to.equal(4);
    expect(
      (await report('--fail-on', 'any', '--account', '333333333334', '--rule', 'unused')).exitCode,
    ).to.equal(4);
    expect((await report('--fail-on', 'unknown')).exitCode).to.equal(0);
  });

  it('an exception that has expired fails, and its findings are open again', async () => {
    world.editOrg((text) => text.replace('2099-12-31', '2020-01-01'));
    const { exitCode, stderr, stdout } = await report();
    world.editOrg((text) => text.replace('2020-01-01', '2099-12-31'));
    expect(exitCode).to.equal(4);
    expect(stderr).to.contain('expired on 2020-01-01; platform answers for it');
    expect(stdout).to.contain('0.0 % excepted');
  });

  it('later reports in the same folder have a trend', async () => {
    await report('--format', 'html', '--output', folder);
    expect((await readdir(folder)).filter((name) => name.endsWith('.summary.json'))).to.have.length(2);
    const { trend } = (await pageTable(folder)).data;
    expect(trend.map(({ secrets }) => secrets)).to.deep.equal([verdicts.size, verdicts.size]);
  });

  it('without an aggregator there is no report, and what to do', async () => {
    world.editOrg((text) => `${text}aggregator: { name: other }\n`);
    const { exitCode, stderr } = await report();
    expect(exitCode).to.equal(4);
    expect(stderr).to.contain('There is no aggregator other').and.to.contain('orgsecrets apply');
  });
});
