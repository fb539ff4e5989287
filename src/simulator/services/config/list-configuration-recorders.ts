import type { Operation, Shape } from '../../kernel/contract.js';
import { integer, shapes, text, texts } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { validation } from './errors.js';
import { stateOf } from './state.js';
import { compact } from './wire.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_ListConfigurationRecorders.html */
export const listConfigurationRecorders: Operation = {
  service: 'config',
  name: 'ListConfigurationRecorders',
  mutating: false,
  handle(input, call) {
    const scopes = wantedScopes(input);
    const all = Object.values(stateOf(call).recorders)
      .filter((recorder) => scopes === undefined || scopes.includes(recorder.recordingScope))
      .map(({ arn, name, servicePrincipal, recordingScope }) =>
        compact({ arn, name, servicePrincipal, recordingScope }),
      );
    const { items, nextToken } = page(call.world, all, {
      token: text(input, 'NextToken'),
      limit: integer(input, 'MaxResults') || undefined,
      defaultSize: 20,
      tokenError: 'ValidationException',
    });
    return compact({ ConfigurationRecorderSummaries: items, NextToken: nextToken });
  },
};

function wantedScopes(input: Shape): readonly string[] | undefined {
  const filters = shapes(input, 'Filters') ?? [];
  if (filters.some((filter) => text(filter, 'filterName') !== 'recordingScope')) {
    throw validation('The only filter name is recordingScope.');
  }
  return filters.length === 0 ? undefined : filters.flatMap((filter) => texts(filter, 'filterValue') ?? []);
}
