/** Leaves of a configuration by their path, as text: `RotationRules.AutomaticallyAfterDays` → `30`. Empty parts are left out. */
export function flatten(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (value === null || value === undefined || value === '') return new Map();
  if (Array.isArray(value))
    // Order within a list of plain values means nothing here; what holds more is compared in its place.
    return value.every((item) => typeof item !== 'object')
      ? leaf(path, value.map(String).sort().join(', '))
      : merge(value.map((item: unknown, place) => flatten(item, join(path, String(place)))));
  if (typeof value === 'object')
    return merge(Object.entries(value).map(([name, part]) => flatten(part, join(path, name))));
  return leaf(path, typeof value === 'string' ? value : JSON.stringify(value));
}

function leaf(path: string, text: string): ReadonlyMap<string, string> {
  return text === '' ? new Map() : new Map([[path, text]]);
}

function merge(parts: readonly ReadonlyMap<string, string>[]): ReadonlyMap<string, string> {
  return new Map(parts.flatMap((part) => [...part]));
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
