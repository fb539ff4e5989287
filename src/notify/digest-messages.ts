import { digest as digestOf } from '../model/digest.js';
import type { ReportedAccount } from '../model/secret-report.js';
import { compareText } from '../model/target.js';
import { digestBlocks, type DigestLine } from './digest-blocks.js';
import { broughtAlong, digestBody, digestSubject } from './digest-body.js';
import type { Digest } from './digest.js';
import { packBlocks, type Block } from './pack.js';

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
  const subject = digestSubject(digest);
  const bodyOf = (part: readonly Block<DigestLine>[], number: number, of: number): string =>
    JSON.stringify(digestBody(digest, id, part, units, { number, of }), undefined, 2);
  // Its own number is not known while a part is being filled.
  const empty = Buffer.byteLength(bodyOf([], largestNumber, largestNumber)) + listEnds;
  const parts = packBlocks(digestBlocks(digest, accounts), {
    room: limit - empty,
    of: (text) => Buffer.byteLength(JSON.stringify(text)) + listItem,
    along: (line) => broughtAlong(line, units),
  });
  return parts.map((part, index) => ({
    id: `${id}-${index + 1}`,
    subject,
    body: bodyOf(part, index + 1, parts.length),
  }));
}

const largestNumber = 99_999;
/** Bytes around a text in a list of a body: its comma, and a line of its own at the third level. */
const listItem = Buffer.byteLength(',\n      ');
/** Bytes by which the two lists grow that an empty part has empty: the lines on which they end. */
const listEnds = 2 * Buffer.byteLength('\n    ');

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
