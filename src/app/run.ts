import type { Aws } from '../aws/aws.js';
import type { Catalog } from '../model/catalog.js';
import type { Clock } from '../model/clock.js';
import type { Templates } from '../model/desired.js';
import type { Emit } from '../model/events.js';
import type { OrgConfig } from '../model/org-config.js';

/** All that a use case needs; everything ambient is in here. */
export interface Run {
  readonly config: OrgConfig;
  /** The org.yaml's path as given, for the sources of exclusions. */
  readonly configFile: string;
  readonly catalog: Catalog;
  readonly templates: Templates;
  readonly aws: Aws;
  readonly clock: Clock;
  readonly emit: Emit;
  /** Aborted by Ctrl-C: the call in flight ends, nothing new starts. */
  readonly signal: AbortSignal;
}
