/** Signed addresses of `GET /v1_1/<cloud>/image/download`, as client libraries make them. */
import { signParameters } from '../../server/security/api-signature.ts'
import type { Credential, OperationTarget } from './operation-client.ts'

export function download({ url, cloudName }: OperationTarget, key: Credential, publicId: string): string {
  const parameters = { timestamp: String(Math.floor(Date.now() / 1000)), public_id: publicId, type: 'upload' }
  const signature = signParameters(parameters, key.apiSecret, { algorithm: 'sha1', version: 2 })
  const query = new URLSearchParams({ ...parameters, api_key: key.apiKey, signature })
  return `${url}/v1_1/${cloudName}/image/download?${query}`
}
