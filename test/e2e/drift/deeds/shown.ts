import type { DriftKind } from '../../../../src/model/drift.js';
import { coverageDeeds } from './coverage.js';
import type { Deed } from './deed.js';
import { leftDeeds } from './left.js';
import { madeRounds } from './made.js';
import { mendedRounds } from './mended.js';

/** What may happen, what it is found as, and the test on the built command line that shows it. */
interface Shown {
  readonly what: string;
  readonly kinds: readonly DriftKind[];
  /** Under test/e2e. */
  readonly file: string;
}

/** Tests whose deeds are written where they are done. */
const written: readonly Shown[] = [
  {
    what: 'The stack with the roles of the management account’s StackSets loses its tag.',
    kinds: ['management-roles-unowned'],
    file: 'drift/unowned.test.ts',
  },
  {
    what: 'A StackSet loses its tag.',
    kinds: ['definition-unowned'],
    file: 'drift/unowned.test.ts',
  },
  {
    what: 'The aggregator is put with another role, or over one account.',
    kinds: ['aggregator-unowned'],
    file: 'drift/unowned.test.ts',
  },
  {
    what: 'Somebody unsubscribes by a click in a mail.',
    kinds: ['subscription-missing'],
    file: 'notifications/subscriptions.test.ts',
  },
  {
    what: 'The filter of a subscription is edited.',
    kinds: ['subscription-changed'],
    file: 'notifications/subscriptions.test.ts',
  },
];

export const shown: readonly Shown[] = [
  ...of(
    'drift/mended.test.ts',
    mendedRounds.flatMap(({ deeds }) => deeds),
  ),
  ...of(
    'drift/made.test.ts',
    madeRounds.flatMap(({ deeds }) => deeds),
  ),
  ...of('drift/left.test.ts', Object.values(leftDeeds)),
  ...of('drift/coverage.test.ts', Object.values(coverageDeeds)),
  ...written,
];

function of(file: string, deeds: readonly Deed[]): readonly Shown[] {
  return deeds.map(({ what, finds }) => ({
    what,
    kinds: [...new Set(finds.map((found) => found.split(' ')[0] as DriftKind))],
    file,
  }));
}
