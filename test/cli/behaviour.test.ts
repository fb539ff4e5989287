import { expect } from 'chai';
import type { Action } from '../../src/model/plan.js';
import { errorCodes, OrgSecretsError } from '../../src/model/errors.js';
import type { ErrorCode } from '../../src/model/errors.js';
import { errorSchema } from '../../src/report/json/error.js';
import { accountIds, bootstrapPlan, outcomeView, planView } from '../report/sample.js';
import { fakeRun, runCli } from './fake-host.js';

const ids = accountIds(4);

const controlCodes = /\u001b/;

function failing(error: Error) {
  return { loadRun: () => Promise.reject(error) };
}

describe('the command line', () => {
  describe('usage', () => {
    for (const [args, nearest] of [
      [['pln'], 'plan'],
      [['statsu'], 'status'],
      [['plan', '--conifg', 'x'], '--config'],
      [['apply', '--auto-aprove'], '--auto-approve'],
    ] as const) {
      it(`names ${nearest} for ${args.join(' ')} and ends with 3`, async () => {
        const ended = await runCli(args, {});
        expect(ended.exitCode).to.equal(3);
        expect(ended.stderr).to.contain(`Did you mean ${nearest}?`);
        expect(ended.stdout).to.equal('');
      });
    }

    for (const args of [
      [],
      ['plan', 'extra'],
      ['apply', '--accept-gaps', 'all'],
      ['apply', '--accept-gaps', '12345678901'],
      ['simulate'],
      ['simulate', '--world', 'w', '--port', '70000'],
      ['simulate', '--world', 'w', '--port', 'x'],
      ['simulate', '--world', 'w', '--time-scale', '0'],
    ]) {
      it(`ends 'orgsecrets ${args.join(' ')}' with 3`, async () => {
        expect((await runCli(args, {})).exitCode).to.equal(3);
      });
    }

    for (const name of ['validate', 'doctor', 'plan', 'apply', 'status', 'simulate']) {
      it(`shows examples and IAM actions in the help of ${name}`, async () => {
        const ended = await runCli([name, '--help'], {});
        expect(ended).to.include({ exitCode: 0, stderr: '' });
        expect(ended.stdout).to.contain('Examples:').and.to.contain('IAM actions:');
      });
    }

    it('prints the version', async () => {
      const ended = await runCli(['--version'], {});
      expect(ended.stdout).to.match(/^\d+\.\d+\.\d+\n$/);
    });
  });

  describe('errors', () => {
    const exits: Partial<Record<ErrorCode, number>> = {
      InvalidConfig: 3,
      InvalidUsage: 3,
      Refused: 4,
      PlanChanged: 4,
      Interrupted: 130,
    };
    for (const code of Object.keys(errorCodes) as ErrorCode[]) {
      it(`ends with ${exits[code] ?? 1} for ${code}`, async () => {
        const error = new OrgSecretsError(code, 'told', { fault: 'user' });
        expect((await runCli(['plan'], failing(error))).exitCode).to.equal(exits[code] ?? 1);
      });
    }

    it('tells code, message, targets and what to do, and no stack trace', async () => {
      const error = new OrgSecretsError('NotPermitted', 'AWS denied config:X', {
        fault: 'user',
        targets: [{ accountId: '123456789012', region: 'eu-west-1' }],
        instructions: 'Attach policies/caller.json.',
        cause: new Error('AccessDenied: because'),
      });
      const { stderr, stdout } = await runCli(['plan'], failing(error));
      expect(stderr)
        .to.contain('NotPermitted: AWS denied config:X')
        .and.to.contain('123456789012 in eu-west-1');
      expect(stderr).to.contain('→ Attach policies/caller.json.');
      expect(stderr)
        .not.to.contain('because')
        .and.not.to.match(/\n\s+at /);
      expect(stdout).to.equal('');
      expect((await runCli(['plan', '--verbose'], failing(error))).stderr).to.contain(
        'caused by Error: AccessDenied: because',
      );
    });

    it('calls what nobody expected a defect, with the stack only for --verbose', async () => {
      const quiet = await runCli(['plan'], failing(new TypeError('x is not a function')));
      expect(quiet.exitCode).to.equal(1);
      expect(quiet.stderr)
        .to.contain('Internal: TypeError')
        .and.not.to.match(/\n\s+at /);
      expect((await runCli(['plan', '--verbose'], failing(new TypeError('x')))).stderr).to.match(/\n\s+at /);
    });

    it('prints the error as one document with --json', async () => {
      const error = new OrgSecretsError('NoCredentials', 'none', { fault: 'user' });
      const { stdout } = await runCli(['status', '--json'], failing(error));
      expect(errorSchema.parse(JSON.parse(stdout)).error).to.include({
        code: 'NoCredentials',
        message: 'none',
      });
    });
  });

  describe('Ctrl-C', () => {
    it('aborts the signal, says how to go on, and ends with 130', async () => {
      let press = () => {};
      const ended = await runCli(
        ['plan'],
        {
          plan: async () => {
            press();
            throw new DOMException('aborted', 'AbortError');
          },
        },
        { interrupt: (way) => (press = way) },
      );
      expect(ended.exitCode).to.equal(130);
      expect(ended.stderr)
        .to.contain('Ctrl-C again ends at once')
        .and.to.contain('Run the same command again');
    });

    it('ends at once the second time', async () => {
      const killed: number[] = [];
      let press = () => {};
      await runCli(
        ['apply', '--auto-approve'],
        {
          apply: async () => {
            press();
            expect(killed).to.deep.equal([]);
            press();
            return outcomeView(ids, { outcome: 'interrupted' });
          },
        },
        { interrupt: (way) => (press = way), onKill: (exitCode) => killed.push(exitCode) },
      );
      expect(killed).to.deep.equal([130]);
    });
  });

  describe('colours and control codes', () => {
    const plan = async () => planView(ids);

    it('are absent from a log', async () => {
      const { stdout, stderr } = await runCli(['plan'], { plan });
      expect(stdout + stderr).not.to.match(controlCodes);
    });

    it('are there in a terminal, and not with NO_COLOR', async () => {
      expect((await runCli(['plan'], { plan }, { terminal: { columns: 80 } })).stdout).to.match(controlCodes);
      const quiet = await runCli(['plan'], { plan }, { terminal: { columns: 80 }, env: { NO_COLOR: '1' } });
      expect(quiet.stdout).not.to.match(controlCodes);
    });

    it('can be had in a log with FORCE_COLOR', async () => {
      expect((await runCli(['plan'], { plan }, { env: { FORCE_COLOR: '1' } })).stdout).to.match(controlCodes);
    });
  });

  describe('progress', () => {
    const action = bootstrapPlan(ids).actions[0] as Action;
    const call = {
      code: 'call',
      service: 'config',
      operation: 'PutX',
      accountId: ids[0]!,
      region: 'eu-west-1',
      requestId: 'r-1',
      attempts: 2,
    } as const;

    async function progressOf(args: readonly string[], total: number) {
      return runCli(['plan', ...args], {
        loadRun: async ({ emit }) => {
          emit({ code: 'reading', what: 'organization' });
          for (let done = 0; done <= total; done += 1) emit({ code: 'looking', done, total });
          emit(call);
          emit({ code: 'planned', actions: [action], trip: 1 });
          emit({
            code: 'action-ended',
            action,
            state: 'failed',
            failures: [{ accountId: ids[0]!, region: 'eu-west-1', reason: 'AWS says no' }],
          });
          return fakeRun;
        },
        plan: async () => planView(ids),
      });
    }

    it('is a line per piece of news in a log, however many steps there are', async () => {
      const { stderr } = await progressOf([], 10_000);
      expect(stderr).to.contain('reading organization').and.to.contain('looking 10,000 of 10,000');
      expect(stderr).to.contain(`${ids[0]} in eu-west-1: AWS says no`);
      expect(stderr).not.to.contain('config:PutX');
      expect(stderr.split('\n').length).to.be.below(20);
    });

    it('shows calls with their request ids for --verbose', async () => {
      const { stderr } = await progressOf(['--verbose'], 1);
      expect(stderr).to.contain(`call config:PutX ${ids[0]} eu-west-1 request r-1 2 attempts`);
    });

    it('is a JSON document a line for --json --verbose', async () => {
      const { stderr } = await progressOf(['--verbose', '--json'], 1);
      const events = stderr
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { code: string });
      expect(events.map((event) => event.code)).to.deep.equal([
        'reading',
        'looking',
        'looking',
        'call',
        'planned',
        'action-ended',
      ]);
    });

    it('draws a tree in a terminal and ends it before the result', async () => {
      const { stderr, stdout } = await runCli(
        ['apply', '--auto-approve'],
        {
          loadRun: async ({ emit }) => {
            emit({ code: 'reading', what: 'organization' });
            emit({ code: 'planned', actions: [action], trip: 1 });
            emit({ code: 'action-started', action });
            await new Promise((resolve) => setTimeout(resolve, 600));
            emit({ code: 'action-ended', action, state: 'done', failures: [] });
            return fakeRun;
          },
          apply: async () => outcomeView(ids),
        },
        { terminal: { columns: 80 } },
      );
      expect(stderr)
        .to.contain('Organization')
        .and.to.contain('turn on trusted access for CloudFormation StackSets');
      expect(stdout).to.contain('Done: everything is proved.');
    });
  });
});
