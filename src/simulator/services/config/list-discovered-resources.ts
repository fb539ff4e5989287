import type { Operation } from '../../kernel/contract.js';
import { flag, integer, requiredText, text, texts } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { noRecorderToRead, validation } from './errors.js';
import { currentItems } from './items/read.js';
import { customerRecorder, placeOf, stateOf } from './state.js';
import { compact, time } from './wire.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_ListDiscoveredResources.html */
export const listDiscoveredResources: Operation = {
  service: 'config',
  name: 'ListDiscoveredResources',
  mutating: false,
  handle(input, call) {
    const type = requiredText(input, 'resourceType');
    if (customerRecorder(stateOf(call)) === undefined) throw noRecorderToRead();
    const ids = texts(input, 'resourceIds') ?? [];
    const name = text(input, 'resourceName');
    if (ids.length > 0 && name !== undefined)
      throw validation('Both Resource ID and Resource Name cannot be specified in the request');
    const deletedToo = flag(input, 'includeDeletedResources') ?? false;
    const found = [...currentItems(call.world, placeOf(call), { type, deletedToo })].filter(
      (item) => (ids.length === 0 || ids.includes(item.resourceId)) && (name ?? item.name) === item.name,
    );
    const { items, nextToken } = page(call.world, found, {
      token: text(input, 'nextToken'),
      limit: integer(input, 'limit') || undefined,
      defaultSize: 100,
      tokenError: 'InvalidNextTokenException',
    });
    return compact({
      resourceIdentifiers: items.map(({ resourceId, name: resourceName, status, capturedAt }) =>
        compact({
          resourceType: type,
          resourceId,
          resourceName,
          resourceDeletionTime: status === 'ResourceDeleted' ? time(capturedAt) : undefined,
        }),
      ),
      nextToken,
    });
  },
};
