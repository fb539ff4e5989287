import { mapBounded } from '../../concurrency/map-bounded.js';
import { recorderName } from '../../desired/names.js';
import { records } from '../../desired/recording-group.js';
import type { Emit } from '../../model/events.js';
import type { Account } from '../../model/organization.js';
import type { RegionName } from '../../model/target.js';
import { LookRefused } from '../../observed/look-refused.js';
import type { MembersPort } from '../../observed/ports.js';
import type { FoundRecorder, InitFound } from '../../report/types.js';
import { sampleAccounts } from './sample.js';
import { secretType } from '../../model/secret-type.js';

/** At most so many targets are looked at, two calls each; more would only cost time: the plan looks at all of them. */
const mostTargets = 3000;

const concurrentAccounts = 16;
const concurrentRegions = 4;

export interface LookAround {
  readonly members: MembersPort;
  readonly accounts: readonly Account[];
  /** Looked at before all others. */
  readonly first: readonly string[];
  readonly regions: readonly RegionName[];
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** Which recorders exist, as far as a bounded look tells. */
export async function lookForRecorders(around: LookAround): Promise<Pick<InitFound, 'recorders' | 'looked'>> {
  const { members, accounts, first, regions, emit, signal } = around;
  const most = Math.max(1, Math.floor(mostTargets / Math.max(1, regions.length)));
  const asked = sampleAccounts(accounts, first, most);
  const refused: { accountId: string; reason: string }[] = [];
  let done = 0;
  const found = await mapBounded(asked, concurrentAccounts, async ({ id }) => {
    signal.throwIfAborted();
    const recorders = await orRefused(async () => {
      const session = await members.look(id);
      return mapBounded(regions, concurrentRegions, (region) =>
        orRefused(async (): Promise<FoundRecorder | undefined> => {
          signal.throwIfAborted();
          const config = session.config(region);
          const status = await config.recorderStatus();
          if (status === undefined) return undefined;
          const settings = await config.recorderSettings();
          const { name, recording } = status;
          const recordsSecrets = settings !== undefined && records(settings, secretType);
          return { accountId: id, region, name, recording, recordsSecrets, ours: name === recorderName };
        }),
      );
    });
    done += 1;
    emit({ code: 'looking', done: done * regions.length, total: asked.length * regions.length });
    if (recorders instanceof LookRefused) {
      refused.push({ accountId: id, reason: recorders.message });
      return [];
    }
    // A Region that an account has not enabled has no recorder in it.
    return recorders.flatMap((one) => (one === undefined || one instanceof LookRefused ? [] : [one]));
  });
  return {
    recorders: found.flat(),
    looked: { accounts: asked.length, of: accounts.length, regions: regions.length, refused },
  };
}

async function orRefused<T>(look: () => Promise<T>): Promise<T | LookRefused> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof LookRefused) return error;
    throw error;
  }
}
