import type { HandlerExecutionContext, MetadataBearer, Pluggable } from '@smithy/types';
import { OrgSecretsError } from '../model/errors.js';

/** The operations of Secrets Manager that may be asked for. None of them answers a secret's value. */
const allowed: ReadonlySet<string> = new Set(['ListSecretsCommand']);

/** Lets a client of Secrets Manager do nothing but read metadata, whoever gets hold of it: the rest ends before a request. */
export function metadataOnly<I extends object, O extends MetadataBearer>(): Pluggable<I, O> {
  return {
    applyToStack(stack) {
      stack.add(
        (next, context: HandlerExecutionContext) => async (args) => {
          const command = context.commandName ?? 'a command without a name';
          if (allowed.has(command)) return next(args);
          throw new OrgSecretsError('Internal', `${command} is not for orgsecrets to call.`, {
            fault: 'internal',
            instructions: 'This is a defect of orgsecrets. Please report it.',
          });
        },
        { step: 'initialize', priority: 'high', name: 'orgsecretsMetadataOnly' },
      );
    },
  };
}
