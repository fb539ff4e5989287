import { ServiceError } from '../../kernel/contract.js';
import type { ProviderContext, Shape } from '../../kernel/contract.js';
import { isShape } from '../../kernel/input.js';
import { resourceNotFound } from '../cloudformation/errors.js';
import { readingsOf } from '../cloudformation/readings.js';
import { configState } from './state.js';
import type { ConfigState } from './state.js';

/** Properties with the member names of the API, whose first letter is small (`S3BucketName` → `s3BucketName`). */
export function camelCase(properties: Shape): Shape {
  const entries = Object.entries(properties).map(([name, value]): [string, unknown] => [
    name.charAt(0).toLowerCase() + name.slice(1),
    camelValue(value),
  ]);
  return Object.fromEntries(entries);
}

function camelValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelValue);
  return isShape(value) ? camelCase(value) : value;
}

/** A name that CloudFormation makes up: stack, logical id, twelve random characters. */
export function generatedName(context: ProviderContext): string {
  return `${context.stackName}-${context.logicalId}-${context.world.random.hex(12).toUpperCase()}`;
}

/** Runs a deletion for which it is as good when the thing is gone already. */
export async function unlessGone(code: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== code) throw error;
  }
}

/** Throws where an update or a deletion fails that reaches a recorder or channel which is gone: the world's reading. */
export function assertMayBeGone(type: string, physicalId: string, { world }: ProviderContext): void {
  if (readingsOf(world).goneRecorder === 'not-found') throw resourceNotFound(world, type, physicalId);
}

/** What the handler sees of AWS Config in the stack's account and Region. */
export function stateIn(context: ProviderContext): ConfigState {
  return configState(context.world, context);
}
