import { ServiceError } from '../../../kernel/contract.js';
import type { Shape } from '../../../kernel/contract.js';
import { requiredText } from '../../../kernel/input.js';
import type { StackSet, StackSetOperation } from './state.js';

/** The operation that a request names. */
export function findOperation(input: Shape, set: StackSet): StackSetOperation {
  const id = requiredText(input, 'OperationId', 'ValidationError');
  const operation = set.operations.find((candidate) => candidate.id === id);
  if (!operation)
    throw new ServiceError('OperationNotFoundException', `Operation ${id} not found`, { status: 404 });
  return operation;
}
