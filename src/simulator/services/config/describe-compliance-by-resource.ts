import type { Operation, World } from '../../kernel/contract.js';
import { integer, text, texts } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { evaluationsOfResource } from './compliance/read.js';
import { complianceIn } from './compliance/state.js';
import { complianceOf } from './compliance/wire.js';
import { invalidValue } from './errors.js';
import { placeOf } from './state.js';
import type { Place } from './state.js';
import { compact } from './wire.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeComplianceByResource.html */
export const describeComplianceByResource: Operation = {
  service: 'config',
  name: 'DescribeComplianceByResource',
  mutating: false,
  handle(input, call) {
    const [type, id] = [text(input, 'ResourceType'), text(input, 'ResourceId')];
    if (id !== undefined && type === undefined)
      throw invalidValue('A resource type must be provided with the resource id.');
    const wanted = texts(input, 'ComplianceTypes') ?? [];
    const place = placeOf(call);
    const all = judged(call.world, place)
      .filter((one) => (type ?? one.type) === one.type && (id ?? one.id) === one.id)
      .map((one) => ({
        ResourceType: one.type,
        ResourceId: one.id,
        Compliance: compliance(call.world, place, one),
      }))
      .filter(({ Compliance }) => wanted.length === 0 || wanted.includes(Compliance.ComplianceType));
    const { items, nextToken } = page(call.world, all, {
      token: text(input, 'NextToken'),
      limit: integer(input, 'Limit') || undefined,
      defaultSize: 10,
      maxSize: 100,
      tokenError: 'InvalidNextTokenException',
    });
    return compact({ ComplianceByResources: items, NextToken: nextToken });
  },
};

interface Resource {
  readonly type: string;
  readonly id: string;
}

/** Every resource that some rule has judged, by type and id. */
function judged(world: World, place: Place): readonly Resource[] {
  const ids = new Map<string, Set<string>>();
  for (const byType of Object.values(complianceIn(world, place).results)) {
    for (const [type, byId] of Object.entries(byType)) {
      const known = ids.get(type) ?? new Set();
      ids.set(type, known);
      for (const id of Object.keys(byId)) known.add(id);
    }
  }
  return [...ids].flatMap(([type, known]) => [...known].sort().map((id) => ({ type, id })));
}

function compliance(world: World, place: Place, { type, id }: Resource) {
  const verdicts = evaluationsOfResource(world, place, type, id).map(({ verdict }) => verdict);
  const count = (wanted: string): number => verdicts.filter((verdict) => verdict === wanted).length;
  return complianceOf(count('COMPLIANT'), count('NON_COMPLIANT'));
}
