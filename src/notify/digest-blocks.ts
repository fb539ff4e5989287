import { ruleNames, type RuleName } from '../model/catalog.js';
import type { ReportedAccount } from '../model/secret-report.js';
import { ruleSeverity, severities } from '../model/severity.js';
import { compareText, type AccountId, type Target } from '../model/target.js';
import type { Digest, ToldFinding } from './digest.js';
import type { Block } from './pack.js';
import { ruleWords } from './rule-words.js';

/** A line of a digest, with what it is about. */
export interface DigestLine extends Target {
  readonly rule: RuleName;
  readonly text: string;
}

/** The order in which rules are told: by how much they matter. */
const rulesInOrder: readonly RuleName[] = severities.flatMap((severity) =>
  ruleNames.filter((rule) => ruleSeverity[rule] === severity),
);

/** How many findings of a rule are listed that an earlier digest has told of: those told first. All are counted. */
const listedAgain = 200;

interface Section<F extends ToldFinding> {
  readonly title: string;
  readonly findings: readonly F[];
  readonly ending: (finding: F) => string;
  /** What names all of them, where only the oldest are listed here; news is listed in full. */
  readonly allIn?: string;
}

/** What a digest tells, rule by rule: what is new, open still, not known, resolved. */
export function digestBlocks(
  digest: Digest,
  accounts: readonly ReportedAccount[],
): readonly Block<DigestLine>[] {
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const blocksOf = <F extends ToldFinding>(
    rule: RuleName,
    section: Section<F>,
  ): readonly Block<DigestLine>[] => {
    const all = section.findings.filter((finding) => finding.rule === rule);
    const { allIn } = section;
    const lines = (allIn === undefined ? all : oldest(all))
      .map((finding) => ({
        ...lineOf(finding),
        text: `- ${placed(finding, names)}${section.ending(finding)}`,
      }))
      .toSorted((a, b) => compareText(a.text, b.text));
    const isCut = allIn !== undefined && lines.length < all.length;
    const counted = `${all.length}${isCut ? onlyOldest(allIn) : ''}`;
    return lines.length === 0 ? [] : [{ heading: headingOf(rule, section.title, counted), lines }];
  };
  const since = (finding: ToldFinding) => `, since ${finding.since.slice(0, 10)}${doubt(finding)}`;
  return rulesInOrder.flatMap((rule) => [
    ...blocksOf(rule, { title: 'new', findings: digest.fresh, ending: doubt }),
    ...blocksOf(rule, {
      title: 'open still',
      findings: digest.open,
      ending: since,
      allIn: 'orgsecrets report',
    }),
    ...blocksOf(rule, {
      title: 'open at last, not known now',
      findings: digest.unknown,
      ending: since,
      allIn: 'orgsecrets notify --dry-run --json',
    }),
    ...blocksOf(rule, {
      title: 'resolved',
      findings: digest.resolved,
      ending: ({ fate }) => `: ${fate}`,
    }),
  ]);
}

function oldest<F extends ToldFinding>(findings: readonly F[]): readonly F[] {
  if (findings.length <= listedAgain) return findings;
  return findings
    .toSorted((a, b) => compareText(a.since, b.since) || compareText(a.arn, b.arn))
    .slice(0, listedAgain);
}

function onlyOldest(allIn: string): string {
  return `, of which the ${listedAgain} that were told first are listed here, and all by ${allIn}`;
}

function headingOf(rule: RuleName, title: string, counted: string): string {
  return `${rule} (${ruleSeverity[rule]}), ${title}: ${counted}. A secret that ${ruleWords[rule].meaning}.`;
}

function lineOf({ rule, accountId, region }: ToldFinding): Omit<DigestLine, 'text'> {
  return { rule, accountId, region };
}

function placed({ accountId, region, name }: ToldFinding, names: ReadonlyMap<AccountId, string>): string {
  const account = names.get(accountId)?.replaceAll(/\s+/g, ' ');
  return `${accountId}${account === undefined ? '' : ` (${account})`}, ${region}: ${name}`;
}

function doubt({ falsePositive }: ToldFinding): string {
  return falsePositive ? ' (under a key of another account, which the rule takes for none)' : '';
}

/** Blocks as a person reads them, heading by heading. */
export function blocksLines(blocks: readonly Block<DigestLine>[]): readonly string[] {
  return blocks.flatMap(({ heading, lines }) => [heading, ...lines.map(({ text }) => text)]);
}
