import { expect } from 'chai';
import type { DoctorDocument } from '../../../src/report/json/doctor.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { isOutsideChange } from '../../support/outside-change.js';

type Verdicts = Readonly<Record<string, string>>;

interface Broken {
  /** Added to the world, or changed in it. */
  readonly world?: (text: string) => string;
  readonly org?: (text: string) => string;
  readonly env?: (world: CliWorld) => Record<string, string>;
  readonly prepare?: (world: CliWorld) => Promise<unknown>;
  readonly args?: readonly string[];
}

/** Runs doctor where one thing is broken: whatever is not as it should be comes with what mends it. */
export async function doctor({ world: change, org, env, prepare, args = [] }: Broken) {
  const world = await startCliWorld('doctor', change);
  try {
    if (org) world.editOrg(org);
    await prepare?.(world);
    const options = env ? { env: env(world) } : {};
    const ended = await world.orgsecrets(['doctor', '--json', ...args], options);
    const { checks = [] } = JSON.parse(ended.stdout) as Partial<DoctorDocument>;
    for (const { code, verdict, mend } of checks)
      if (verdict === 'failed' || verdict === 'warning') expect(mend, `how to mend ${code}`).to.match(/\w/);
    const verdicts: Verdicts = Object.fromEntries(checks.map(({ code, verdict }) => [code, verdict]));
    const check = (code: string) => checks.find((one) => one.code === code);
    const mutating = world.simulator.log.filter(isOutsideChange);
    return { ...ended, checks, check, verdicts, others: notOk(verdicts), mutating };
  } finally {
    await world.stop();
  }
}

/** What is not ok, by code. */
function notOk(verdicts: Verdicts): Verdicts {
  return Object.fromEntries(Object.entries(verdicts).filter(([, verdict]) => verdict !== 'ok'));
}

/** YAML at the end of a world file. */
export const added = (yaml: string) => (text: string) => `${text}${yaml}\n`;
