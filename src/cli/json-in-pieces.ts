/**
 * The text of `JSON.stringify(value, undefined, 2)` in pieces, one for each member down to `depth`: the world of a large
 * organization is longer than one text may be, which is half a gigabyte.
 */
export function* jsonInPieces(value: unknown, depth: number, indent = '\n'): Generator<string> {
  const members =
    depth > 0 && typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).filter(([, member]) => member !== undefined)
      : [];
  if (members.length === 0) {
    // A line break in a JSON text is never part of a value.
    yield JSON.stringify(value, undefined, 2).replaceAll('\n', indent);
    return;
  }
  const deeper = `${indent}  `;
  for (const [index, [name, member]] of members.entries()) {
    yield `${index === 0 ? '{' : ','}${deeper}${JSON.stringify(name)}: `;
    yield* jsonInPieces(member, depth - 1, deeper);
  }
  yield `${indent}}`;
}
