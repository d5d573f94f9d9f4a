import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LocalCertificate, localCertificate } from '../../../server/cli/local-certificate.ts'

describe('local certificate', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tintype-tls-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it.each(['localhost', '127.0.0.1'])(
    'is accepted for %s by a client that trusts the authority, and by no other',
    async (host) => {
      const certificate = await localCertificate(folder, '127.0.0.1')

      expect(await visit(certificate, host, readFileSync(certificate.authorityPath, 'utf8'))).toBe(200)
      await expect(visit(certificate, host)).rejects.toThrow(/certificate/)
    },
  )

  it('stays the same from start to start', async () => {
    const first = await localCertificate(folder, '127.0.0.1')

    expect(await localCertificate(folder, '127.0.0.1')).toEqual(first)
  })

  it('is made anew for another address, by the same authority', async () => {
    const first = await localCertificate(folder, '127.0.0.1')
    const authority = readFileSync(first.authorityPath, 'utf8')

    const second = await localCertificate(folder, '192.0.2.7')

    expect(second.cert).not.toBe(first.cert)
    expect(readFileSync(second.authorityPath, 'utf8')).toBe(authority)
  })

  it('is made anew when its file is damaged', async () => {
    const first = await localCertificate(folder, '127.0.0.1')
    writeFileSync(join(folder, 'server.crt'), 'damaged')

    expect((await localCertificate(folder, '127.0.0.1')).cert).not.toBe(first.cert)
  })

  it('keeps its keys readable by their owner only', async () => {
    await localCertificate(folder, '127.0.0.1')

    for (const name of ['authority.key', 'server.key']) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
  })
})

async function visit({ cert, key }: LocalCertificate, host: string, ca?: string): Promise<number> {
  const server = createServer({ cert, key }, (_request, response) => response.end('ok'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    return await new Promise((resolve, reject) => {
      const call = request({ host, port, agent: false, ...(ca && { ca }), family: 4 }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      call.once('error', reject).end()
    })
  } finally {
    server.close()
    server.closeAllConnections()
  }
}
