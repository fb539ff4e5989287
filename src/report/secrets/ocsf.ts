import { countNameOf } from '../../findings/count.js';
import type { ControlMapping, RuleName } from '../../model/catalog.js';
import { digest } from '../../model/digest.js';
import type { Finding, ReportedAccount, ReportedSecret } from '../../model/secret-report.js';
import { secretFacts } from '../json/report.js';
import type { ReportView } from '../types.js';
import { ageText, exceptionText, rulePage, shortRule, whatToDo } from './words.js';

/** https://schema.ocsf.io/1.6.0/classes/compliance_finding */
const ocsfVersion = '1.6.0';
const complianceFinding = { category: 2, class: 2003, type: 200301 };

/**
 * One Compliance Finding for each secret and rule, a line of JSON each. The uid of a finding is the same in every report,
 * so that whoever takes them in replaces the older one.
 */
export function* ocsfPieces(view: ReportView): Generator<string> {
  const context = contextOf(view);
  for (const secret of view.report.secrets) {
    const shared = sharedBy(secret, context);
    for (const finding of secret.findings)
      yield `${JSON.stringify(event(secret, finding, shared, context))}\n`;
  }
}

interface Context {
  readonly view: ReportView;
  readonly accounts: ReadonlyMap<string, ReportedAccount>;
  readonly rules: ReadonlyMap<RuleName, ReturnType<typeof ruleParts>>;
}

function contextOf(view: ReportView): Context {
  const { accounts, rules } = view.report;
  return {
    view,
    accounts: new Map(accounts.map((account) => [account.id, account])),
    rules: new Map(rules.map((rule) => [rule, ruleParts(rule, view.controls)])),
  };
}

function ruleParts(rule: RuleName, controls: readonly ControlMapping[]) {
  const mappings = controls.filter((one) => one.rule === rule);
  const own = mappings.find(({ standard }) => standard === 'AWS Security Hub');
  const standard = (one: ControlMapping) => [one.standard, one.version].filter(Boolean).join(' ');
  return {
    control: own?.controls[0] ?? rule,
    /** AWS gives a severity to its own controls alone. */
    severity: own?.severity,
    standards: mappings.map(standard),
    requirements: mappings.flatMap((one) => one.controls.map((control) => `${standard(one)} ${control}`)),
    remediation: { desc: whatToDo[rule], references: [rulePage(rule)] },
  };
}

/** What all findings of a secret have in common. */
function sharedBy(secret: ReportedSecret, { accounts, view: { report } }: Context) {
  const { accountId, arn, name, owner, region, tags } = secret;
  const account = accounts.get(accountId);
  return {
    cloud: {
      provider: 'AWS',
      region,
      cloud_partition: report.partition,
      account: { uid: accountId, ...(account && { name: account.name }), type: 'AWS Account', type_id: 10 },
      org: { uid: report.organizationId, ...(account && { ou_name: account.unit }) },
    },
    resources: [
      {
        uid: arn,
        name,
        type: 'AWS::SecretsManager::Secret',
        region,
        cloud_partition: report.partition,
        ...(owner !== undefined && { owner: { name: owner } }),
        ...(Object.keys(tags).length > 0 && {
          tags: Object.entries(tags).map(([key, value]) => ({ name: key, value })),
        }),
        // "Additional data describing the resource": OCSF has no members of its own for the key and the rotation.
        data: secretFacts(secret),
      },
    ],
  };
}

const severities = { Low: 2, Medium: 3, High: 4, Critical: 5 } as const;
const statuses = {
  compliant: { id: 1, name: 'Pass' },
  'non-compliant': { id: 3, name: 'Fail' },
  pending: { id: 2, name: 'Warning' },
  'not-visible': { id: 2, name: 'Warning' },
  'not-applicable': { id: 99, name: 'Not applicable' },
  'not-supported': { id: 99, name: 'Not supported' },
} as const;

function event(
  secret: ReportedSecret,
  finding: Finding,
  shared: ReturnType<typeof sharedBy>,
  { rules, view: { report } }: Context,
): unknown {
  const { exception, reason, recordedAt, rule, state } = finding;
  const { control, remediation, requirements, severity, standards } = rules.get(rule) ?? ruleParts(rule, []);
  const failed = state === 'non-compliant';
  const seen = Date.parse(report.generatedAt);
  const status = statuses[state];
  const age = ageText(finding, report.generatedAt);
  const details = [
    state,
    ...(age ? [age] : []),
    ...(reason ? [reason] : []),
    ...(exception ? [exceptionText(exception)] : []),
  ];
  return {
    activity_id: 1,
    category_uid: complianceFinding.category,
    class_uid: complianceFinding.class,
    class_name: 'Compliance Finding',
    type_uid: complianceFinding.type,
    time: seen,
    ...severityOf(failed, severity),
    ...(countNameOf(finding) === 'excepted'
      ? { status_id: 3, status: 'Suppressed' }
      : { status_id: 1, status: 'New' }),
    message: `${secret.name}: ${shortRule(rule)} is ${state}`,
    metadata: {
      version: ocsfVersion,
      profiles: ['cloud'],
      product: { name: 'orgsecrets', vendor_name: 'orgsecrets' },
    },
    finding_info: {
      uid: digest([report.organizationId, secret.accountId, secret.region, secret.arn, rule]),
      title: `${rule}: ${secret.name}`,
      types: [rule],
      // When AWS Config recorded the result; it stands while reports tell of it.
      ...(recordedAt !== undefined && { modified_time: Date.parse(recordedAt) }),
      last_seen_time: seen,
    },
    compliance: {
      control,
      standards,
      requirements,
      status_id: status.id,
      status: status.name,
      status_code: state,
      status_details: details,
    },
    ...shared,
    ...(failed && { remediation }),
  };
}

/** What is in order is no more than information; AWS gives no severity to a rule that no control of its own is about. */
function severityOf(failed: boolean, severity: ControlMapping['severity']) {
  if (!failed) return { severity_id: 1, severity: 'Informational' };
  if (severity === undefined) return { severity_id: 0, severity: 'Unknown' };
  return { severity_id: severities[severity], severity };
}
