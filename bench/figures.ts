import type { Counted, Measured } from './measure.js';

/** One figure beside what it is held against. */
export interface Figure {
  readonly name: string;
  readonly measured: number;
  readonly unit: string;
  readonly against: number;
  /** What `against` is: a bound or a peer, in the same unit. */
  readonly what: string;
  /** The largest ratio of the two that is good enough; missing: no promise is made. */
  readonly goal?: number;
}

/** At most 1.1 × the bound. */
const callsGoal = 1.1;
/** What one more account costs may differ this much between two sizes and still be called linear. */
const linear = 1.2;

/** @param sizes from the smallest to the largest. */
export function figuresOf(sizes: readonly Measured[]): readonly Figure[] {
  return [...sizes.flatMap(figuresOfOne), ...growth(sizes)];
}

export function isMet({ measured, against, goal }: Figure): boolean {
  return goal === undefined || measured <= against * goal;
}

function figuresOfOne({ size, targets, apply, plan, status, bareSdk }: Measured): readonly Figure[] {
  const of = `${size.accounts} × ${size.regions}`;
  const sdk = (what: string) => `${what} of as many calls by the SDK alone`;
  return [
    calls(`plan when covered, ${of}`, plan, callsGoal),
    { name: `plan when covered, ${of}: actions`, measured: plan.actions, unit: '', ...none },
    ...(bareSdk
      ? [
          figure(`plan when covered, ${of}: CPU`, plan.cpuSeconds, 's', bareSdk.cpuSeconds, sdk('CPU')),
          figure(`plan when covered, ${of}: time`, plan.wallSeconds, 's', bareSdk.wallSeconds, sdk('time')),
          figure(`plan when covered, ${of}: memory`, plan.memoryMb, 'MB', bareSdk.memoryMb, sdk('memory')),
        ]
      : []),
    ...(status
      ? [
          calls(`status, ${of}`, status, callsGoal),
          { name: `status, ${of}: unproved`, measured: targets - status.verified, unit: 'targets', ...none },
        ]
      : []),
    calls(`apply from nothing, ${of}`, apply),
    {
      ...figure(
        `apply from nothing, ${of}: StackSet operations`,
        apply.operations,
        '',
        apply.fewestOperations,
      ),
      what: 'one a StackSet, one for the canary',
      goal: 1,
    },
    figure(
      `apply from nothing, ${of}: makespan`,
      apply.makespan,
      'virtual s',
      apply.criticalPath,
      'the critical path, each end noticed at once',
    ),
    figure(
      `apply from nothing, ${of}: makespan`,
      apply.makespan,
      'virtual s',
      apply.oneByOne,
      'one operation after the other',
    ),
  ];
}

/** What one more account costs between a size and the next, held against the same one step below. */
function growth(sizes: readonly Measured[]): readonly Figure[] {
  return sizes.slice(2).flatMap((large, index) => {
    const [small, middle] = sizes.slice(index) as [Measured, Measured];
    const each = (name: string, unit: string, of: (one: Measured) => number) => {
      const perAccount = (from: Measured, to: Measured) =>
        (of(to) - of(from)) / (to.size.accounts - from.size.accounts);
      return {
        ...figure(
          `plan, ${name} per account from ${middle.size.accounts} to ${large.size.accounts}`,
          perAccount(middle, large),
          unit,
          perAccount(small, middle),
          `the same from ${small.size.accounts} to ${middle.size.accounts}`,
        ),
        goal: linear,
      };
    };
    return [
      each('calls', 'calls', ({ plan }) => plan.calls),
      each('CPU', 's', ({ plan }) => plan.cpuSeconds),
      each('memory', 'MB', ({ plan }) => plan.memoryMb),
    ];
  });
}

const none = { against: 0, what: 'none', goal: 1 };

function calls(name: string, counted: Counted, goal?: number): Figure {
  return {
    ...figure(`${name}: calls`, counted.calls, 'calls', counted.bound, 'the fewest possible'),
    ...(goal === undefined ? {} : { goal }),
  };
}

function figure(name: string, measured: number, unit: string, against: number, what = ''): Figure {
  return { name, measured, unit, against, what };
}
