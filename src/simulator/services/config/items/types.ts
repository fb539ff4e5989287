import type { Shape } from '../../../kernel/contract.js';
import type { ItemStatus } from './state.js';

export interface Relationship {
  readonly resourceType: string;
  readonly resourceId?: string;
  readonly resourceName?: string;
  /** With the blank at its end that AWS's answers have: `Is associated with `. */
  readonly relationshipName: string;
}

/** What a configuration item says of the resource itself. */
export interface Description {
  /** Absent of what has none. */
  readonly arn?: string;
  readonly name?: string;
  /** Epoch milliseconds. */
  readonly createdAt?: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly relationships: readonly Relationship[];
  /** With the member names of the published schema of the type. */
  readonly configuration: Shape;
  readonly supplementaryConfiguration?: Readonly<Record<string, unknown>>;
}

/**
 * A configuration item in full. Times are epoch milliseconds; `configuration` is structured here, while
 * GetResourceConfigHistory and BatchGetResourceConfig have it as JSON in a string.
 */
export interface ConfigurationItem extends Omit<Description, 'configuration'> {
  readonly accountId: string;
  readonly region: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly capturedAt: number;
  readonly status: ItemStatus;
  /** Orders the items of a resource. */
  readonly stateId: string;
  readonly frequency: 'CONTINUOUS' | 'DAILY';
  /** Only of daily recording. */
  readonly deliveredAt?: number;
  /** Undefined of a resource that was deleted. */
  readonly configuration?: Shape;
}
