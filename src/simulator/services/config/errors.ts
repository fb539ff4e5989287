import { ServiceError } from '../../kernel/contract.js';

/*
 * Errors that several operations of AWS Config share, with AWS's own words as far as they are known (answers of AWS quoted
 * in public issue trackers, and moto, whose texts were taken from AWS).
 */

export function noSuchRecorder(name: string): ServiceError {
  return new ServiceError(
    'NoSuchConfigurationRecorderException',
    `Cannot find configuration recorder with the specified name '${name}'.`,
  );
}

export function noSuchChannel(name: string): ServiceError {
  return new ServiceError(
    'NoSuchDeliveryChannelException',
    `Cannot find delivery channel with specified name '${name}'.`,
  );
}

export function noSuchRule(name: string): ServiceError {
  return new ServiceError(
    'NoSuchConfigRuleException',
    `The ConfigRule '${name}' provided in the request is invalid. Please check the configRule name`,
  );
}

export function noSuchAggregator(): ServiceError {
  return new ServiceError(
    'NoSuchConfigurationAggregatorException',
    'The configuration aggregator does not exist. Check the configuration aggregator name and try again.',
  );
}

export function unmodifiable(name: string): ServiceError {
  return new ServiceError(
    'UnmodifiableEntityException',
    `The configuration recorder '${name}' is service-linked and can't be changed by this operation.`,
  );
}

export function invalidValue(message: string): ServiceError {
  return new ServiceError('InvalidParameterValueException', message);
}

export function validation(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}

export function notDiscovered(type: string, id: string): ServiceError {
  return new ServiceError(
    'ResourceNotDiscoveredException',
    `Resource ${id} of resourceType:${type} is unknown or has not been discovered`,
  );
}

export function noRecorderToRead(): ServiceError {
  return new ServiceError(
    'NoAvailableConfigurationRecorderException',
    'There are no customer managed configuration recorders available to record your resources.',
  );
}
