import type { Desired } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Observed } from '../model/observed.js';
import type { Action, Plan } from '../model/plan.js';
import { isNarrow, scopeData } from '../model/scope.js';
import { adoptionWarnings } from './adoption-warnings.js';
import { decideAggregator, type AggregatorDecision } from './aggregator-action.js';
import { underControlTower } from './control-tower.js';
import { decide } from './decide.js';
import { canariesOf } from './canary.js';
import { bucketWarnings } from './bucket-warnings.js';
import { formerAggregators, type FormerAggregators } from './former-aggregators.js';
import { foundations } from './foundations.js';
import { heldDefinitions } from './held-definitions.js';
import { refuseWhatIsNotOurs } from './ownership.js';
import { recorderActions } from './recorder-actions.js';
import { removalActions } from './removal-actions.js';
import { situationOf } from './situation.js';
import { stackSetActions } from './stack-set-actions.js';
import { decideSubscriptions } from './subscription-actions.js';

/**
 * The steps that turn observed into desired; none where both are the same. Pure: the same input gives the same plan,
 * in the same order, and each action stands after all that it depends on.
 *
 * @param approved a plan that this one must stay within: where both choose among equals, this one chooses the same.
 * @throws OrgSecretsError NotOurs where something else has one of our names; InvalidConfig or NotPermitted where what
 * was observed rules out what the org.yaml asks for.
 */
export function makePlan(desired: Desired, observed: Observed, approved?: Plan): Plan {
  refuseWhatIsNotOurs(desired, observed);
  const ground = foundations(desired, observed);
  const stackSets = desired.stackSets.filter(
    ({ permissionModel }) => permissionModel === 'SERVICE_MANAGED' || ground.selfManaged,
  );
  const situation = situationOf({ ...desired, stackSets }, observed);
  const decisions = decide(situation);
  const towerWarnings = underControlTower(situation, decisions);
  refuseAutoDeployment(desired, decisions.foreign);
  // A narrowed run does nothing to what is there for everybody: it does not know everybody.
  const isWhole = !isNarrow(desired.scope);
  const former = isWhole ? formerAggregators(desired, observed) : noFormer;
  const removed = removalActions(desired, observed, {
    before: former.elsewhere.map(({ id }) => id),
    hubLast: false,
  });
  const deployed = stackSetActions(
    situation,
    decisions,
    ground,
    removed.idsOf,
    approved ? canariesOf(approved) : [],
  );
  const changes: Action[] = [
    ...ground.actions,
    ...deployed.actions,
    ...recorderActions(situation, decisions, deployed.idsOf),
  ];
  const actions: Action[] = [
    ...former.elsewhere,
    ...removed.instances,
    ...changes,
    ...removed.definitions(deployed.idsOf),
  ];
  const told = decideSubscriptions(situation);
  const hub = desired.stackSets.find(({ kind }) => kind === 'hub')?.name;
  for (const { stackSet, put, delete: taken } of told) {
    // The hub has the role that subscribes, whatever has the topic.
    const before = new Set([hub, stackSet].flatMap((name) => (name && deployed.idsOf.get(name)) || []));
    actions.push(...[...put, ...taken].map((one) => ({ ...one, dependsOn: [...before] })));
  }
  const { action, obstacle } = isWhole ? decideAggregator(situation) : noDecision;
  if (action) {
    const targets = desired.coverage.length;
    const gate = { type: 'prove-coverage', id: 'prove-coverage', destructive: false, targets } as const;
    // What is taken away elsewhere holds up nobody.
    actions.push({ ...gate, dependsOn: changes.map(({ id }) => id) }, { ...action, dependsOn: [gate.id] });
  }
  actions.push(...former.renamed.map((one) => ({ ...one, dependsOn: action ? [action.id] : [] })));
  return {
    version: 1,
    organizationId: desired.organizationId,
    prefix: desired.prefix,
    ...(isWhole ? {} : { scope: scopeData(desired.scope) }),
    actions,
    coverage: desired.coverage,
    exclusions: desired.exclusions,
    lookLater: [...ground.lookLater, ...decisions.lookLater],
    obstacles: [
      ...ground.obstacles,
      ...decisions.obstacles,
      ...(obstacle ? [obstacle] : []),
      ...told.flatMap((one) => one.obstacles),
    ],
    warnings: [
      ...desired.warnings,
      ...adoptionWarnings(decisions, observed),
      ...towerWarnings,
      ...former.warnings,
      ...told.flatMap((one) => one.warnings),
      ...(isWhole ? bucketWarnings(desired, observed) : heldDefinitions(desired, observed)),
    ],
  };
}

const noFormer: FormerAggregators = { elsewhere: [], renamed: [], warnings: [] };
const noDecision: AggregatorDecision = { action: undefined, obstacle: undefined };

/** AWS's auto-deployment looks nowhere before it deploys, and would fail wherever a recorder exists. */
function refuseAutoDeployment(desired: Desired, foreign: readonly string[]): void {
  const all = desired.stackSets.some(
    ({ kind, autoDeployment }) => kind === 'recorder' && autoDeployment?.enabled,
  );
  if (!all || foreign.length === 0) return;
  throw new OrgSecretsError(
    'InvalidConfig',
    `stackSets.autoDeployment: all does not go with recorders that were there before: ${foreign.join(', ')}.`,
    { fault: 'user', instructions: 'Use stackSets.autoDeployment: member in the org.yaml.' },
  );
}
