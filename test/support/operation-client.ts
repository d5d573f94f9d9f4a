/** Calls operations of the contract over HTTP, by their definition: parameters go where they belong, credentials too. */
import { type OperationContract, operationPath } from '../../server/contract/operation.ts'
import type { AccountCredentials } from '../../server/index.ts'
import { signParameters } from '../../server/security/api-signature.ts'
import type { Answer } from './api-client.ts'

export interface Credential {
  readonly apiKey: string
  readonly apiSecret: string
}

export interface OperationCall {
  /** By wire name. What the path names goes there, the rest into the query of a GET, else into the body. */
  readonly parameters?: Readonly<Record<string, unknown>>
  /** The body is JSON; else it is a form. */
  readonly json?: boolean
  readonly file?: Buffer
  readonly headers?: Readonly<Record<string, string>>
  /** The client leaves. */
  readonly signal?: AbortSignal
}

export interface OperationTarget {
  readonly url: string
  readonly cloudName: string
  readonly account?: AccountCredentials
}

export async function callOperation(
  { url, cloudName, account }: OperationTarget,
  operation: OperationContract,
  call: OperationCall,
  credential: Credential | null,
): Promise<Answer> {
  const template = operationPath(operation).slice(0, -operation.path.length)
  const base = fillPath(template, { cloud_name: cloudName, account_id: account?.accountId }).path
  const { path, rest } = fillPath(operation.path, call.parameters ?? {})
  const isSigned = operation.credentials === 'key' || operation.credentials === 'key-or-preset'
  const parameters = credential !== null && isSigned ? signedWith(rest, credential, call.json === true) : rest
  const headers = new Headers(call.headers)
  if (credential !== null && (operation.credentials === 'basic' || operation.credentials === 'provisioning'))
    headers.set('authorization', basicOf(credential))
  const target = new URL(`${url}${base}${path}`)
  let body: RequestInit['body'] = null
  if (operation.method === 'GET') target.search = new URLSearchParams(pairsOf(parameters)).toString()
  else if (call.json === true) {
    headers.set('content-type', 'application/json')
    body = JSON.stringify(parameters)
  } else if (call.file !== undefined) body = formOf(parameters, call.file)
  else body = new URLSearchParams(pairsOf(parameters))
  const response = await fetch(target, { method: operation.method, headers, body, signal: call.signal ?? null })
  return { status: response.status, headers: response.headers, body: await bodyOf(response) }
}

/** Text that is no JSON stays text. */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!/[/+]json\b/.test(response.headers.get('content-type') ?? '')) return text
  return JSON.parse(text)
}

function fillPath(template: string, parameters: Readonly<Record<string, unknown>>) {
  const rest = { ...parameters }
  const path = template.replace(/\{(\w+)\+?\}/g, (_match, name: string) => {
    const value = rest[name]
    delete rest[name]
    if (value === undefined) throw new Error(`An example lacks ${name}, which is in the path ${template}`)
    return encodeURIComponent(String(value))
  })
  return { path, rest }
}

function signedWith(parameters: Readonly<Record<string, unknown>>, { apiKey, apiSecret }: Credential, json: boolean) {
  const all: Record<string, unknown> = { timestamp: Math.floor(Date.now() / 1000), ...parameters }
  const values = Object.entries(all).map(([name, value]) => {
    if (Array.isArray(value)) return [name, value.map(String)] as const
    return [name, typeof value === 'object' ? JSON.stringify(value) : String(value)] as const
  })
  const signature = signParameters(Object.fromEntries(values), apiSecret, { algorithm: 'sha1', version: 2 })
  return { ...(json ? all : Object.fromEntries(values)), api_key: apiKey, signature }
}

function pairsOf(parameters: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(parameters).flatMap(([name, value]): [string, string][] => {
    if (Array.isArray(value)) return value.map((entry) => [`${name}[]`, textOf(entry)])
    return [[name, textOf(value)]]
  })
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function formOf(parameters: Readonly<Record<string, unknown>>, file: Buffer): FormData {
  const form = new FormData()
  for (const [name, value] of pairsOf(parameters)) form.append(name, value)
  form.append('file', new Blob([new Uint8Array(file)]), 'picture.png')
  return form
}

/** What proves the account. */
export function provisioningCredential(account: AccountCredentials): Credential {
  return { apiKey: account.provisioningApiKey, apiSecret: account.provisioningApiSecret }
}

export function basicOf({ apiKey, apiSecret }: Credential): string {
  return `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`
}
