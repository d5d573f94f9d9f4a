/** The sample media of `tintype dev`: made here, uploaded once by the server's own API. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { packageFiles } from '../package-files.ts'
import { signParameters } from '../security/api-signature.ts'

export interface SampleTarget {
  /** Address of the server on this machine. */
  readonly localUrl: string
  readonly cloudName: string
  readonly apiKey: string
  readonly apiSecret: string
}

const BADGE = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480" viewBox="0 0 480 480">
<circle cx="240" cy="240" r="220" fill="#8f4a1d"/><circle cx="240" cy="240" r="196" fill="none" stroke="#f7f3ec" stroke-width="8"/>
<path d="M96 330l92-104a22 22 0 0 1 33 0l54 62 32-33a22 22 0 0 1 31 0l70 75" fill="none" stroke="#f7f3ec" stroke-width="22" stroke-linecap="round" stroke-linejoin="round"/>
<circle cx="322" cy="158" r="30" fill="#f7f3ec"/></svg>`

const SAMPLES: readonly { readonly name: string; readonly file: string; readonly make: () => Promise<Uint8Array> }[] = [
  { name: 'landscape', file: 'landscape.jpg', make: () => readFile(join(packageFiles().assets, 'pages/sample.jpg')) },
  { name: 'badge', file: 'badge.png', make: () => sharp(Buffer.from(BADGE)).png().toBuffer() },
  { name: 'drawing', file: 'drawing.svg', make: async () => Buffer.from(BADGE) },
  { name: 'pulse', file: 'pulse.gif', make: makeAnimation },
]

/** Gives the addresses of those that were not there before. */
export async function addSamples(target: SampleTarget): Promise<string[]> {
  const added: string[] = []
  for (const { name, file, make } of SAMPLES) {
    const answer = await upload(target, `samples/${name}`, file, await make())
    if (!answer.existing) added.push(answer.url)
  }
  return added
}

async function upload(
  { localUrl, cloudName, apiKey, apiSecret }: SampleTarget,
  publicId: string,
  fileName: string,
  content: Uint8Array,
): Promise<{ readonly url: string; readonly existing: boolean }> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const parameters = { overwrite: 'false', public_id: publicId, tags: 'sample', timestamp }
  const form = new FormData()
  for (const [name, value] of Object.entries(parameters)) form.set(name, value)
  form.set('api_key', apiKey)
  form.set('signature', signParameters(parameters, apiSecret, { algorithm: 'sha256', version: 2 }))
  form.set('file', new Blob([Buffer.from(content)]), fileName)
  const response = await fetch(`${localUrl}/v1_1/${cloudName}/image/upload`, { method: 'POST', body: form })
  const answer = (await response.json()) as { url: string; existing?: boolean; error?: { message: string } }
  if (!response.ok) throw new Error(answer.error?.message ?? `status ${response.status}`)
  return { url: answer.url, existing: answer.existing === true }
}

/** A ring that grows, 12 frames. */
async function makeAnimation(): Promise<Buffer> {
  const frames = await Promise.all(
    Array.from({ length: 12 }, (_, index) => {
      const radius = 20 + 8 * (index < 6 ? index : 11 - index)
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><rect width="200" height="200" fill="#efe7da"/><circle cx="100" cy="100" r="${radius}" fill="none" stroke="#8f4a1d" stroke-width="14"/></svg>`
      return sharp(Buffer.from(svg)).png().toBuffer()
    }),
  )
  return sharp(frames, { join: { animated: true } })
    .gif({ delay: frames.map(() => 80), loop: 0 })
    .toBuffer()
}
