import { expect } from 'chai';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { matches, parsePattern } from '../../src/simulator/event-pattern/pattern.js';
import { targetInput } from '../../src/simulator/services/events/target-input.js';
import { startCliWorld, type CliWorld } from '../support/cli.js';
import { moveAccount } from '../support/disturb/accounts.js';
import { environmentOf, orgFileOf } from '../support/in-process.js';
import { targetsIn } from '../support/real-life.js';
import { parseTemplate, type Template } from '../templates/load.js';
import { samples } from './events.js';
import { examples } from './files.js';
import { makeNpm } from './npm.js';
import { runScript, sh } from './run-script.js';

const file = join(examples, 'eventbridge-codebuild', 'template.yaml');
const template: Template = parseTemplate(readFileSync(file, 'utf8'));
const propertiesOf = (name: string) => template.Resources[name]?.Properties ?? {};
const role = 'orgsecrets-new-accounts';

describe('the events of examples/eventbridge-codebuild', () => {
  const rules = Object.entries(template.Resources).filter(([, { Type }]) => Type === 'AWS::Events::Rule');
  const [ruleArn, ingestionTime] = ['arn:aws:events:us-east-1:111111111111:rule/one', '2026-11-27T08:27:14Z'];

  for (const [title, [event, rule, input]] of Object.entries(samples))
    it(`${rule === undefined ? 'start nothing' : 'start one run'}: ${title}`, () => {
      const matched = rules.filter(([, { Properties: properties }]) =>
        matches(parsePattern(JSON.stringify(properties?.EventPattern)), { ...event }),
      );
      expect(matched.map(([name]) => name)).to.deep.equal(rule === undefined ? [] : [rule]);
      for (const [ruleName, { Properties: properties }] of matched) {
        const [target] = properties?.Targets as Record<string, unknown>[];
        const given = targetInput(target!, event, { ruleArn, ruleName, ingestionTime });
        expect(JSON.parse(given)).to.deep.equal(input);
      }
    });

  it('reach the build by a state machine that tries again, one build at a time', () => {
    const { States: states } = propertiesOf('StateMachine').Definition as {
      States: { Cover: { Parameters: object; Retry: { ErrorEquals: string[]; MaxAttempts: number }[] } };
    };
    expect(states.Cover.Parameters).to.deep.equal({
      ProjectName: { Ref: 'Project' },
      EnvironmentVariablesOverride: [{ Name: 'ACCOUNT', Type: 'PLAINTEXT', 'Value.$': '$.account' }],
    });
    expect(
      states.Cover.Retry.map(({ ErrorEquals: [error], MaxAttempts }) => [error, MaxAttempts > 1]),
    ).to.deep.equal([
      ['CodeBuild.AccountLimitExceededException', true],
      ['States.ALL', true],
    ]);
    expect(propertiesOf('Project').ConcurrentBuildLimit).to.equal(1);
    expect(propertiesOf('BuildRole')).to.deep.include({
      RoleName: role,
      ManagedPolicyArns: [{ Ref: 'CallerPolicyArn' }],
    });
  });
});

interface BuildSpec {
  readonly phases: Readonly<Record<'install' | 'build', { readonly commands: readonly string[] }>>;
  readonly artifacts: { readonly 'base-directory': string };
}

describe('the build of examples/eventbridge-codebuild, command by command', function () {
  this.timeout(180_000);
  const { BuildSpec: text } = propertiesOf('Project').Source as { BuildSpec: string };
  const spec = parse(text) as BuildSpec;
  const late = ['555555555555', '666666666666'] as const;
  let world: CliWorld;
  let folder: string;
  let org: string;

  before(async () => {
    const outside = late.map((id) => `  - { id: '${id}', name: late-${id[0]}, ou: /Outside }\n`).join('');
    world = await startCliWorld('small', (worldText) =>
      worldText
        .replace('principals:\n', `${outside}principals:\n  build: BUILD\n`)
        .replace(
          'BUILD',
          `{ accountId: '111111111111', type: role, name: ${role}, policies: [policies/caller.json] }`,
        ),
    );
    folder = mkdtempSync(join(tmpdir(), 'orgsecrets-'));
    makeNpm(join(folder, 'bin'));
    org = readFileSync(orgFileOf('small').path(), 'utf8')
      .replace(/callers: .*/, `callers: [arn:aws:iam::111111111111:role/${role}]`)
      .replace('accounts:\n', 'accounts:\n  organizationalUnits: [/Security, /Workloads]\n');
    const first = await run('', org, [
      ...spec.phases.install.commands,
      'npx --no -- orgsecrets apply --auto-approve',
    ]);
    expect(first.exitCode, first.log).to.equal(0);
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await world.stop();
  });

  const build = (ACCOUNT: string, orgText = org) =>
    run(ACCOUNT, orgText, [...spec.phases.install.commands, ...spec.phases.build.commands]);

  async function run(ACCOUNT: string, orgText: string, commands: readonly string[]) {
    const source = mkdtempSync(join(folder, 'source-'));
    writeFileSync(join(source, 'org.yaml'), orgText);
    const PATH = [join(folder, 'bin'), process.env.PATH].join(delimiter);
    const env = { ...environmentOf(world.simulator, 'build'), PATH, HOME: folder, ACCOUNT };
    let log = '';
    for (const command of commands) {
      const ended = await runScript(sh, command, source, env);
      log += ended.log;
      if (ended.exitCode !== 0) return { exitCode: ended.exitCode, log, records: '' };
    }
    return { exitCode: 0, log, records: recordsIn(join(source, spec.artifacts['base-directory'])) };
  }

  it('does nothing, and does not fail, where the account is outside of what the org.yaml covers', async () => {
    const { exitCode, log } = await build(late[0]);
    expect(log).to.contain(`${late[0]} is not covered`);
    expect(exitCode).to.equal(0);
  });

  it('covers the account of the event, and leaves a record', async () => {
    await moveAccount(world.simulator, late[0], 'Workloads');
    const { exitCode, log, records } = await build(late[0]);
    expect(exitCode, log).to.equal(0);
    expect(records).to.match(/-apply\.jsonl$/);
    expect(targetsIn(world.simulator)).to.include({
      [`${late[0]}/us-east-1`]: 'orgsecrets records, 5 rules',
      [`${late[0]}/eu-central-1`]: 'orgsecrets records, 5 rules',
    });
  });

  it('covers whoever is not covered yet, where the event does not say who it is', async () => {
    await moveAccount(world.simulator, late[1], 'Workloads');
    const { exitCode, log, records } = await build('');
    expect(exitCode, log).to.equal(0);
    expect(records).to.match(/-drift\.jsonl$/);
    expect(targetsIn(world.simulator)).to.include({
      [`${late[1]}/us-east-1`]: 'orgsecrets records, 5 rules',
      [`${late[1]}/eu-central-1`]: 'orgsecrets records, 5 rules',
    });
  });

  it('fails, so that it is tried again, where nobody knows the account yet, or the org.yaml is wrong', async () => {
    const unknown = await build('777777777777');
    expect([unknown.exitCode !== 0, unknown.log]).to.deep.include(true);
    expect(unknown.log).to.contain('no such account');
    const wrong = await build(late[0], org.replace('version: 1', 'version: one'));
    expect(wrong.exitCode).to.equal(3);
  });
});

function recordsIn(folder: string): string {
  return existsSync(folder) ? readdirSync(folder).join(' ') : '';
}
