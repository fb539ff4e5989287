import { BlockList, isIP } from 'node:net';

/** Is the address within the CIDR block, or equal to the address, that the policy names? */
export function ipMatches(expected: string, actual: string): boolean {
  const [network = '', prefix] = expected.split('/');
  const family = isIP(network);
  if (family === 0 || isIP(actual) !== family) return false;
  const kind = family === 6 ? 'ipv6' : 'ipv4';
  const block = new BlockList();
  block.addSubnet(network, prefix === undefined ? (family === 6 ? 128 : 32) : Number(prefix), kind);
  return block.check(actual, kind);
}
