import { z } from 'zod';
import {
  blindKinds,
  driftDepths,
  driftKindNames,
  type MendableFinding,
  type UnseenPlace,
} from '../../model/drift.js';
import { groupBy } from '../../model/group-by.js';
import type { DriftView } from '../types.js';
import { actionSets, actionSetsJson } from './actions.js';
import { accountId, calls, callsJson, coverage, coverageJson } from './common.js';

const kind = z.enum(driftKindNames);

const place = {
  accountId: accountId.optional().describe('Missing: the organization as a whole.'),
  region: z.string().optional().describe('Missing: every Region of the account.'),
};

const finding = z.strictObject({
  kind,
  ...place,
  thing: z.string().describe('What has drifted.'),
  stackSet: z.string().optional().describe('The StackSet that it belongs to.'),
  resource: z
    .strictObject({
      stackId: z.string(),
      logicalId: z.string().describe('Its name in the template.'),
      type: z.string(),
      physicalId: z.string().optional(),
    })
    .optional()
    .describe('What a stack made, where it is a single resource.'),
  owner: z.enum(['ours', 'foreign']).describe('foreign: orgsecrets did not make it.'),
  reason: z.string().describe("What is; AWS's own words where there are some."),
  differences: z.array(
    z.strictObject({
      field: z.string(),
      is: z.string().nullable(),
      shouldBe: z.string().nullable(),
    }),
  ),
  mendedBy: z.array(z.string()).describe('Ids of the actions of --remediate that mend it; empty: none does.'),
  instructions: z.string().optional().describe('What a person can do.'),
  command: z.string().optional().describe('What does it, for a shell; of several lines.'),
  contested: z
    .strictObject({
      mended: z.int().min(1).describe('In how many of those runs, or rounds, it was mended.'),
      runs: z
        .int()
        .min(1)
        .describe('How many they are: the last runs that mend and looked at it, without this one.'),
      rounds: z
        .int()
        .min(1)
        .optional()
        .describe('How many rounds this run had by then, where it is known from them alone.'),
      instructions: z.string().describe('What a person can do.'),
    })
    .optional()
    .describe(
      'Somebody or something undoes what is mended; missing: not as far as records and this run say.',
    ),
});

export const driftSchema = z
  .strictObject({
    organizationId: z.string(),
    prefix: z.string(),
    depth: z.enum(driftDepths),
    only: z.array(kind).describe('The kinds that were asked for; empty: all.'),
    targets: z.int().min(0).describe('Targets of the coverage.'),
    findings: z
      .array(finding)
      .describe('With --remediate: those that are left, and what others have become.'),
    counts: z.partialRecord(kind, z.int().min(1)).describe('Findings by kind.'),
    unseen: z
      .array(z.strictObject({ ...place, reason: z.string() }))
      .describe('What could not be looked at: never counted as fine.'),
    assumed: z
      .array(z.strictObject({ ...place, reason: z.string() }))
      .describe('What this depth takes for granted without a look: drift may be there.'),
    remediation: z
      .strictObject({
        outcome: z.enum(['done', 'failed', 'refused', 'interrupted']),
        found: z.array(finding).describe('What was found before.'),
        notLookedAgain: z
          .array(finding)
          .optional()
          .describe(
            'Interrupted before a further look: what is mended by all that was done, whose end nobody has seen; `findings` are the others, as they were found. Missing: all was looked at again.',
          ),
        actions: actionSets,
        coverage: coverage.describe('Of the targets in which recorders or rules were worked on, read back.'),
      })
      .optional()
      .describe('Missing without --remediate, and where there was nothing to mend.'),
    notChecked: z
      .array(z.string())
      .describe('What drift detection does not know, as `AWS::… LogicalId of StackSet NAME`.'),
    notLookedFor: z.array(kind).describe('The kinds that this depth does not see.'),
    accountNames: z.record(accountId, z.string()).describe('Of the accounts that are named here.'),
    calls,
  })
  .describe('What `orgsecrets drift --json` prints.');

export type DriftDocument = z.infer<typeof driftSchema>;

export function driftDocument(view: DriftView): DriftDocument {
  const { organizationId, prefix, depth, only, targets, findings, unseen, accountNames, remediation } = view;
  const told = [...findings, ...(remediation?.found ?? []), ...unseen, ...view.assumed];
  const named = new Set(told.flatMap((one) => one.accountId ?? []));
  return {
    organizationId,
    prefix,
    depth,
    only: [...only],
    targets,
    findings: findings.map(findingJson),
    counts: Object.fromEntries(
      [...groupBy(findings, (one) => one.kind)].map(([name, group]) => [name, group.length]),
    ),
    unseen: unseen.map(placeJson),
    assumed: view.assumed.map(placeJson),
    ...(remediation && {
      remediation: {
        outcome: remediation.outcome.outcome,
        found: remediation.found.map(findingJson),
        ...(remediation.notLookedAgain && {
          notLookedAgain: remediation.notLookedAgain.map(findingJson),
        }),
        actions: actionSetsJson(remediation.outcome.results, accountNames),
        coverage: coverageJson(remediation.outcome.coverage),
      },
    }),
    notChecked: [...view.unchecked],
    notLookedFor: [...blindKinds(depth)],
    accountNames: Object.fromEntries([...accountNames].filter(([id]) => named.has(id))),
    calls: callsJson(view.calls),
  };
}

function placeJson({ accountId: id, region, reason }: UnseenPlace): DriftDocument['unseen'][number] {
  return { ...(id && { accountId: id }), ...(region && { region }), reason };
}

function findingJson(one: MendableFinding): DriftDocument['findings'][number] {
  const { kind: its, accountId: id, region, thing, stackSet, resource, owner, reason } = one;
  const { instructions, command, contested } = one;
  return {
    kind: its,
    ...(id && { accountId: id }),
    ...(region && { region }),
    thing,
    ...(stackSet && { stackSet }),
    ...(resource && {
      resource: {
        stackId: resource.stackId,
        logicalId: resource.logicalId,
        type: resource.type,
        ...(resource.physicalId && { physicalId: resource.physicalId }),
      },
    }),
    owner,
    reason,
    differences: one.differences.map(({ field, from, to }) => ({
      field,
      is: from ?? null,
      shouldBe: to ?? null,
    })),
    mendedBy: [...one.mendedBy],
    ...(instructions && { instructions }),
    ...(command && { command }),
    ...(contested && { contested: { ...contested } }),
  };
}
