import { ServiceError } from '../../kernel/contract.js';
import type { Operation, Shape } from '../../kernel/contract.js';
import { flag, integer, shape, text } from '../../kernel/input.js';
import { change, nameOf, newVersion, rotated } from './change.js';
import { openLivingSecret, secretAccess } from './find.js';
import { calculated, isSchedule, nextRotation } from './schedule.js';
import type { RotationRules } from './state.js';

/**
 * Configures rotation and, unless RotateImmediately is false, rotates; the rotation is over with the answer.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html
 */
export const rotateSecret: Operation = {
  service: 'secretsmanager',
  name: 'RotateSecret',
  mutating: true,
  access: secretAccess('secretsmanager:RotateSecret'),
  handle(input, call) {
    const secret = openLivingSecret(input, call);
    const now = call.world.clock.now();
    const given = shape(input, 'RotationRules');
    const rules = given === undefined ? secret.rotationRules : calculated(rulesOf(given), now);
    const lambda = text(input, 'RotationLambdaARN') ?? secret.rotationLambdaArn;
    if (lambda === undefined && secret.owningService === undefined) {
      throw new ServiceError(
        'InvalidRequestException',
        'No Lambda rotation function ARN is associated with this secret.',
      );
    }
    const configured = {
      rotationEnabled: true,
      rotationLambdaArn: lambda,
      rotationRules: rules,
      nextRotationAt: rules && nextRotation(rules, secret.lastRotatedAt ?? now),
      rotationOccurringAsScheduled: secret.rotationOccurringAsScheduled ?? true,
    };
    const version = newVersion(call, text(input, 'ClientRequestToken'));
    const immediately = flag(input, 'RotateImmediately') ?? true;
    const changed = change(call.world, secret, {
      ...configured,
      ...(immediately
        ? rotated({ ...secret, ...(rules === undefined ? {} : { rotationRules: rules }) }, version, now)
        : {}),
    });
    return { ...nameOf(changed), ...(immediately ? { VersionId: version } : {}) };
  },
};

/** @throws ServiceError InvalidParameterException */
function rulesOf(given: Shape): RotationRules {
  const days = integer(given, 'AutomaticallyAfterDays');
  const [duration, expression] = [text(given, 'Duration'), text(given, 'ScheduleExpression')];
  if (days !== undefined && expression !== undefined)
    throw invalid('You can set AutomaticallyAfterDays or ScheduleExpression, but not both.');
  if (expression !== undefined && !isSchedule(expression))
    throw invalid(`The schedule expression ${expression} is not valid.`);
  return {
    ...(days === undefined ? {} : { automaticallyAfterDays: days }),
    ...(duration === undefined ? {} : { duration }),
    ...(expression === undefined ? {} : { scheduleExpression: expression }),
  };
}

function invalid(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message);
}
