import type { ResourceProvider } from '../../../kernel/contract.js';

/** What the operations know of the world's resource types. */
export interface ResourceTypes {
  readonly providers: ReadonlyMap<string, ResourceProvider>;
  readonly names: ReadonlySet<string>;
}

export function resourceTypes(providers: readonly ResourceProvider[]): ResourceTypes {
  const byType = new Map(providers.map((provider) => [provider.type, provider]));
  return { providers: byType, names: new Set(byType.keys()) };
}
