import type { Operation } from '../../kernel/contract.js';
import { integer, requiredText, text, texts } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { evaluationsOfRule } from './compliance/read.js';
import { evaluationResult } from './compliance/wire.js';
import { rulesNamed } from './select-rules.js';
import { placeOf } from './state.js';
import { compact } from './wire.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_GetComplianceDetailsByConfigRule.html */
export const getComplianceDetailsByConfigRule: Operation = {
  service: 'config',
  name: 'GetComplianceDetailsByConfigRule',
  mutating: false,
  handle(input, call) {
    const name = requiredText(input, 'ConfigRuleName');
    rulesNamed([name], call);
    const wanted = texts(input, 'ComplianceTypes') ?? [];
    const all = [...evaluationsOfRule(call.world, placeOf(call), name)].filter(
      ({ verdict }) => wanted.length === 0 || wanted.includes(verdict),
    );
    const { items, nextToken } = page(call.world, all, {
      token: text(input, 'NextToken'),
      limit: integer(input, 'Limit') || undefined,
      defaultSize: 10,
      maxSize: 100,
      tokenError: 'InvalidNextTokenException',
    });
    return compact({ EvaluationResults: items.map(evaluationResult), NextToken: nextToken });
  },
};
