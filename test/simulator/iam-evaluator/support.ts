import { parsePolicy } from '../../../src/simulator/iam-evaluator/document.js';
import { evaluate } from '../../../src/simulator/iam-evaluator/evaluate.js';
import type { Decision, NamedPolicy, Policies } from '../../../src/simulator/iam-evaluator/evaluate.js';
import { Context } from '../../../src/simulator/iam-evaluator/request.js';
import type { AccessRequest, Principal } from '../../../src/simulator/iam-evaluator/request.js';

export const account = '111111111111';
export const role: Principal = {
  kind: 'aws',
  accountId: account,
  arn: `arn:aws:sts::${account}:assumed-role/ops/me`,
  roleArn: `arn:aws:iam::${account}:role/ops`,
};

export type Statement = Record<string, unknown>;

export function policy(name: string, ...statements: Statement[]): NamedPolicy {
  return { name, document: parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements })) };
}

export const allowAll = { Effect: 'Allow', Action: '*', Resource: '*' };

export interface Question {
  readonly action?: string;
  readonly resource?: string;
  readonly owner?: string;
  readonly principal?: Principal;
  readonly context?: Record<string, string | readonly string[]>;
}

/** Asks the evaluator; the default question is the role reading a secret of its own account. */
export function ask(question: Question, policies: Partial<Policies>): Decision {
  const request: AccessRequest = {
    principal: question.principal ?? role,
    action: question.action ?? 'config:PutConfigRule',
    resource: question.resource ?? `arn:aws:config:eu-west-1:${account}:config-rule/r-1`,
    resourceAccountId: question.owner ?? account,
    context: new Context(Object.entries(question.context ?? {})),
  };
  return evaluate(request, { identity: [], ...policies });
}

/** Is it allowed by one identity statement alone? */
export function allows(statement: Statement, question: Question = {}): boolean {
  return ask(question, {
    identity: [policy('one', { Effect: 'Allow', Action: '*', Resource: '*', ...statement })],
  }).allowed;
}
