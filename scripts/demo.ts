import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

// The whole way from an org.yaml to a proved aggregator, on the embedded organization: `npm run demo`.

const root = fileURLToPath(new URL('..', import.meta.url));
const orgFile = 'config/worlds/acme.org.yaml';
const worldFile = 'config/worlds/acme.yaml';
/** Minutes of StackSets take seconds. */
const timeScale = '60';

interface Announcement {
  readonly endpoint: string;
  readonly credentials: Readonly<
    Record<string, { accessKeyId: string; secretAccessKey: string; sessionToken?: string }>
  >;
}

interface Step {
  readonly args: readonly string[];
  /** Why this step is shown. */
  readonly what: string;
  /** What its result must say, or the demo promises too much. */
  readonly says?: string;
}

const steps: readonly Step[] = [
  { args: ['validate'], what: 'the org.yaml is checked, without a call to AWS' },
  { args: ['doctor'], what: 'every prerequisite is looked at' },
  { args: ['plan'], what: 'what would be done' },
  { args: ['apply', '--auto-approve'], what: 'it is done, proved, and only then the aggregator is made' },
  { args: ['apply', '--auto-approve'], what: 'a second apply finds nothing to do', says: 'Nothing to do' },
  { args: ['status'], what: 'what is covered, read back from AWS Config', says: 'succeeded' },
];

const simulator = orgsecrets(['simulate', '--world', worldFile, '--time-scale', timeScale], process.env);
const simulatorEnded = ended(simulator);
// Whatever happens to this process, the child must not stay behind.
process.once('exit', () => simulator.kill());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
try {
  process.exitCode = await demo(await announcementOf(simulator));
} finally {
  simulator.kill('SIGTERM');
  await simulatorEnded;
}

async function demo(announcement: Announcement): Promise<number> {
  const env = environment(announcement);
  const started = performance.now();
  for (const { args, what, says = '' } of steps) {
    const line = [...args, '--config', orgFile];
    console.log(`\n# ${what}\n$ orgsecrets ${line.join(' ')}`);
    const { exitCode, stdout } = await shown(orgsecrets(line, env));
    if (exitCode === 0 && stdout.includes(says)) continue;
    const why = exitCode === 0 ? `it does not say '${says}'` : `it ended with ${exitCode}`;
    console.error(`\nThe demo stops here: ${why}.`);
    return 1;
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`\nDone in ${seconds} s. Nothing of it was real, and every call was one that AWS knows.`);
  return 0;
}

/** As a person's shell would be set up, with the keys of the operator that the world names. */
function environment({ endpoint, credentials }: Announcement): NodeJS.ProcessEnv {
  const keys = credentials.operator;
  if (keys === undefined) throw new Error(`${worldFile} names no principal 'operator'`);
  return {
    ...process.env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ...(keys.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: keys.sessionToken }),
    // The results pass through this process: they are to look as if they did not.
    ...(process.stdout.isTTY ? { FORCE_COLOR: '1', COLUMNS: String(process.stdout.columns) } : {}),
  };
}

function orgsecrets(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, ['bin/orgsecrets.js', ...args], {
    cwd: root,
    env,
    stdio: ['inherit', 'pipe', 'inherit'],
  });
}

/** Passes a child's stdout on while it runs. */
async function shown(child: ChildProcess): Promise<{ exitCode: number; stdout: string }> {
  let stdout = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    process.stdout.write(chunk);
  });
  return { exitCode: await ended(child), stdout };
}

/** The simulator's one line, or an error where it ends before it. */
async function announcementOf(child: ChildProcess): Promise<Announcement> {
  if (child.stdout === null) throw new Error('the simulator has no stdout');
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line) as Announcement;
  throw new Error('the simulator ended before it was ready');
}

/** The exit code, once all that was written is read. */
function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
