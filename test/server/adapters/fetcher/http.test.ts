import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readExceptions } from '../../../../server/adapters/fetcher/allowed-target.ts'
import { type HttpFetcherOptions, httpFetcher } from '../../../../server/adapters/fetcher/http.ts'
import { RemoteRefusedError, RemoteUnreachableError } from '../../../../server/errors/remote-errors.ts'
import { isPublicAddress } from '../../../../server/security/public-address.ts'
import { fc } from '../../../support/properties.ts'
import { describeFetcher } from './contract.ts'

describeFetcher('http', (allowed) => httpFetcher({ allowPrivate: [allowed] }))

const limits = { maxBytes: 1000, timeoutMs: 3000 }

async function localOrigin(): Promise<number> {
  const server = createServer((_req, res) => res.end('inside'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

function open(options: HttpFetcherOptions = {}) {
  const fetcher = httpFetcher(options)
  onTestFinished(() => fetcher.close())
  return fetcher
}

describe('addresses that are not public', () => {
  it.each([
    ['loopback', 'http://127.0.0.1/'],
    ['loopback by another number', 'http://127.8.9.1/'],
    ['loopback by name', 'http://localhost/'],
    ['loopback as one decimal number', 'http://2130706433/'],
    ['loopback in hexadecimal', 'http://0x7f000001/'],
    ['loopback in hexadecimal parts', 'http://0x7f.1/'],
    ['loopback in octal', 'http://0177.0.0.1/'],
    ['loopback in two parts', 'http://127.1/'],
    ['loopback in full-width digits', 'http://１２７.0.0.1/'],
    ['loopback with a trailing dot', 'http://127.0.0.1./'],
    ['this host', 'http://0.0.0.0/'],
    ['this host in short', 'http://0/'],
    ['private 10/8', 'http://10.1.2.3/'],
    ['private 172.16/12', 'http://172.31.255.255/'],
    ['private 192.168/16', 'http://192.168.0.1/'],
    ['link-local metadata service', 'http://169.254.169.254/'],
    ['carrier-grade NAT', 'http://100.64.0.1/'],
    ['benchmarking', 'http://198.18.0.1/'],
    ['documentation', 'http://192.0.2.1/'],
    ['multicast', 'http://224.0.0.1/'],
    ['reserved', 'http://240.0.0.1/'],
    ['broadcast', 'http://255.255.255.255/'],
    ['IPv6 loopback', 'http://[::1]/'],
    ['IPv6 unspecified', 'http://[::]/'],
    ['IPv6 mapped', 'http://[::ffff:127.0.0.1]/'],
    ['IPv6 mapped in hexadecimal', 'http://[::ffff:7f00:1]/'],
    ['IPv6 compatible', 'http://[::127.0.0.1]/'],
    ['IPv6 translated', 'http://[::ffff:0:127.0.0.1]/'],
    ['NAT64', 'http://[64:ff9b::127.0.0.1]/'],
    ['NAT64 local', 'http://[64:ff9b:1::127.0.0.1]/'],
    ['6to4', 'http://[2002:7f00:1::]/'],
    ['Teredo', 'http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/'],
    ['ISATAP', 'http://[2a00:1450::5efe:127.0.0.1]/'],
    ['unique local', 'http://[fd00::1]/'],
    ['site local', 'http://[fec0::1]/'],
    ['IPv6 link-local', 'http://[fe80::1]/'],
    ['IPv6 multicast', 'http://[ff02::1]/'],
    ['IPv6 documentation', 'http://[2001:db8::1]/'],
  ])('refuses %s: %s', async (_what, url) => {
    await expect(open().fetch(url, limits)).rejects.toThrow(RemoteRefusedError)
  })

  it.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111', '2a00:1450:4001::200e'])('knows %s as public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it('finds every IPv4 address that hides in an IPv6 one', () => {
    const embeddings = [
      (hex: string) => `::ffff:${hex}`,
      (hex: string) => `::${hex}`,
      (hex: string) => `64:ff9b::${hex}`,
    ]
    fc.assert(
      fc.property(fc.constantFrom(...embeddings), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (embed, number) => {
        const hex = `${(number >>> 16).toString(16)}:${(number & 0xffff).toString(16)}`
        expect(isPublicAddress(embed(hex))).toBe(false)
      }),
    )
  })
})

describe('URLs that are not asked', () => {
  it.each([
    'ftp://example.com/a',
    'file:///etc/passwd',
    'gopher://example.com/',
    'data:text/plain,x',
    'http://user@example.com/',
    'http://user:password@example.com/',
    'http://example.com:22/',
    'http://example.com:8080/',
    'https://example.com:80443/',
    'not a url',
    'http://',
    '',
  ])('refuses %j before any connection', async (url) => {
    const fetcher = open({ resolve: () => Promise.reject(new Error('must not be asked')) })

    await expect(fetcher.fetch(url, limits)).rejects.toThrow(RemoteRefusedError)
  })
})

describe('names', () => {
  it('are refused when only one of their addresses is private', async () => {
    const resolve = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '192.168.1.1', family: 4 },
    ]

    await expect(open({ resolve }).fetch('http://mixed.example/', limits)).rejects.toThrow(RemoteRefusedError)
  })

  it('that rebind between two questions never lead inside', async () => {
    const port = await localOrigin()
    let asked = 0
    const resolve = async () => {
      asked += 1
      return [{ address: asked % 2 === 1 ? '192.0.2.255' : '127.0.0.1', family: 4 }]
    }
    const fetcher = open({ resolve, allowPrivate: [] })

    const answers = await Promise.allSettled(
      Array.from({ length: 6 }, () => fetcher.fetch('http://rebind.example/', { ...limits, timeoutMs: 500 })),
    )

    expect(port).toBeGreaterThan(0)
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true)
  })

  it('are connected to the very address that was checked', async () => {
    const port = await localOrigin()
    let asked = 0
    const resolve = async () => {
      asked += 1
      return [{ address: '127.0.0.1', family: 4 }]
    }
    const fetcher = open({ resolve, allowPrivate: [`inside.example:${port}`] })

    const answer = await fetcher.fetch(`http://inside.example:${port}/`, limits)

    expect((await buffer(answer.body)).toString()).toBe('inside')
    expect(asked).toBe(1)
  })
})

