import { messageIds } from '../model/message-id.js';
import { ruleSeverity } from '../model/severity.js';
import { compareText, type AccountId } from '../model/target.js';
import { blocksLines, type DigestLine } from './digest-blocks.js';
import type { Digest } from './digest.js';
import type { Block } from './pack.js';
import { exceptionStep, ruleWords } from './rule-words.js';

/** The body of one part, in the form of the hub's own messages. */
export function digestBody(
  digest: Digest,
  id: string,
  part: readonly Block<DigestLine>[],
  units: ReadonlyMap<AccountId, string>,
  { number, of }: { readonly number: number; readonly of: number },
): object {
  const lines = part.flatMap((block) => block.lines);
  const rules = distinct(lines.map(({ rule }) => rule));
  const told = lines.map(({ accountId }) => accountId);
  const which = of === 1 ? '' : ` (part ${number} of ${of})`;
  return {
    version: '1.0',
    source: 'custom',
    id: `${messageIds.digests}${id}-${number}`,
    content: {
      textType: 'client-markdown',
      title: `Secrets: ${digest.fresh.length} new findings, ${digest.resolved.length} resolved${which}`,
      description: introduction(digest),
      nextSteps: [...new Set(rules.flatMap((rule) => ruleWords[rule].nextSteps)), exceptionStep],
      keywords: [
        ...distinct(rules.map((rule) => ruleSeverity[rule])),
        ...rules,
        ...distinct(lines.map(({ region }) => region)),
      ],
    },
    metadata: {
      threadId: id,
      summary: digestSubject(digest),
      eventType: 'digest',
      // A list, because mail shows JSON as it is: each line of the digest is a line of the mail.
      relatedResources: [
        ...blocksLines(part),
        ...distinct(told),
        ...distinct(told.flatMap((account) => unitsAbove(units.get(account)))),
      ],
    },
  };
}

/** What a line adds to the lists of a body that each name a thing once. */
export function broughtAlong(
  { rule, accountId, region }: DigestLine,
  units: ReadonlyMap<AccountId, string>,
): readonly string[] {
  return [
    ...ruleWords[rule].nextSteps,
    ruleSeverity[rule],
    rule,
    region,
    accountId,
    ...unitsAbove(units.get(accountId)),
  ];
}

/** ASCII, in a few words. */
export function digestSubject({ fresh, resolved, open }: Digest): string {
  return `orgsecrets: ${fresh.length} new, ${resolved.length} resolved, ${open.length} open still`;
}

function introduction({ at, previousAt, fresh, resolved, open, unknown, notKnown }: Digest): string {
  const since = previousAt === undefined ? 'the first one' : `since ${previousAt.slice(0, 16)}Z`;
  const sentences = [
    `Digest of ${at.slice(0, 16)}Z, ${since}: ${fresh.length} new, ${resolved.length} resolved, ${open.length} open still.`,
  ];
  if (unknown.length > 0) sentences.push(`${unknown.length} that were open are not known now.`);
  if (notKnown.findings > 0 || notKnown.targets > 0)
    sentences.push(
      `Not known: ${counted(notKnown.findings, 'result')}, and all secrets of ${counted(notKnown.targets, 'place')} that the aggregator does not show.`,
    );
  if (notKnown.accounts > 0)
    sentences.push(`Not covered: ${counted(notKnown.accounts, 'account')}, at whose secrets nobody looks.`);
  return sentences.join(' ');
}

function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** `/a/b` → `/a/b`, `/a`: a filter that asks for a unit gets what is below it. */
function unitsAbove(unit = '/'): readonly string[] {
  const steps = unit.split('/').filter((step) => step !== '');
  return steps.map((_, index) => `/${steps.slice(0, index + 1).join('/')}`);
}

function distinct<T extends string>(values: readonly T[]): readonly T[] {
  return [...new Set(values)].toSorted(compareText);
}
