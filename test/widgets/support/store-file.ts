/** Puts a file into the server of the tests, as the server of a site would. Imports nothing of the widgets. */
import { type Backend, settings } from './backend-client.ts'

export async function storeFile(
  backend: Backend,
  resourceType: string,
  file: File,
  parameters: Readonly<Record<string, string>>,
): Promise<void> {
  const asset = { timestamp: String(Math.floor(Date.now() / 1000)), ...parameters }
  const form = new FormData()
  for (const [key, value] of Object.entries(asset)) form.set(key, value)
  form.set('signature', await backend.sign(asset))
  form.set('api_key', settings.apiKey)
  form.set('file', file)
  const address = `${backend.base}/v1_1/${settings.cloudName}/${resourceType}/upload`
  const response = await fetch(address, { method: 'POST', body: form })
  if (!response.ok) throw new Error(`${parameters.public_id} could not be stored: ${await response.text()}`)
}
