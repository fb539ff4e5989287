import type { World } from '../../kernel/contract.js';
import type { WorldFile } from '../../world-file/schema.js';
import { stackSetsSlot } from './stacksets/state.js';
import { keepTemplate } from './template/library.js';

/** Puts StackSets that exist before the first call into the world, whoever may have made them. */
export function seedStackSets(world: World, file: WorldFile): void {
  for (const { name, region, tags, template, ...roles } of file.stackSets) {
    const accountId = file.organization.managementAccountId;
    const id = `${name}:${world.random.uuid()}`;
    world.state(stackSetsSlot, accountId, region)[id] = {
      id,
      name,
      arn: `arn:${world.partition}:cloudformation:${region}:${accountId}:stackset/${id}`,
      accountId,
      region,
      status: 'ACTIVE',
      permissionModel: 'SELF_MANAGED',
      definition: {
        template: keepTemplate(world, JSON.stringify(template)),
        parameters: {},
        capabilities: [],
        tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        ...roles,
      },
      managedExecution: false,
      modified: false,
      targets: {},
      instances: {},
      operations: [],
    };
  }
}
