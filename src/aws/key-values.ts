import type { Parameter, Tag } from '@aws-sdk/client-cloudformation';
import { required } from './errors.js';

type KeyValues = Readonly<Record<string, string>>;

export function parametersOf(parameters: readonly Parameter[] | undefined): KeyValues {
  return Object.fromEntries(
    (parameters ?? []).map((parameter) => [
      required(parameter.ParameterKey, 'Parameter.ParameterKey'),
      parameter.ParameterValue ?? '',
    ]),
  );
}

export function tagsOf(tags: readonly Tag[] | undefined): KeyValues {
  return Object.fromEntries((tags ?? []).map((tag) => [required(tag.Key, 'Tag.Key'), tag.Value ?? '']));
}

export function toParameters(parameters: KeyValues): Parameter[] {
  return Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  }));
}

export function toTags(tags: KeyValues): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
