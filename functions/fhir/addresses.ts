/**
 * Which addresses are on the public internet. From the IANA registries of special-purpose addresses
 * (https://www.iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry, 2025-10).
 * Of IPv6 only global unicast 2000::/3 is public, without the blocks in it that lead elsewhere.
 */
import { BlockList, isIP } from 'node:net';

const special4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;

const special6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const;

const blocked = new BlockList();
for (const [net, prefix] of special4) blocked.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of special6) blocked.addSubnet(net, prefix, 'ipv6');

const globalUnicast6 = new BlockList();
globalUnicast6.addSubnet('2000::', 3, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

export const isLoopback = (address: string): boolean =>
  isIP(address) !== 0 && loopback.check(address, family(address));

/** An IPv4 address mapped into IPv6 (`::ffff:10.0.0.1`) is outside 2000::/3, so it is refused. */
export const isPublic = (address: string): boolean =>
  isIP(address) === 4
    ? !blocked.check(address, 'ipv4')
    : isIP(address) === 6 && globalUnicast6.check(address, 'ipv6') && !blocked.check(address, 'ipv6');

/** The host part of a URL names an address and not a name, in any spelling: WHATWG URL has normalised it. */
export const isAddress = (hostname: string): boolean => isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;

/** D21: loopback is for local runs; no other private address is ever allowed. */
export const mayConnect = (address: string, allowLoopback: boolean): boolean =>
  isPublic(address) || (allowLoopback && isLoopback(address));
