import type { CompliancePort } from '../../src/compliance/ports.js';
import type { RuleName } from '../../src/model/catalog.js';
import type { Target } from '../../src/model/target.js';
import { arnOf } from '../findings/material.js';

/** A secret as a fake aggregator knows it. */
export interface FakeSecret extends Target {
  readonly name: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
  /** False: rules judged it, but its configuration was never recorded. */
  readonly recorded?: boolean;
  readonly results: Readonly<Partial<Record<RuleName, 'COMPLIANT' | 'NON_COMPLIANT'>>>;
}

/** An aggregator over some secrets; each question is noted. */
export function fakeAggregator(
  secrets: readonly FakeSecret[],
  /** Targets whose recorder records AWS::Config::ResourceCompliance. */
  recordsResults: (target: Target) => boolean = () => false,
) {
  const calls: string[] = [];
  const within = (expression: string) => {
    const region = /awsRegion = '([^']+)'/.exec(expression)?.[1];
    const accounts = /accountId IN \(([^)]*)\)/.exec(expression)?.[1];
    return secrets.filter(
      (secret) => secret.region === region && (accounts?.includes(`'${secret.accountId}'`) ?? true),
    );
  };
  const port: CompliancePort = {
    ruleSummaries: async (_aggregator, rule) => {
      calls.push(`summary ${rule}`);
      const targets = new Map<string, { target: Target; bad: number }>();
      for (const { accountId, region, results } of secrets) {
        if (results[rule] === undefined) continue;
        const key = `${accountId}/${region}`;
        const row = targets.get(key) ?? { target: { accountId, region }, bad: 0 };
        targets.set(key, row);
        if (results[rule] === 'NON_COMPLIANT') row.bad += 1;
      }
      return [...targets.values()].map(({ target, bad }) => ({
        ...target,
        rule,
        compliance: bad > 0 ? 'NON_COMPLIANT' : 'COMPLIANT',
        nonCompliant: bad > 25 ? undefined : bad,
      }));
    },
    select: async (_aggregator, expression, take) => {
      const compliance = expression.includes('AWS::Config::ResourceCompliance');
      calls.push(`${compliance ? 'results' : 'secrets'} ${/awsRegion = '([^']+)'/.exec(expression)?.[1]}`);
      for (const secret of within(expression)) {
        const { accountId, region: awsRegion, name, configuration, recorded = true, results } = secret;
        const arn = arnOf(name, secret);
        const base = { accountId, awsRegion, configurationItemCaptureTime: '2026-11-01T00:00:00.000Z' };
        if (compliance && recordsResults(secret)) {
          const configRuleList = Object.entries(results).map(([configRuleName, complianceType]) => ({
            configRuleName,
            complianceType,
          }));
          take(JSON.stringify({ ...base, configuration: { targetResourceId: arn, configRuleList } }));
        }
        if (!compliance && recorded)
          take(
            JSON.stringify({
              ...base,
              resourceId: arn,
              arn,
              configuration: { ARN: arn, Name: name, RotationEnabled: false, ...configuration },
              tags: [],
            }),
          );
      }
    },
    results: async (_aggregator, question) => {
      const { accountId, region, rule, compliance } = question;
      calls.push(`${accountId}/${region} ${rule} ${compliance}`);
      return secrets
        .filter((one) => one.accountId === accountId && one.region === region)
        .filter((one) => one.results[rule] === compliance)
        .map((one) => ({ accountId, region, rule, compliance, resourceId: arnOf(one.name, one) }));
    },
  };
  return { port, calls };
}
