import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { OrgSecretsError } from '../../src/model/errors.js';
import { parsePlan } from '../../src/plan/parse-plan.js';
import { printPlan } from '../../src/plan/print-plan.js';
import {
  accountIds,
  bootstrapPlan,
  gapsOf,
  outcomeView,
  planView,
  statusView,
  targetsOf,
} from '../report/sample.js';
import { fakeRun, runCli } from './fake-host.js';

const ids = accountIds(4);
const emptyPlan = { ...bootstrapPlan(ids), actions: [], lookLater: [] };

describe('the commands', () => {
  let folder = '';
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'orgsecrets-cli-'))));
  after(() => rm(folder, { recursive: true }));

  describe('validate', () => {
    const problem = {
      file: 'org.yaml',
      line: 3,
      column: 5,
      path: 'regions.include[0]',
      reason: 'is no Region',
      value: "'eu-wst-1'",
      suggestion: 'eu-west-1',
    };

    it('shows every mistake with its place and ends with 3', async () => {
      const ended = await runCli(['validate'], {
        validate: async () => ({ config: undefined, problems: [problem] }),
      });
      expect(ended.exitCode).to.equal(3);
      expect(ended.stdout).to.contain('org.yaml:3:5').and.to.contain('did you mean eu-west-1?');
      expect(ended.stderr).to.equal('');
    });

    it('gives the mistakes as one document with --json', async () => {
      const ended = await runCli(['validate', '--json'], {
        validate: async () => ({ config: undefined, problems: [problem] }),
      });
      expect(JSON.parse(ended.stdout)).to.deep.equal({ valid: false, problems: [problem] });
    });
  });

  describe('plan', () => {
    it('ends with 0, and with 2 for --detailed-exitcode, where there is something to do', async () => {
      const plan = async () => planView(ids);
      expect((await runCli(['plan'], { plan })).exitCode).to.equal(0);
      expect((await runCli(['plan', '--detailed-exitcode'], { plan })).exitCode).to.equal(2);
    });

    it('ends with 0 for --detailed-exitcode where nothing is to be done', async () => {
      const ended = await runCli(['plan', '--detailed-exitcode'], {
        plan: async () => planView(ids, emptyPlan),
      });
      expect(ended.exitCode).to.equal(0);
      expect(ended.stdout).to.contain('Nothing to do');
    });

    it('saves a plan that apply reads back as it was', async () => {
      const file = join(folder, 'plan.json');
      await runCli(['plan', '--out', file], { plan: async () => planView(ids) });
      expect(parsePlan(await readFile(file, 'utf8'))).to.deep.equal(bootstrapPlan(ids));
    });

    it('says that a plan can not be saved, and ends with 3', async () => {
      const ended = await runCli(['plan', '--out', join(folder, 'no', 'plan.json')], {
        plan: async () => planView(ids),
      });
      expect(ended.exitCode).to.equal(3);
      expect(ended.stderr).to.contain('InvalidUsage').and.to.contain('ENOENT');
    });

    it('closes the connections to AWS even where planning fails', async () => {
      let closed = 0;
      const run = { ...fakeRun, aws: { ...fakeRun.aws, close: () => (closed += 1) } };
      const plan = () => Promise.reject(new OrgSecretsError('NotPermitted', 'no', { fault: 'user' }));
      expect((await runCli(['plan'], { plan, loadRun: async () => run })).exitCode).to.equal(1);
      expect(closed).to.equal(1);
    });
  });

  describe('apply', () => {
    it('refuses with 3 where nobody can be asked, before anything is done', async () => {
      const ended = await runCli(['apply'], {});
      expect(ended.exitCode).to.equal(3);
      expect(ended.stderr).to.contain('--auto-approve');
    });

    it('shows the plan on stderr and the outcome on stdout with --auto-approve', async () => {
      const ended = await runCli(['apply', '--auto-approve'], {
        apply: async (_run, { approve }) => {
          expect(await approve(planView(ids))).to.equal(true);
          return outcomeView(ids);
        },
      });
      expect(ended.exitCode).to.equal(0);
      expect(ended.stderr).to.contain('Plan for organization o-acme123456');
      expect(ended.stdout)
        .to.match(/^✔ Done/)
        .and.not.to.contain('Plan for organization');
    });

    for (const [typed, agreed] of [
      ['yes\n', true],
      ['y\n', true],
      ['no\n', false],
      ['\n', false],
      ['', false],
    ] as const) {
      it(`takes ${JSON.stringify(typed)} in a terminal as a ${agreed ? 'yes' : 'no'}`, async () => {
        let answer: boolean | undefined;
        await runCli(
          ['apply'],
          {
            apply: async (_run, { approve }) => {
              answer = await approve(planView(ids));
              return outcomeView(ids);
            },
          },
          { terminal: { columns: 80, typed } },
        );
        expect(answer).to.equal(agreed);
      });
    }

    it('does not ask where there is nothing to do', async () => {
      const ended = await runCli(
        ['apply'],
        {
          apply: async (_run, { approve }) => {
            expect(await approve(planView(ids, emptyPlan))).to.equal(true);
            return outcomeView(ids, { results: [] });
          },
        },
        { terminal: { columns: 80 } },
      );
      expect(ended.stdout).to.contain('Nothing to do');
    });

    it('hands a saved plan on, with the gaps and the destruction that are allowed', async () => {
      const file = join(folder, 'saved.json');
      await writeFile(file, printPlan(bootstrapPlan(ids)));
      const gaps = ['--accept-gaps', '111111111111', '--accept-gaps', '222222222222/eu-west-1'];
      const ended = await runCli(['apply', file, ...gaps, '--allow-destroy'], {
        apply: async (_run, choices) => {
          expect(choices.approved).to.deep.equal(bootstrapPlan(ids));
          expect(choices.acceptGaps).to.deep.equal(['111111111111', '222222222222/eu-west-1']);
          expect(choices.allowDestroy).to.equal(true);
          return outcomeView(ids);
        },
      });
      expect(ended.exitCode).to.equal(0);
    });

    it('narrows itself to the accounts named, each once', async () => {
      const accounts = ['111111111111', '222222222222', '111111111111'].flatMap((id) => ['--account', id]);
      await runCli(['apply', '--auto-approve', ...accounts], {
        apply: async (_run, { scope }) => {
          expect(scope).to.deep.equal({ accounts: new Set(['111111111111', '222222222222']) });
          return outcomeView(ids);
        },
      });
      await runCli(['plan', '--account', '222222222222'], {
        plan: async (_run, scope) => {
          expect(scope).to.deep.equal({ accounts: new Set(['222222222222']) });
          return planView(ids);
        },
      });
      expect((await runCli(['apply', '--auto-approve', '--account', '1234'], {})).exitCode).to.equal(3);
    });

    it('does not narrow a saved plan, which says itself what it is for', async () => {
      const file = join(folder, 'for-all.json');
      await writeFile(file, printPlan(bootstrapPlan(ids)));
      const ended = await runCli(['apply', file, '--account', '111111111111'], {});
      expect(ended.exitCode).to.equal(3);
      expect(ended.stderr).to.contain('orgsecrets plan --account ACCOUNT --out FILE');
    });

    it('refuses a file that holds no plan with 3', async () => {
      const file = join(folder, 'not-a-plan.json');
      await writeFile(file, '{"version": 2}');
      expect((await runCli(['apply', file], {})).exitCode).to.equal(3);
      expect((await runCli(['apply', join(folder, 'missing.json')], {})).exitCode).to.equal(3);
    });

    for (const [outcome, exitCode] of [
      ['done', 0],
      ['failed', 1],
      ['refused', 4],
      ['interrupted', 130],
    ] as const) {
      it(`ends with ${exitCode} where the outcome is ${outcome}, and prints it all the same`, async () => {
        const ended = await runCli(['apply', '--auto-approve', '--json'], {
          apply: async () => outcomeView(ids, { outcome }),
        });
        expect(ended.exitCode).to.equal(exitCode);
        expect((JSON.parse(ended.stdout) as { outcome: string }).outcome).to.equal(outcome);
      });
    }
  });

  describe('doctor', () => {
    const ok = { code: 'D001', title: 'Credentials work', verdict: 'ok', reason: 'fine' } as const;

    it('ends with 1 only where a check failed', async () => {
      const doctor = (verdict: 'warning' | 'failed' | 'unknown') => async () => [
        ok,
        { ...ok, code: 'D002', verdict },
      ];
      expect((await runCli(['doctor'], { doctor: doctor('warning') })).exitCode).to.equal(0);
      expect((await runCli(['doctor'], { doctor: doctor('unknown') })).exitCode).to.equal(0);
      expect((await runCli(['doctor'], { doctor: doctor('failed') })).exitCode).to.equal(1);
    });

    it('shows how to mend what is not in order, a line per command', async () => {
      const mend = 'aws one\naws two';
      const ended = await runCli(['doctor'], { doctor: async () => [{ ...ok, verdict: 'failed', mend }] });
      expect(ended.stdout).to.contain('→ aws one\n').and.to.contain('→ aws two\n');
    });
  });

  describe('status', () => {
    it('prints the coverage and the aggregator as one document with --json', async () => {
      const gaps = gapsOf(targetsOf(ids, ['eu-west-1']), 'recorder', 'not recording');
      const view = statusView(ids);
      const coverage = { ...view.coverage, recorder: { desired: 28, verified: 24, gaps } };
      const ended = await runCli(['status', '--json'], { status: async () => ({ ...view, coverage }) });
      const document = JSON.parse(ended.stdout) as {
        coverage: { recorder: { gaps: unknown[] } };
        aggregator: object;
      };
      expect(document.coverage.recorder.gaps[0]).to.deep.equal({
        accountId: ids[0],
        region: 'eu-west-1',
        reason: 'not recording',
        instructions: 'start it',
      });
      expect(document.aggregator).to.include({
        name: 'orgsecrets',
        status: 'succeeded',
        region: 'eu-central-1',
      });
    });
  });

  describe('simulate', () => {
    it('prints one JSON line, serves until Ctrl-C, closes, and ends with 0', async () => {
      let closed = false;
      let press = () => {};
      const ended = await runCli(
        [
          'simulate',
          '--world',
          'w.yaml',
          '--port',
          '4566',
          '--seed',
          '7',
          '--time-scale',
          '2.5',
          '--snapshot',
          's.json',
        ],
        {
          simulate: async (choices) => {
            expect(choices).to.deep.equal({
              worldFile: 'w.yaml',
              port: 4566,
              seed: 7,
              timeScale: 2.5,
              snapshotFile: 's.json',
            });
            setTimeout(press, 5);
            return {
              announcement: { endpoint: 'http://127.0.0.1:4566' },
              close: async () => void (closed = true),
            };
          },
        },
        { interrupt: (way) => (press = way) },
      );
      expect(ended).to.include({ exitCode: 0, stdout: '{"endpoint":"http://127.0.0.1:4566"}\n' });
      expect(closed).to.equal(true);
    });
  });
});
