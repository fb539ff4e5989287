import type { Figure } from './figures.js';
import type { Joined } from './joining.js';
import type { Size } from './organization.js';

/** What is awaited is asked for more than once: stacks that are being made, rules that evaluate. */
const callsGoal = 1.1;

export function joinFigures(one: Joined, { regions }: Size): readonly Figure[] {
  const name = `${one.joined} join ${one.before} × ${regions}`;
  const none = { against: 0, what: 'none', goal: 1 } as const;
  return [
    {
      name: `${name}: calls`,
      measured: one.calls,
      unit: '',
      against: one.bound,
      what: 'the fewest possible',
      goal: callsGoal,
    },
    {
      name: `${name}: calls that change something`,
      measured: one.mutating,
      unit: '',
      against: 1 + 3 * regions,
      what: 'an operation a StackSet',
      goal: 1,
    },
    { name: `${name}: unproved`, measured: one.targets - one.verified, unit: 'targets', ...none },
    { name: `${name}: others touched`, measured: one.disturbed.length, unit: 'accounts', ...none },
    {
      name: `${name}: CPU, simulator included`,
      measured: one.cpuSeconds,
      unit: 's',
      against: 0,
      what: '',
    },
  ];
}
