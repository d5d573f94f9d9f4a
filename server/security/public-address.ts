/**
 * Which internet addresses a server-side request may reach: public unicast, and nothing that hides another address in
 * itself. Literals only; names are resolved before. Ranges: the IANA special-purpose registries.
 */
import ipaddr from 'ipaddr.js'

/** Special ranges of IPv4 that the library calls unicast. */
const MORE_IPV4: readonly string[] = ['198.18.0.0/15', '192.31.196.0/24', '192.52.193.0/24', '192.175.48.0/24']

/**
 * Of IPv6 only the global unicast block is public; inside it these are not: Teredo and the protocol assignments beside
 * it, documentation, 6to4. The NAT64, mapped, compatible, site-local and unique-local ranges lie outside of the block.
 */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3')
const NOT_GLOBAL_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'].map((range) =>
  ipaddr.IPv6.parseCIDR(range),
)

/** @param address an IP literal, IPv6 without brackets; anything else is not public. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  return parsed instanceof ipaddr.IPv4 ? isPublicIpv4(parsed) : isPublicIpv6(parsed as ipaddr.IPv6)
}

function isPublicIpv4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && !MORE_IPV4.some((range) => address.match(ipaddr.IPv4.parseCIDR(range)))
}

function isPublicIpv6(address: ipaddr.IPv6): boolean {
  if (address.zoneId !== undefined || !address.match(GLOBAL_IPV6)) return false
  if (NOT_GLOBAL_IPV6.some((range) => address.match(range))) return false
  return !isIsatap(address)
}

/** ISATAP carries an IPv4 address behind `[02]00:5efe` in its interface identifier. */
function isIsatap(address: ipaddr.IPv6): boolean {
  const [, , , , fifth, sixth] = address.parts
  return sixth === 0x5efe && (fifth === 0 || fifth === 0x0200)
}
