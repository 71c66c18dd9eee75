import { isIPv6 } from 'node:net';

/** To whom an address belongs, as far as limits go: one IPv6 subscriber has 2^64 of them, an IPv4 one a single one. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [head = [], tail = []] = address.split('::').map((groups) => groups.split(':').filter(Boolean));
  const zeros = '0'.repeat(Math.max(0, 8 - head.length - tail.length)).split('');
  const groups = [...head, ...zeros, ...tail].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}
