import { catalogue } from './catalogue.js';
import type { Disturbance } from './disturbance.js';

interface KnownCase {
  readonly why: string;
  readonly disturbances: readonly Disturbance[];
}

/** What random sequences have found once, so that it is looked at in every run. */
export const knownCases: readonly KnownCase[] = [
  {
    why: 'where the role that starts a recorder is made anew in the same run',
    disturbances: named(
      'let an update fail of StackSet orgsecrets-management-member in management us-east-1',
      'stop the recorder in management us-east-1',
      'delete the role (orgsecrets-mend) in management us-east-1',
    ),
  },
  {
    why: 'but for the aggregator, where a recorder stays off until a person has acted',
    disturbances: named(
      'let the deletion fail of StackSet orgsecrets-recorder-us-east-1 in audit us-east-1',
      'delete the aggregator',
      'delete the delivery channel in audit us-east-1',
    ),
  },
  {
    why: 'where a recorder is gone and its channel delivers elsewhere',
    disturbances: named(
      'let the delivery channel deliver elsewhere in management eu-central-1',
      'delete the recorder in management eu-central-1',
    ),
  },
  ...[
    'let the event rule match less (orgsecrets-forward) in audit us-east-1',
    'delete the instance of StackSet orgsecrets-forward-us-east-1 in audit us-east-1',
    'delete, in the account, the stack of StackSet orgsecrets-forward-us-east-1 in audit us-east-1',
  ].map((what) => ({
    why: `where a definition can only change with an instance that is made beside one that nobody can touch: ${what}`,
    disturbances: named(
      'give the template of another version to StackSet orgsecrets-forward-us-east-1',
      what,
      'let the deletion fail of StackSet orgsecrets-forward-us-east-1 in shop us-east-1',
    ),
  })),
  ...[
    'delete, in the account, the stack of StackSet orgsecrets-rules-us-east-1 in audit us-east-1',
    'delete rule secretsmanager-secret-unused in audit us-east-1',
    'let the event rule match less (orgsecrets-forward) in audit us-east-1',
  ].map((what) => ({
    why: `but for what needs a recorder, where that is gone until a person has acted: ${what}`,
    disturbances: named(
      what,
      'let the deletion fail of StackSet orgsecrets-recorder-us-east-1 in audit us-east-1',
      'delete the recorder in audit us-east-1',
    ),
  })),
];

function named(...whats: readonly string[]): readonly Disturbance[] {
  return whats.map((what) => {
    const found = catalogue.find((one) => one.what === what);
    if (!found) throw new Error(`Nothing in the catalogue is called "${what}".`);
    return found;
  });
}
