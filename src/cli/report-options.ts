import { InvalidArgumentError, Option, type Command } from 'commander';
import { ruleNames, type RuleName } from '../model/catalog.js';
import { findingStates, type FindingState } from '../model/secret-report.js';
import { reportFormats, type ReportFormat } from '../report/secrets/format-names.js';
import { shortRule } from '../report/secrets/words.js';
import type { FailOn, GroupKey } from '../report/types.js';
import { parseAccount, parseUnit } from './option-values.js';

/** The options of `report`, as they are parsed. */
export interface ReportOptions {
  readonly format: readonly ReportFormat[];
  readonly output?: string;
  readonly account: readonly string[];
  readonly unit: readonly string[];
  readonly region: readonly string[];
  readonly rule: readonly RuleName[];
  readonly tag: readonly { readonly key: string; readonly value: string }[];
  readonly owner: readonly string[];
  readonly state: readonly FindingState[];
  readonly groupBy?: GroupKey;
  readonly failOn: readonly FailOn[];
  readonly deep?: boolean;
}

const groupKeys = ['account', 'unit', 'region', 'rule', 'state', 'owner'] as const;

export function addReportOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--format <list>', `${reportFormats.join(', ')}; several with commas, for --output`)
        .argParser(collectFormats)
        .default([], 'text for people'),
    )
    .option(
      '-o, --output <folder>',
      'write each format into a file of its own there; without --format: html, csv and json',
    )
    .addOption(each('--account <id>', 'only the secrets of this account', parseAccount))
    .addOption(each('--unit <path>', 'only below this organizational unit, like /Workloads/Prod', parseUnit))
    .addOption(each('--region <name>', 'only this Region', asIs))
    .addOption(each('--rule <name>', 'only this rule, like using-cmk', parseRule))
    .addOption(each('--tag <key=value>', 'only secrets with this tag, which report.tags must name', parseTag))
    .addOption(each('--owner <name>', 'only the secrets of this owner; empty: those without', asIs))
    .addOption(
      each('--state <state>', `only secrets with a finding that is ${findingStates.join(', ')}`, parseState),
    )
    .addOption(
      new Option(
        '--group-by <key>',
        `count by ${groupKeys.join(', ')} or tag:KEY; in text, json and markdown`,
      ).argParser(parseGroup),
    )
    .addOption(
      each(
        '--fail-on <what>',
        'end with 4 where a finding under this rule (or `any`) is non-compliant and not excepted, or something that is covered, or should be, is `unknown`',
        parseFailOn,
        'nothing',
      ),
    )
    .option('--deep', 'read from Secrets Manager itself when secrets were rotated and accessed');
}

/** A repeatable option. */
function each<T>(flags: string, description: string, parse: (value: string) => T, without = 'all'): Option {
  return new Option(flags, `${description}; repeatable`)
    .argParser((value: string, before: readonly T[]) => [...before, parse(value)])
    .default([], without);
}

function asIs(value: string): string {
  return value;
}

function collectFormats(value: string, before: readonly ReportFormat[]): readonly ReportFormat[] {
  const formats = value.split(',').map((name) => oneOf(name.trim(), reportFormats));
  return [...new Set([...before, ...formats])];
}

/** A rule by its name, or by the part that tells it from the others. */
function parseRule(value: string): RuleName {
  const rule = ruleNames.find((name) => name === value || shortRule(name) === value);
  if (rule !== undefined) return rule;
  throw new InvalidArgumentError(`It must be one of ${ruleNames.map(shortRule).join(', ')}.`);
}

function parseTag(value: string): { readonly key: string; readonly value: string } {
  const at = value.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It must be KEY=VALUE.');
  return { key: value.slice(0, at), value: value.slice(at + 1) };
}

function parseState(value: string): FindingState {
  return oneOf(value, findingStates);
}

function parseGroup(value: string): GroupKey {
  return value.startsWith('tag:') && value.length > 'tag:'.length
    ? `tag:${value.slice('tag:'.length)}`
    : oneOf(value, groupKeys, ' or tag:KEY');
}

function parseFailOn(value: string): FailOn {
  return value === 'any' || value === 'unknown' ? value : parseRule(value);
}

function oneOf<T extends string>(value: string, known: readonly T[], more = ''): T {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(`It must be one of ${known.join(', ')}${more}.`);
}
