import { XMLBuilder } from 'fast-xml-parser';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: false,
  processEntities: true,
});

/** An XML document from nested elements; names that start with `@` are attributes. */
export function xmlDocument(root: Readonly<Record<string, unknown>>): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(root)}`;
}

export interface ListStyle {
  /** The name of a wrapped list's items; undefined for a flattened list. */
  readonly item: (member: string) => string | undefined;
}

/**
 * Output data as elements: lists by the style given, a `Map` as `<entry><key/><value/></entry>`, a Date in ISO 8601,
 * undefined left out.
 */
export function element(value: unknown, style: ListStyle, member = ''): unknown {
  if (value === null || value === undefined) return undefined;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    const item = style.item(member);
    const items = value.map((entry) => element(entry, style));
    if (item === undefined) return items;
    return items.length === 0 ? '' : { [item]: items };
  }
  if (value instanceof Map) {
    return value.size === 0
      ? ''
      : { entry: [...value].map(([key, entry]) => ({ key: String(key), value: element(entry, style) })) };
  }
  if (typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .map(([name, entry]) => [name, element(entry, style, name)] as const)
        .filter(([, entry]) => entry !== undefined),
    );
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
