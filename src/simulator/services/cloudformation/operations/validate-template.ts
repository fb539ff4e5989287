import type { Operation } from '../../../kernel/contract.js';
import { readBody } from '../request.js';
import { neededCapability } from '../template/capabilities.js';
import { checkTemplate } from '../template/check-template.js';
import { readTemplate } from '../template/read-template.js';
import type { ResourceTypes } from './providers.js';

export function validateTemplate(types: ResourceTypes): Operation {
  return {
    service: 'cloudformation',
    name: 'ValidateTemplate',
    mutating: false,
    handle(input) {
      const template = readTemplate(readBody(input, false) ?? '');
      checkTemplate(template, types.names);
      const needed = neededCapability(template);
      return {
        Description: template.description,
        Parameters: Object.entries(template.parameters).map(([key, declaration]) => ({
          ParameterKey: key,
          DefaultValue: declaration.default,
          NoEcho: declaration.noEcho,
          Description: declaration.description,
        })),
        Capabilities: needed ? [needed.capability] : [],
        CapabilitiesReason: needed
          ? `The following resource(s) require capabilities: [${needed.types.join(', ')}]`
          : undefined,
      };
    },
  };
}
