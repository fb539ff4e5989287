import type { Operation } from '../../kernel/contract.js';
import { text, texts } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { evaluationsOfResource } from './compliance/read.js';
import { evaluationResult } from './compliance/wire.js';
import { placeOf } from './state.js';
import { compact } from './wire.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_GetComplianceDetailsByResource.html (page size: assumed) */
export const getComplianceDetailsByResource: Operation = {
  service: 'config',
  name: 'GetComplianceDetailsByResource',
  mutating: false,
  handle(input, call) {
    const wanted = texts(input, 'ComplianceTypes') ?? [];
    const all = evaluationsOfResource(
      call.world,
      placeOf(call),
      text(input, 'ResourceType') ?? '',
      text(input, 'ResourceId') ?? '',
    ).filter(({ verdict }) => wanted.length === 0 || wanted.includes(verdict));
    const { items, nextToken } = page(call.world, all, {
      token: text(input, 'NextToken'),
      limit: undefined,
      defaultSize: 100,
      tokenError: 'InvalidNextTokenException',
    });
    return compact({ EvaluationResults: items.map(evaluationResult), NextToken: nextToken });
  },
};
