import type { DriftFinding, MendableFinding } from '../model/drift.js';
import type { Plan } from '../model/plan.js';
import { targetKey } from '../model/target.js';
import { mendingPlan } from './mending-plan.js';
import { mends, reaching, type Reaching } from './mends.js';

/** Each finding with what mends it, or with what a person can do. */
export function withMending(findings: readonly DriftFinding[], plan: Plan): readonly MendableFinding[] {
  const mending = mendingPlan(plan);
  const actions = candidates(mending);
  const ids = new Set(mending.actions.map(({ id }) => id));
  const held = candidates({ actions: plan.actions.filter(({ id }) => !ids.has(id)) });
  return findings.map((finding) => {
    const { instructions, ...rest } = finding;
    const mendedBy = actions(finding).map(({ action }) => action.id);
    if (mendedBy.length > 0) return { ...rest, mendedBy };
    const todo = instructions ?? (held(finding).length > 0 ? consent(finding) : whatStandsIn(finding, plan));
    return { ...rest, mendedBy, ...(todo === undefined ? {} : { instructions: todo }) };
  });
}

/** What mends it takes something away, or follows on that. */
function consent({ kind }: DriftFinding): string {
  return kind === 'surplus'
    ? 'orgsecrets apply --allow-destroy takes it away.'
    : 'orgsecrets apply --allow-destroy mends it, since that takes something away as well.';
}

/** The actions that mend a finding. Those of one target are looked up, since there may be one for each. */
function candidates({ actions }: Pick<Plan, 'actions'>): (finding: DriftFinding) => readonly Reaching[] {
  const single = new Map<string, Reaching[]>();
  const others: Reaching[] = [];
  for (const action of actions) {
    if (!('target' in action)) others.push(reaching(action));
    else {
      const key = targetKey(action.target);
      single.set(key, [...(single.get(key) ?? []), reaching(action)]);
    }
  }
  return (finding) => {
    const { accountId, region } = finding;
    const here = accountId && region ? (single.get(targetKey({ accountId, region })) ?? []) : [];
    return [...here, ...others].filter((reached) => mends(reached, finding));
  };
}

/** What the plan says of the place, or of the StackSet. */
function whatStandsIn(finding: DriftFinding, { obstacles, lookLater }: Plan): string | undefined {
  const obstacle = obstacles.find((one) => isAbout(one, finding));
  if (obstacle) return obstacle.instructions;
  const isHeld = lookLater.some((one) => finding.accountId === undefined || isAbout(one, finding));
  return isHeld ? goesOn : undefined;
}

const goesOn = 'It can be looked at once the roles are there: --remediate goes on by itself.';

interface Said {
  readonly accountId?: string;
  readonly region?: string;
  readonly reason: string;
}

function isAbout(said: Said, { accountId, region, stackSet }: DriftFinding): boolean {
  if (accountId === undefined) return stackSet !== undefined && said.reason.includes(`StackSet ${stackSet} `);
  return said.accountId === accountId && (said.region === undefined || said.region === region);
}
