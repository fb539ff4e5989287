import type { Emit } from '../../model/events.js';
import type { EntryOf } from './entries.js';

/** What a record is made with. */
export interface RecordChoices {
  readonly command: string;
  /** Of orgsecrets. */
  readonly version: string;
  /** What the command line said. */
  readonly options: EntryOf<'begun'>['options'];
  /** A file that is not there yet, or a folder; missing: the usual folder. */
  readonly path: string | undefined;
}

/** Keeps the record of one run. */
export interface RunRecorder<Run> {
  readonly emit: Emit;
  /** @throws OrgSecretsError InvalidUsage where the path that was named can not be written to. */
  begin(run: Run): void;
  end(ended: Omit<EntryOf<'closed'>, 'at' | 'code' | 'calls'>): void;
}
