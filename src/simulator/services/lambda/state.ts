import type { Slot, World } from '../../kernel/contract.js';

/** A function, as far as AWS Config tells of it. Never changed in place. Times are epoch milliseconds. */
export interface LambdaFunction {
  readonly arn: string;
  readonly name: string;
  readonly description: string;
  readonly runtime: string;
  readonly handler: string;
  readonly roleArn: string;
  readonly memory: number;
  readonly timeout: number;
  readonly lastModifiedAt: number;
  /** Stands for the code, which nobody has. */
  readonly codeSha256: string;
  readonly revisionId: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** By name, without a prototype: a function may be called `constructor`. */
const functionsSlot: Slot<Record<string, LambdaFunction>> = {
  name: 'lambda',
  create: () => Object.create(null) as Record<string, LambdaFunction>,
};

/** What AWS Config calls a function. */
export const functionType = 'AWS::Lambda::Function';

export function functionsIn(
  world: World,
  { accountId, region }: { readonly accountId: string; readonly region: string },
): Record<string, LambdaFunction> {
  return world.state(functionsSlot, accountId, region);
}

export function codeOf(world: World): string {
  return Buffer.from(world.random.hex(64), 'hex').toString('base64');
}
