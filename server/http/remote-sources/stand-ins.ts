/** An address as it is, or at what stands in for its host in tests: without TLS, which stand-ins do not have. */
export function atStandIn(address: string, hosts: Readonly<Record<string, string>>): string {
  const standIn = URL.canParse(address) ? hosts[new URL(address).host] : undefined
  return standIn === undefined ? address : address.replace(/^https:\/\/[^/]+/, `http://${standIn}`)
}
