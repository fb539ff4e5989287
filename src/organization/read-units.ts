import { mapBounded } from '../concurrency/map-bounded.js';
import type { OrganizationalUnit } from '../model/organization.js';
import type { OrganizationsPort } from './ports.js';

/** Organizations allows few calls a second, and answers fast. Its rate is not published, so this number is assumed. */
const concurrentUnits = 4;

/** Every unit below the root, parents before their children: one list call per root and unit (and per page of it). */
export async function readUnits(
  port: OrganizationsPort,
  rootId: string,
): Promise<readonly OrganizationalUnit[]> {
  const units: OrganizationalUnit[] = [];
  let parents: readonly { id: string; path: string }[] = [{ id: rootId, path: '' }];
  while (parents.length > 0) {
    const levels = await mapBounded(parents, concurrentUnits, async (parent) => {
      const children = await port.listOrganizationalUnits(parent.id);
      return children.map(({ id, name }) => ({
        id,
        name,
        parentId: parent.id,
        path: `${parent.path}/${name}`,
      }));
    });
    parents = levels.flat();
    units.push(...levels.flat());
  }
  return units;
}
