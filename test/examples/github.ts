import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { startCliWorld, type CliWorld } from '../support/cli.js';
import { environmentOf, orgFileOf } from '../support/in-process.js';
import { examples } from './files.js';
import { makeNpm } from './npm.js';
import { loadWorkflow, runJob, type JobResult } from './run-job.js';

/** The roles of roles.yaml, with the policies that they are to have. */
export const roles = { plan: 'orgsecrets-github-plan', apply: 'orgsecrets-github-apply' } as const;
const policies = { plan: 'policies/caller-look.json', apply: 'policies/caller.json' };
const arnOf = (role: string) => `arn:aws:iam::111111111111:role/${role}`;

const secrets = "secrets: [{ accountId: '333333333333', region: eu-central-1, name: shop/password }]\n";

/** A repository with the example workflows, on GitHub as far as they see it, and the organization that it is for. */
export interface Repository {
  readonly world: CliWorld;
  editOrg(change: (text: string) => string): void;
  /** Runs one job on a runner of its own: nothing is left from the job before but artifacts and the cache. */
  run(file: string, job: string, contexts?: Contexts): Promise<JobResult>;
  /** Names of the files in a folder of what is kept between jobs: `artifacts/NAME/…` or `cache/…`. */
  kept(path: string): readonly string[];
  remove(): Promise<void>;
}

interface Contexts {
  readonly github?: Readonly<Record<string, unknown>>;
  readonly needs?: Readonly<Record<string, JobResult>>;
  readonly env?: Readonly<Record<string, string>>;
}

export async function openRepository(): Promise<Repository> {
  const world = await startCliWorld('small', (text) => {
    const principals = (['plan', 'apply'] as const).map(
      (name) =>
        `  ${name}: { accountId: '111111111111', type: role, name: ${roles[name]}, policies: [${policies[name]}] }\n`,
    );
    return `${text.replace('principals:\n', `principals:\n${principals.join('')}`)}\n${secrets}`;
  });
  const folder = mkdtempSync(join(tmpdir(), 'orgsecrets-'));
  let org = readFileSync(orgFileOf('small').path(), 'utf8').replace(
    /callers: .*/,
    `callers: [${Object.values(roles).map(arnOf).join(', ')}]`,
  );
  const kept = join(folder, 'kept');
  makeNpm(join(folder, 'bin'));
  return {
    world,
    editOrg: (change) => (org = change(org)),
    async run(file, job, { github = {}, needs = {}, env = {} } = {}) {
      const workspace = mkdtempSync(join(folder, 'runner-'));
      checkOut(workspace, org);
      const contexts = {
        github: { repository: 'octo-org/infra', run_id: 1, run_attempt: 1, token: 'token', ...github },
        needs,
        vars: { ORGSECRETS_PLAN_ROLE: arnOf(roles.plan), ORGSECRETS_APPLY_ROLE: arnOf(roles.apply) },
      };
      const PATH = [join(folder, 'bin'), process.env.PATH].join(delimiter);
      return runJob(loadWorkflow(file), job, {
        workspace,
        contexts,
        env: { PATH, HOME: folder, AWS_ENDPOINT_URL: world.simulator.endpoint, ...env },
        actions: {
          'actions/checkout': () => {},
          'actions/setup-node': () => {},
          'aws-actions/configure-aws-credentials': (inputs) => credentials(world, inputs),
          'actions/upload-artifact': ({ name = '', path = '' }) =>
            copy(join(workspace, path), join(kept, 'artifacts', name, path)),
          'actions/download-artifact': ({ name = '' }) => copy(join(kept, 'artifacts', name), workspace),
          'actions/cache/save': ({ path = '' }) => copy(join(workspace, path), join(kept, 'cache', path)),
          'actions/cache/restore': ({ path = '' }) => copy(join(kept, 'cache', path), join(workspace, path)),
        },
      });
    },
    kept: (path) => readdirSync(join(kept, path)),
    async remove() {
      rmSync(folder, { recursive: true });
      await world.stop();
    },
  };
}

/** What the README tells to have in the repository. */
function checkOut(workspace: string, org: string): void {
  writeFileSync(join(workspace, 'org.yaml'), org);
  mkdirSync(join(workspace, '.github', 'orgsecrets'), { recursive: true });
  cpSync(
    join(examples, 'github-actions', 'comment.mjs'),
    join(workspace, '.github', 'orgsecrets', 'comment.mjs'),
  );
}

/** What web identity gives at AWS: the role that the job asks for, or nothing. */
function credentials(world: CliWorld, inputs: Readonly<Record<string, string>>): Record<string, string> {
  const name = (['plan', 'apply'] as const).find((one) => arnOf(roles[one]) === inputs['role-to-assume']);
  if (!name) throw new TypeError(`there is no role ${inputs['role-to-assume']}`);
  return { ...environmentOf(world.simulator, name), AWS_REGION: inputs['aws-region'] ?? '' };
}

function copy(from: string, to: string): void {
  if (existsSync(from)) cpSync(from, to, { recursive: true });
}
