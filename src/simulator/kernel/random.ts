import type { SeededRandom } from './contract.js';

/** A small seeded generator (mulberry32): not for secrets, the same sequence on every machine. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  // Joined, not added: of texts that are added, every step stays in memory.
  const hex = (length: number): string =>
    Array.from({ length }, () => '0123456789abcdef'.charAt(Math.floor(next() * 16))).join('');
  const uuid = (): string =>
    [hex(8), hex(4), `4${hex(3)}`, '89ab'.charAt(Math.floor(next() * 4)) + hex(3), hex(12)].join('-');
  return { next, hex, uuid };
}

/** `length` characters of upper-case letters and digits, as in access keys and unique ids. */
export function letters(random: SeededRandom, length: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let text = '';
  while (text.length < length) text += alphabet.charAt(Math.floor(random.next() * alphabet.length));
  return text;
}
