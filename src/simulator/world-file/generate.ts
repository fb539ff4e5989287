import { seededRandom } from '../kernel/random.js';
import { generateSecrets } from './generate-secrets.js';
import type { WorldAccount, WorldFile } from './schema.js';

/** Adds the accounts that `generate` asks for, under `/Generated`, and their secrets: the same file gives the same accounts. */
export function generate(file: WorldFile): WorldFile {
  const wanted = file.generate;
  if (!wanted) return file;
  const random = seededRandom(wanted.seed);
  const taken = new Set(file.accounts.map((account) => account.id));
  const units = Array.from({ length: wanted.organizationalUnits }, (_, index) => unitPath(index));
  const accounts: WorldAccount[] = [];
  while (accounts.length < wanted.accounts) {
    const id = String(Math.floor(random.next() * 1e12)).padStart(12, '0');
    if (taken.has(id)) continue;
    taken.add(id);
    const number = accounts.length + 1;
    accounts.push({
      id,
      name: `generated-${number}`,
      email: `aws+generated-${number}@example.com`,
      state: 'ACTIVE',
      ou: units[accounts.length % units.length] ?? '/Generated',
      joined: 'CREATED',
      optIn: [...wanted.optIn],
      accessRole: true,
      serviceLinkedRoles: [],
      roles: [],
    });
  }
  return generateSecrets(
    {
      ...file,
      accounts: [...file.accounts, ...accounts],
      organizationalUnits: [...file.organizationalUnits, ...units],
    },
    accounts.map(({ id }) => id),
  );
}

/** Units in groups of ten, so that a big world has a tree and not a comb. */
function unitPath(index: number): string {
  return `/Generated/Group${Math.floor(index / 10) + 1}/Unit${index + 1}`;
}
