import type { GateResult } from '../../findings/gate.js';
import { count, hanging, type Style } from '../text/style.js';
import { shortRule } from './words.js';

/** Why a report fails, a line for each reason; none where it does not. */
export function renderGate({ expired, nonCompliant, unknown }: GateResult, style: Style): readonly string[] {
  const lines = [
    ...nonCompliant.map(
      ({ findings, rule }) => `--fail-on: ${shortRule(rule)} has ${count(findings, 'non-compliant finding')}`,
    ),
    ...(unknown > 0
      ? [
          `--fail-on: ${count(unknown, 'finding, place or account', 'findings, places and accounts')} of which nothing is known`,
        ]
      : []),
    ...expired.map(
      ({ expires, owner, secret }) =>
        `the exception for ${secret} expired on ${expires}; ${owner} answers for it. Renew or remove it in the org.yaml.`,
    ),
  ];
  return lines.flatMap((line) => hanging(style, '✖ ', line, 0)).map((line) => style.colors.red(line));
}
