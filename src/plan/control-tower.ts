import { isControlTowers } from '../desired/control-tower.js';
import { OrgSecretsError } from '../model/errors.js';
import { compareText, type AccountId } from '../model/target.js';
import type { Decisions } from './decisions.js';
import type { Situation } from './situation.js';

const named = 10;

/**
 * What Control Tower means for a plan. The targets that it governs have its recorder, and are adopted like any other's;
 * an account or Region that it does not govern yet, and that has a recorder, can't be enrolled any more.
 * https://docs.aws.amazon.com/controltower/latest/userguide/existing-config-resources.html
 *
 * @returns warnings.
 * @throws OrgSecretsError InvalidConfig where AWS itself would bring recorders before Control Tower could.
 */
export function underControlTower(
  situation: Situation,
  { make }: Pick<Decisions, 'make'>,
): readonly string[] {
  const { desired, observed } = situation;
  const governed = desired.coverage.filter(({ accountId, region }) => {
    const look = observed.targets.get(`${accountId}/${region}`);
    return look?.seen === true && look.recorder !== undefined && isControlTowers(look.recorder);
  });
  if (!desired.controlTower && governed.length === 0) return [];
  const recorders = desired.stackSets.filter(({ kind }) => kind === 'recorder');
  if (recorders.some(({ autoDeployment }) => autoDeployment?.enabled))
    throw new OrgSecretsError(
      'InvalidConfig',
      'stackSets.autoDeployment: all does not go with Control Tower: a recorder that AWS deploys to a new account first blocks its enrolment.',
      { fault: 'user', instructions: 'Use stackSets.autoDeployment: member in the org.yaml.' },
    );
  const enrolled = new Set(governed.map(({ accountId }) => accountId));
  const made = recorders.flatMap(({ name, region }) =>
    (make.get(name) ?? []).map((accountId) => ({ accountId, region })),
  );
  const outside = distinct(made.flatMap(({ accountId }) => (enrolled.has(accountId) ? [] : [accountId])));
  const inside = made.filter(({ accountId }) => enrolled.has(accountId));
  const regions = distinct(inside.map(({ region }) => region));
  return [
    ...(outside.length > 0
      ? [
          `Control Tower is set up here, and an account that has a recorder can't be enrolled in it: this plan makes recorders in ${list(outside)}, which it does not govern. Enrol them first, or exclude them, if they are to be enrolled.`,
        ]
      : []),
    ...(regions.length > 0
      ? [
          `Control Tower does not govern ${list(regions)} in ${list(distinct(inside.map(({ accountId }) => accountId)))}: this plan makes recorders there, which its governance can't be extended over as long as they exist.`,
        ]
      : []),
  ];
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort(compareText);
}

function list(values: readonly AccountId[]): string {
  const more = values.length > named ? ` and ${values.length - named} more` : '';
  return `${values.slice(0, named).join(', ')}${more}`;
}
