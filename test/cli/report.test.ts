import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { reportChunks, writeReport } from '../../src/app/report-files.js';
import type { UseCases } from '../../src/cli/use-cases.js';
import { gateOf } from '../../src/findings/gate.js';
import type { PageData } from '../../src/report/html/page-data.js';
import type { ReportView } from '../../src/report/types.js';
import { reportView, richReport } from '../report/secrets-sample.js';
import { runCli } from './fake-host.js';

type Choices = Parameters<UseCases['report']>[1];

async function run(args: readonly string[], view: ReportView = reportView()) {
  const asked: Choices[] = [];
  const ended = await runCli(['report', ...args], {
    report: async (_run, choices) => {
      asked.push(choices);
      return { ...view, gate: gateOf(view.report, choices.failOn) };
    },
    reportChunks: async (shown, format) => reportChunks(shown, format),
    writeReport,
  });
  return { ...ended, choices: asked[0] };
}
/** Without the exception that has expired, which fails every report. */
const unexpired = () => {
  const report = richReport();
  return reportView({ ...report, exceptions: report.exceptions.filter(({ expired }) => !expired) });
};

describe('report', () => {
  let folder = '';
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'orgsecrets-report-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('shows the summary, then the worst, and ends with 0', async () => {
    const ended = await run([], unexpired());
    expect(ended.exitCode).to.equal(0);
    expect(ended.stdout).to.contain('By rule').and.to.contain('Non-compliant secrets (4)');
    expect(ended.stderr).to.equal('');
  });

  it('names accounts that are not covered, and what leaves them out, to people and in the JSON', async () => {
    const left = { accountId: '444444444444', reason: 'sandbox', source: 'org.yaml accounts.exclude' };
    const view = reportView({ ...richReport(), exceptions: [], uncovered: [left] });
    expect((await run([], view)).stdout).to.match(
      /Not covered \(1\)\n\s+- sandbox\n\s+.*444444444444\n\s+source: org\.yaml accounts\.exclude\n/,
    );
    expect(JSON.parse((await run(['--json'], view)).stdout)).to.deep.include({ uncovered: [left] });
  });

  it('hands on every option, and takes a rule by its short name', async () => {
    const { choices } = await run(
      [
        '--account',
        '333333333333',
        '--account',
        '222222222222',
        '--unit',
        '/Workloads',
        '--region',
        'eu-west-1',
      ]
        .concat(['--rule', 'using-cmk', '--rule', 'secretsmanager-secret-unused', '--tag', 'team=a=b'])
        .concat(['--owner', '', '--state', 'pending', '--group-by', 'tag:team', '--deep'])
        .concat(['--fail-on', 'using-cmk', '--fail-on', 'unknown']),
    );
    expect(choices).to.deep.equal({
      filters: {
        accounts: ['333333333333', '222222222222'],
        units: ['/Workloads'],
        regions: ['eu-west-1'],
        rules: ['secretsmanager-using-cmk', 'secretsmanager-secret-unused'],
        tags: [{ key: 'team', value: 'a=b' }],
        owners: [''],
        states: ['pending'],
      },
      groupBy: 'tag:team',
      failOn: ['secretsmanager-using-cmk', 'unknown'],
      deep: true,
    });
  });

  const wrong: readonly (readonly string[])[] = [
    ['--account', '33'],
    ['--unit', 'Workloads'],
    ['--rule', 'cmk'],
    ['--tag', 'team'],
    ['--state', 'fine'],
    ['--group-by', 'tag:'],
    ['--fail-on', 'everything'],
    ['--group-by', 'owner', '--format', 'csv'],
    ['--group-by', 'owner', '--format', 'html'],
    ['--group-by', 'owner', '--format', 'ocsf'],
    ['--format', 'pdf'],
    ['--format', 'csv,json'],
    ['--format', 'csv', '--json'],
  ];
  for (const args of wrong)
    it(`ends with 3 for ${args.join(' ')}, before AWS is asked`, async () => {
      const ended = await run(args);
      expect(ended.exitCode).to.equal(3);
      expect(ended.choices).to.equal(undefined);
    });

  it('ends with 4 where --fail-on names what is there, and says why on stderr', async () => {
    const ended = await run(['--fail-on', 'using-cmk', '--fail-on', 'unknown', '--json'], unexpired());
    expect(ended.exitCode).to.equal(4);
    expect(ended.stderr)
      .to.contain('--fail-on: using-cmk has 2 non-compliant findings')
      .and.to.contain('nothing is known');
    expect(JSON.parse(ended.stdout)).to.have.property('secrets');
    expect((await run(['--fail-on', 'periodic-rotation'], unexpired())).exitCode).to.equal(0);
  });

  it('ends with 4 where an exception has expired, whatever is asked', async () => {
    const ended = await run([]);
    expect(ended.exitCode).to.equal(4);
    expect(ended.stderr).to.contain('the exception for late expired on 2026-11-01; Bob answers for it');
  });

  it('writes one format to stdout', async () => {
    expect((await run(['--format', 'csv'])).stdout).to.match(/^record,account,/);
    expect((await run(['--format', 'markdown'])).stdout).to.match(/^## Secrets of/);
    expect((await run(['--format', 'ocsf'])).stdout.split('\n')[0]).to.contain('"class_uid":2003');
  });

  it('writes each format into a file of the folder, shows the summary, and keeps a point for the trend', async () => {
    const ended = await run(['--format', 'csv,json,markdown,ocsf', '--output', join(folder, 'deep', 'er')]);
    expect(await readdir(join(folder, 'deep', 'er'))).to.have.members([
      'report.csv',
      'report.json',
      'report.md',
      'report.ocsf.jsonl',
      'report-2026-11-27T12-00-00Z.summary.json',
    ]);
    expect(ended.stdout).to.contain('By rule');
    expect(ended.stderr).to.contain('Written: ').and.to.contain('report.csv');
    expect(await readFile(join(folder, 'deep', 'er', 'report.json'), 'utf8')).to.equal(
      (await run(['--json'])).stdout,
    );
  });

  it('keeps no point for the trend of a report that was narrowed', async () => {
    await run(['--format', 'csv', '--output', folder], reportView(richReport(), { filtered: true }));
    expect(await readdir(folder)).to.deep.equal(['report.csv']);
  });

  it('shows nothing of the whole’s trend where the report was narrowed', async () => {
    const points = async (filtered: boolean) => {
      const view = reportView({ ...richReport(), generatedAt: '2026-12-01T12:00:00.000Z' }, { filtered });
      await run(['--format', 'html', '--output', folder], view);
      const html = await readFile(join(folder, 'report.html'), 'utf8');
      const data = JSON.parse(
        gunzipSync(Buffer.from(/id="report-data">([^<]+)</.exec(html)![1]!, 'base64')).toString(),
      ) as PageData;
      return data.trend.map(({ at }) => at.slice(0, 10));
    };
    await run(['--format', 'csv', '--output', folder]);
    expect(await points(true)).to.deep.equal([]);
    expect(await points(false)).to.deep.equal(['2026-11-27', '2026-12-01']);
  });

  it('replaces nothing where a file can’t be written or a kept summary is broken', async () => {
    await writeFile(join(folder, 'report.csv'), 'the last one');
    await writeFile(join(folder, 'report-2026-01-01T00-00-00Z.summary.json'), '{');
    const ended = await run(['--format', 'csv', '--output', folder]);
    expect(ended.exitCode).to.equal(3);
    expect(ended.stderr).to.contain(
      'report-2026-01-01T00-00-00Z.summary.json is not the summary of a report',
    );
    expect(await readFile(join(folder, 'report.csv'), 'utf8')).to.equal('the last one');
    const inFile = await run(['--format', 'csv', '--output', join(folder, 'report.csv')]);
    expect(inFile.exitCode).to.equal(3);
    expect(await readdir(folder)).to.have.length(2);
  });
});