describe('exceptions of the operator', () => {
  it('open one port of a host, and no other', async () => {
    const port = await localOrigin()
    const other = await localOrigin()
    const fetcher = open({ allowPrivate: [`127.0.0.1:${port}`] })

    const answer = await fetcher.fetch(`http://127.0.0.1:${port}/`, limits)
    answer.body.destroy()

    expect(answer.status).toBe(200)
    await expect(fetcher.fetch(`http://127.0.0.1:${other}/`, limits)).rejects.toThrow(RemoteRefusedError)
  })

  it('open all ports of a host with a star, however the address is written', async () => {
    const port = await localOrigin()
    const fetcher = open({ allowPrivate: ['127.0.0.1:*'] })

    const answer = await fetcher.fetch(`http://0x7f.1:${port}/`, limits)
    answer.body.destroy()

    expect(answer.status).toBe(200)
  })

  it('do not open another spelling of the same machine', async () => {
    const port = await localOrigin()
    const fetcher = open({ allowPrivate: [`localhost:${port}`] })

    await expect(fetcher.fetch(`http://[::ffff:127.0.0.1]:${port}/`, limits)).rejects.toThrow(RemoteRefusedError)
  })

  it.each(['', 'host', 'host:', ':80', 'http://host:80', 'a b:1', 'host:99x', '[::1]'])('refuse %j', (entry) => {
    expect(() => readExceptions([entry])).toThrow(/expected host:port/i)
  })
})

describe('senders that trickle', () => {
  it('are dropped', async () => {
    const server = createServer((_req, res) => {
      const drip = setInterval(() => res.write('.'), 100)
      res.on('close', () => clearInterval(drip))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const fetcher = open({ allowPrivate: [`127.0.0.1:${port}`] })

    const answer = await fetcher.fetch(`http://127.0.0.1:${port}/`, { maxBytes: 1e6, timeoutMs: 20_000 })

    await expect(buffer(answer.body)).rejects.toThrow(RemoteUnreachableError)
  })
})
