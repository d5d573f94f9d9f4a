/**
 * A certificate for `--https` on a developer's machine: a local authority, made once and kept in the data folder, and a
 * short-lived certificate for this machine's names signed by it. Nothing installs the authority anywhere: who trusts it
 * trusts whoever can read this folder.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

export interface LocalCertificate {
  /** PEM: the certificate, then its authority. */
  readonly cert: string
  /** PEM, PKCS 8. */
  readonly key: string
  /** Path of the authority's certificate: what clients are told to trust. */
  readonly authorityPath: string
}

type X509 = typeof import('@peculiar/x509')

interface KeyPair {
  readonly certificate: string
  readonly key: string
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY_MS = 86_400_000
const AUTHORITY_DAYS = 3650
/** Browsers accept at most 398 days. */
const SERVER_DAYS = 90
const RENEW_BEFORE_DAYS = 30

/**
 * @param folder where it is kept
 * @param host address the server listens on, named in the certificate besides the usual local names
 */
export async function localCertificate(folder: string, host: string): Promise<LocalCertificate> {
  // Its dependency injection needs this polyfill to be there first. Loaded only for --https: 60 ms.
  await import('reflect-metadata')
  const x509 = await import('@peculiar/x509')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const authorityPath = join(folder, 'authority.crt')
  const authority = await kept(folder, 'authority', () => makeAuthority(x509), isFresh(x509, []))
  const names = namesOf(host)
  const server = await kept(
    folder,
    'server',
    () => makeServerCertificate(x509, authority, names),
    (pair) => isFresh(x509, names)(pair) && isSignedBy(x509, pair, authority),
  )
  return { cert: server.certificate + authority.certificate, key: server.key, authorityPath }
}

async function kept(
  folder: string,
  name: string,
  make: () => Promise<KeyPair>,
  isUsable: (pair: KeyPair) => boolean,
): Promise<KeyPair> {
  const certificatePath = join(folder, `${name}.crt`)
  const keyPath = join(folder, `${name}.key`)
  if (existsSync(certificatePath) && existsSync(keyPath)) {
    const pair = { certificate: readFileSync(certificatePath, 'utf8'), key: readFileSync(keyPath, 'utf8') }
    if (isUsable(pair)) return pair
  }
  const made = await make()
  const pair = { certificate: `${made.certificate}\n`, key: made.key }
  writeFileSync(keyPath, pair.key, { mode: 0o600 })
  chmodSync(keyPath, 0o600)
  writeFileSync(certificatePath, pair.certificate)
  return pair
}

function namesOf(host: string): string[] {
  const names = ['localhost', '127.0.0.1', '::1', hostname().toLowerCase()]
  if (host !== '0.0.0.0' && host !== '::') names.push(host)
  return [...new Set(names)]
}

async function makeAuthority(x509: X509): Promise<KeyPair> {
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validFor(AUTHORITY_DAYS),
    serialNumber: serialNumber(),
    name: `CN=Tintype local authority ${randomBytes(3).toString('hex')}`,
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate: certificate.toString('pem'), key: await privateKeyPem(keys) }
}

async function makeServerCertificate(x509: X509, authority: KeyPair, names: readonly string[]): Promise<KeyPair> {
  const issuer = new x509.X509Certificate(authority.certificate)
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.create({
    ...validFor(SERVER_DAYS),
    serialNumber: serialNumber(),
    subject: 'CN=localhost',
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey: await readPrivateKey(authority.key),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => (isAddress(value) ? { type: 'ip' as const, value } : { type: 'dns' as const, value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  })
  return { certificate: certificate.toString('pem'), key: await privateKeyPem(keys) }
}

function isFresh(x509: X509, names: readonly string[]): (pair: KeyPair) => boolean {
  return ({ certificate }) => {
    try {
      const parsed = new x509.X509Certificate(certificate)
      const alternative = parsed.getExtension(x509.SubjectAlternativeNameExtension)?.names.toJSON() ?? []
      const named = new Set(alternative.map(({ value }) => value))
      const enough = parsed.notAfter.getTime() - Date.now() > RENEW_BEFORE_DAYS * DAY_MS
      return enough && names.every((name) => named.has(name))
    } catch {
      // A damaged file is made anew.
      return false
    }
  }
}

function isSignedBy(x509: X509, pair: KeyPair, authority: KeyPair): boolean {
  return new x509.X509Certificate(pair.certificate).issuer === new x509.X509Certificate(authority.certificate).subject
}

function isAddress(name: string): boolean {
  return /^[\d.]+$/.test(name) || name.includes(':')
}

function validFor(days: number): { readonly notBefore: Date; readonly notAfter: Date } {
  // A day of slack for clocks that are behind.
  return { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + days * DAY_MS) }
}

function serialNumber(): string {
  return `01${randomBytes(15).toString('hex')}`
}

async function newKeys(): Promise<CryptoKeyPair> {
  return (await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as CryptoKeyPair
}

async function privateKeyPem(keys: CryptoKeyPair): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`
}

async function readPrivateKey(pem: string): Promise<CryptoKeyPair['privateKey']> {
  const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')
  return crypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign'])
}
