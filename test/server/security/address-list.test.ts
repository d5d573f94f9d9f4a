import { describe, expect, it } from 'vitest'
import { clientNetwork, isAddressWithin } from '../../../server/security/address-list.ts'
import { isHostAmong, referrerHost } from '../../../server/security/referrer.ts'

describe('isAddressWithin', () => {
  it.each([
    ['192.0.2.7', ['192.0.2.7'], true],
    ['192.0.2.8', ['192.0.2.7'], false],
    ['192.0.2.255', ['198.51.100.1', '192.0.2.0/24'], true],
    ['192.0.3.0', ['192.0.2.0/24'], false],
    ['::ffff:192.0.2.7', ['192.0.2.7'], true],
    ['2001:db8:1::1', ['2001:db8::/32'], true],
    ['2001:db9::1', ['2001:db8::/32'], false],
    ['not an address', ['0.0.0.0/0'], false],
    ['192.0.2.7', [], false],
  ])('%s in %j: %s', (address, list, expected) => {
    expect(isAddressWithin(address, list)).toBe(expected)
  })
})

describe('clientNetwork', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::', 'fe80:0:0:0'],
  ])('of %s is %s', (address, expected) => {
    expect(clientNetwork(address)).toBe(expected)
  })
})

describe('the host of a referrer', () => {
  it.each([
    ['https://Shop.Example:8443/a?b', 'shop.example'],
    ['about:blank', null],
    ['nonsense', null],
    [undefined, null],
  ])('of %s is %s', (header, expected) => {
    expect(referrerHost(header)).toBe(expected)
  })

  it.each([
    ['shop.example', true],
    ['a.b.shop.example', true],
    ['notshop.example', false],
    ['example', false],
  ])('%s among the allowed: %s', (host, expected) => {
    expect(isHostAmong(host, ['shop.example', '*.shop.example'])).toBe(expected)
  })
})
