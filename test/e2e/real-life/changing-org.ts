import { expect } from 'chai';
import type { Plan } from '../../../src/model/plan.js';
import type { ApplyDocument } from '../../../src/report/json/apply.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { changedIn, foreignIn } from '../../support/foreign.js';
import { mutatingCallsIn, placesThatLost, stepsOf } from '../../support/steps.js';

/** Accounts of config/worlds/changed-org.yaml. */
export const management = '111111111111';
export const audit = '222222222222';
export const security = '222222222223';
export const shop = '333333333331';
export const billing = '333333333332';
export const lab = '444444444441';
export const members = [audit, security, shop, billing, lab].join('+');
/** Where a recorder of ours is in us-east-1: the lab's own stays. */
export const withOurRecorder = [audit, security, shop, billing].join('+');

/** What one run called, and where anything was gone for a moment or for good. */
interface ChangedRun {
  readonly document: ApplyDocument;
  readonly calls: Readonly<Record<string, number>>;
  readonly lost: readonly string[];
}

/** The organization of that world, covered, whose org.yaml is about to change. */
export interface ChangingOrg {
  readonly world: CliWorld;
  plan(): Promise<Plan>;
  /** Edits the org.yaml. */
  change(from: string | RegExp, to: string): void;
  /** An apply that is done, after which a plan has nothing left to do. */
  run(...args: readonly string[]): Promise<ChangedRun>;
  /** Refused as long as nobody allows it, without a mutating call; then done, with --allow-destroy. */
  allowed(): Promise<ChangedRun>;
  /** What others have, and is not as it was before the first apply. */
  changedForeign(): readonly unknown[];
}

/** @param adapt changes the world before it starts. */
export async function startChangingOrg(adapt?: (text: string) => string): Promise<ChangingOrg> {
  const world = await startCliWorld('changed-org', adapt);
  const foreign = foreignIn(world.simulator);
  const plan = async () => (await world.json<{ plan: Plan }>(['plan'])).document.plan;
  const run = async (...args: readonly string[]): Promise<ChangedRun> => {
    const begun = world.simulator.log.length;
    const { document } = await world.json<ApplyDocument>(['apply', '--auto-approve', ...args]);
    expect(document.outcome, JSON.stringify(document.actions.failed)).to.equal('done');
    const log = world.simulator.log.slice(begun);
    expect(stepsOf(await plan())).to.deep.equal([]);
    return { document, calls: mutatingCallsIn(log), lost: placesThatLost(log) };
  };
  await run();
  return {
    world,
    plan,
    run,
    change: (from, to) =>
      world.editOrg((text) => {
        const changed = text.replace(from, to);
        expect(changed, 'the edit').not.to.equal(text);
        return changed;
      }),
    async allowed() {
      const begun = world.simulator.log.length;
      const refused = await world.orgsecrets(['apply', '--auto-approve']);
      expect(refused.exitCode, refused.stderr).to.equal(4);
      expect(mutatingCallsIn(world.simulator.log.slice(begun))).to.deep.equal({});
      expect(refused.stderr).to.contain('--allow-destroy');
      return run('--allow-destroy');
    },
    changedForeign: () => changedIn(world.simulator, foreign),
  };
}
