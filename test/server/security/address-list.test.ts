import { describe, expect, it } from 'vitest'
import { isAddressWithin } from '../../../server/security/address-list.ts'
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
