import type { PageData } from '../report/html/page-data.js';

/** The data as it stands in the file: JSON, compressed, in base64. https://developer.mozilla.org/docs/Web/API/DecompressionStream */
export async function readData(packed: string): Promise<PageData> {
  const bytes = Uint8Array.from(atob(packed.trim()), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(unpacked).json()) as PageData;
}
