/** What came back: an answer or the code of an error. */
export interface Result {
  /** Of HTTP; 0 where the client itself gave up. */
  readonly status: number;
  readonly answer?: unknown;
  readonly error?: string;
}

/** One call of a scenario. */
interface Step {
  /** `service:Operation`. */
  readonly operation: string;
  /** Which call of that operation it was, from 1. */
  readonly nth: number;
  readonly result: Result;
}

export interface Recording {
  readonly steps: readonly Step[];
  /** Scenarios that could not go on, with the reason. */
  readonly broken: Readonly<Record<string, string>>;
}

type DifferenceKind = 'only-moto' | 'only-simulator' | 'differs';

export interface Difference {
  readonly operation: string;
  /** Where in the answer; `[]` for any item of a list. */
  readonly path: string;
  readonly kind: DifferenceKind;
  /** For people: which calls, and the two values of the first. */
  readonly calls: readonly number[];
  readonly moto: unknown;
  readonly simulator: unknown;
}

/** All differences, one for each operation, path and kind. Steps are paired by operation and ordinal. */
export function differences(moto: Recording, simulator: Recording): readonly Difference[] {
  const found = new Map<string, Difference>();
  const other = new Map(simulator.steps.map((step) => [stepKey(step), step]));
  for (const step of moto.steps) {
    const match = other.get(stepKey(step));
    other.delete(stepKey(step));
    for (const leaf of diffResults(step.result, match?.result)) note(found, step, leaf);
  }
  for (const step of other.values()) {
    note(found, step, { path: 'outcome', kind: 'only-simulator', moto: undefined, simulator: step.result });
  }
  return [...found.values()];
}

function stepKey(step: Step): string {
  return `${step.operation}#${step.nth}`;
}

type Leaf = Pick<Difference, 'path' | 'kind' | 'moto' | 'simulator'>;

function note(found: Map<string, Difference>, step: Step, leaf: Leaf): void {
  const key = `${step.operation} ${leaf.path} ${leaf.kind}`;
  const known = found.get(key);
  found.set(
    key,
    known
      ? { ...known, calls: [...known.calls, step.nth] }
      : { ...leaf, operation: step.operation, calls: [step.nth] },
  );
}

/** `outcome` where one side answered and the other did not, or with another error; else what differs inside. */
function* diffResults(moto: Result, simulator: Result | undefined): Generator<Leaf> {
  if (simulator === undefined) yield { path: 'outcome', kind: 'only-moto', moto, simulator };
  else if (moto.error !== simulator.error) yield { path: 'outcome', kind: 'differs', moto, simulator };
  else yield* diff(moto, simulator, '');
}

function* diff(moto: unknown, simulator: unknown, path: string): Generator<Leaf> {
  if (JSON.stringify(moto) === JSON.stringify(simulator)) return;
  if (moto === undefined || simulator === undefined) {
    yield { path, kind: simulator === undefined ? 'only-moto' : 'only-simulator', moto, simulator };
  } else if (Array.isArray(moto) && Array.isArray(simulator)) {
    for (let index = 0; index < Math.max(moto.length, simulator.length); index++) {
      yield* diff(moto[index], simulator[index], `${path}[]`);
    }
  } else if (isFields(moto) && isFields(simulator)) {
    for (const name of new Set([...Object.keys(moto), ...Object.keys(simulator)])) {
      yield* diff(moto[name], simulator[name], path === '' ? name : `${path}.${name}`);
    }
  } else {
    yield { path, kind: 'differs', moto, simulator };
  }
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
