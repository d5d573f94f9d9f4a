/** IP addresses and networks (`192.0.2.7`, `192.0.2.0/24`, `2001:db8::/32`), and whether an address is among them. */
import { BlockList, isIP } from 'node:net'

export function isAddressWithin(address: string, list: readonly string[]): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
  const family = familyOf(plain)
  if (family === null) return false
  const networks = new BlockList()
  for (const entry of list) addEntry(networks, entry)
  return networks.check(plain, family)
}

/** Whom an address stands for: of IPv6 a client has a whole network. */
export function clientNetwork(address: string): string {
  if (familyOf(address) !== 'ipv6') return address
  const [head = '', tail = ''] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = tail.split(':').filter(Boolean)
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0')
  return [...groups, ...zeros, ...rest]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

function addEntry(networks: BlockList, entry: string): void {
  const [address = '', bits] = entry.split('/')
  const family = familyOf(address)
  if (family === null) return
  if (bits === undefined) networks.addAddress(address, family)
  else networks.addSubnet(address, Number(bits), family)
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address)
  if (version === 0) return null
  return version === 4 ? 'ipv4' : 'ipv6'
}
