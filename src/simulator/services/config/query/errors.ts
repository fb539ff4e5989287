import { ServiceError } from '../../../kernel/contract.js';

/** "The syntax of the query is incorrect." */
export function invalidExpression(message: string): ServiceError {
  return new ServiceError('InvalidExpressionException', message);
}

/** AWS's words: https://github.com/awslabs/backstage-plugins-for-aws/pull/182. Line and column count from 1 (assumed). */
export function syntaxError(expression: string, position: number): ServiceError {
  const lines = expression.slice(0, position).split('\n');
  const column = (lines.at(-1)?.length ?? 0) + 1;
  return invalidExpression(`syntax error at line ${lines.length}, column ${column}`);
}
