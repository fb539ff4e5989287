import { messageIds } from '../model/message-id.js';
import type { ReportedAccount } from '../model/secret-report.js';
import { ruleSeverity } from '../model/severity.js';
import { digest as digestOf } from '../model/digest.js';
import { compareText, type AccountId } from '../model/target.js';
import { blocksLines, digestBlocks, type DigestLine } from './digest-blocks.js';
import type { Digest } from './digest.js';
import { packBlocks, type Block } from './pack.js';
import { exceptionStep, ruleWords } from './rule-words.js';

/** What is published: the body is JSON in the form of the hub's own messages. */
export interface DigestMessage {
  /** The same for the same part of the same digest. */
  readonly id: string;
  /** ASCII, fewer than 100 characters. */
  readonly subject: string;
  readonly body: string;
}

/** Bytes of a message. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const messageLimit = 262_144;

/** The digest as messages, each within the limit. */
export function digestMessages(
  digest: Digest,
  accounts: readonly ReportedAccount[],
  limit = messageLimit,
): readonly DigestMessage[] {
  const units = new Map(accounts.map(({ id, unit }) => [id, unit]));
  const id = digestId(digest);
  const messageOf = (part: readonly Block<DigestLine>[], number: number, of: number): DigestMessage => ({
    id: `${id}-${number}`,
    subject: subjectOf(digest),
    body: JSON.stringify(bodyOf(digest, id, part, units, { number, of }), undefined, 2),
  });
  // Its own number is not known while a part is being filled.
  const parts = packBlocks(
    digestBlocks(digest, accounts),
    (part) => Buffer.byteLength(messageOf(part, largestNumber, largestNumber).body) <= limit,
  );
  return parts.map((part, index) => messageOf(part, index + 1, parts.length));
}

const largestNumber = 99_999;

/** Digests that tell the same have the same id, whoever made them. */
export function digestId({ at: _at, ...content }: Digest): string {
  const keys = (findings: readonly { readonly rule: string; readonly arn: string }[]) =>
    findings.map(({ rule, arn }) => `${rule} ${arn}`).toSorted(compareText);
  return digestOf({
    previousAt: content.previousAt ?? '',
    fresh: keys(content.fresh),
    resolved: keys(content.resolved),
    open: keys(content.open),
    unknown: keys(content.unknown),
  });
}

function subjectOf({ fresh, resolved, open }: Digest): string {
  return `orgsecrets: ${fresh.length} new, ${resolved.length} resolved, ${open.length} open still`;
}

function bodyOf(
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
      summary: subjectOf(digest),
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
