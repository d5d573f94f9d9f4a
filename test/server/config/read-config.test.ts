import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../server/config/config-error.ts'
import { completeConfig, readConfig } from '../../../server/config/read-config.ts'

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'tintype-config-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

describe('readConfig', () => {
  it('gives every setting a default', () => {
    const config = readConfig({ directory: folderWith({}) })

    expect(config).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      data: './data',
      folderMode: 'dynamic',
      fetchAllowPrivate: [],
    })
  })

  it('lets flags win over the environment, and the environment over the file', () => {
    const directory = folderWith({ 'tintype.config.yaml': 'port: 1000\nhost: 0.0.0.0\ndata: ./from-file\n' })

    const config = readConfig({
      directory,
      environment: { TINTYPE_PORT: '2000', TINTYPE_HOST: '::1' },
      flags: { port: '3000' },
    })

    expect(config).toMatchObject({ port: 3000, host: '::1', data: './from-file' })
  })

  it('reads lists, sizes and host tables as they are written in an environment', () => {
    const environment = {
      TINTYPE_FETCH_ALLOW_PRIVATE: '127.0.0.1:9000, origin.test:*',
      TINTYPE_IMAGE_MAX_BYTES: '12MB',
      TINTYPE_MEMORY_CACHE_BYTES: '64MiB',
      TINTYPE_HOSTS: 'img.example.com=demo,IMG.example.org=shop',
    }

    const config = readConfig({ directory: folderWith({}), environment })

    expect(config.fetchAllowPrivate).toEqual(['127.0.0.1:9000', 'origin.test:*'])
    expect(config.imageMaxBytes).toBe(12_000_000)
    expect(config.memoryCacheBytes).toBe(67_108_864)
    expect(config.hosts).toEqual({ 'img.example.com': 'demo', 'img.example.org': 'shop' })
  })

  it('reads a secret from the file that its variable names', () => {
    const directory = folderWith({ secret: 's3cret\n' })

    const config = readConfig({ directory, environment: { TINTYPE_API_SECRET_FILE: join(directory, 'secret') } })

    expect(config.apiSecret).toBe('s3cret')
  })

  it.each<[string, Parameters<typeof readConfig>[0], string]>([
    [
      'an unknown variable',
      { environment: { TINTYPE_PROT: '1' } },
      'Unknown setting TINTYPE_PROT in the environment; did you mean TINTYPE_PORT?',
    ],
    ['a port out of range', { environment: { TINTYPE_PORT: '70000' } }, 'Invalid TINTYPE_PORT: got "70000"'],
    [
      'a port that is no number',
      { flags: { port: 'x' } },
      'Invalid --port: got "x", expected a whole number from 0 to 65535',
    ],
    ['a size without sense', { environment: { TINTYPE_IMAGE_MAX_BYTES: 'big' } }, 'expected a number of bytes'],
    [
      'a bad token key, hidden',
      { environment: { TINTYPE_AUTH_TOKEN_KEY: 'xyz' } },
      'Invalid TINTYPE_AUTH_TOKEN_KEY: got (hidden)',
    ],
    [
      'an allowance without a port',
      { environment: { TINTYPE_FETCH_ALLOW_PRIVATE: '10.0.0.1' } },
      '`host:port` or `host:*`',
    ],
    ['a file that is not there', { file: 'nope.yaml' }, 'The configuration file nope.yaml cannot be read'],
  ])('refuses %s by name', (_, sources, message) => {
    expect(() => readConfig({ directory: folderWith({}), ...sources })).toThrow(ConfigError)
    expect(() => readConfig({ directory: folderWith({}), ...sources })).toThrow(message)
  })

  it('refuses an unknown name and a damaged file, saying where', () => {
    const unknown = folderWith({ 'tintype.config.json': '{"prot": 1}' })
    const damaged = folderWith({ 'tintype.config.yaml': 'port: [1' })

    expect(() => readConfig({ directory: unknown })).toThrow(
      'Unknown setting prot in tintype.config.json; did you mean port?',
    )
    expect(() => readConfig({ directory: damaged })).toThrow(
      'The configuration file tintype.config.yaml cannot be read',
    )
  })
})

describe('completeConfig', () => {
  it('takes nothing from the process and refuses what it does not know', () => {
    expect(completeConfig({ port: 0, hosts: { 'a.test': 'demo' } })).toMatchObject({
      port: 0,
      hosts: { 'a.test': 'demo' },
    })
    expect(() => completeConfig({ colour: 'red' } as never)).toThrow('Unknown setting colour in the options')
  })
})
