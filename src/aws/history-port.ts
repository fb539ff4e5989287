import type { OpenHistory } from '../history/ports.js';
import type { Clients } from './clients.js';
import type { Doors } from './doors.js';
import { historyReader } from './history-read.js';
import { looking } from './look-errors.js';

/** The way to a secret's history: through the look role of its own account. */
export function historyPort(doors: Doors, clients: Clients, lookPolicy: string): OpenHistory {
  return async (accountId, region) => {
    const session = await looking(() => doors.open(accountId, 'look', lookPolicy));
    const reader = historyReader(clients.config(session, region), clients.cloudTrail(session, region));
    return {
      find: (name) => looking(() => reader.find(name)),
      items: (subject, resourceId) => looking(() => reader.items(subject, resourceId)),
      trail: (resourceName) => looking(() => reader.trail(resourceName)),
    };
  };
}
