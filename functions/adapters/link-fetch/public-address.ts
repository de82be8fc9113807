import { BlockList, isIP } from 'node:net';

/**
 * What is not the public internet, by IANA's registries of special-purpose addresses: a server-side request to any of these
 * reaches machines that are not meant to be reached from outside, the cloud's own metadata among them.
 */
const special4: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8], // this host
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // carrier-grade NAT
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, and the metadata of clouds
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.31.196.0', 24], // AS112
  ['192.52.193.0', 24], // multicast relays
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['192.175.48.0', 24], // AS112
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and the broadcast address
];

/** All that is in use of IPv6 on the internet lies in here; loopback, unique local, link-local and mapped IPv4 do not. */
const global6 = ['2000::', 3] as const;
const special6: readonly (readonly [network: string, bits: number])[] = [
  ['2001::', 23], // protocol assignments, Teredo among them, which carries IPv4 inside
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4, which carries IPv4 inside
  ['2620:4f:8000::', 48], // AS112
  ['3fff::', 20], // documentation
];

const forbidden = new BlockList();
for (const [network, bits] of special4) forbidden.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of special6) forbidden.addSubnet(network, bits, 'ipv6');
const global = new BlockList();
global.addSubnet(...global6, 'ipv6');

/** Whether an address in numbers is one of the public internet. What is no address is none. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !forbidden.check(address, 'ipv4');
    case 6:
      return global.check(address, 'ipv6') && !forbidden.check(address, 'ipv6');
    default:
      return false;
  }
}
