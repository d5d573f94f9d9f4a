/** Every line of `parse.jsonl` and `choices.jsonl`, unchanged, as one test. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { TransformationError } from '../../server/errors/transformation-error.ts'
import { splitTextLayer } from '../../server/transformation/grammar/text-style.ts'
import { type DeliveryUrl, parseDeliveryUrl } from '../../server/transformation/grammar/url.ts'
import { parseTransformation } from '../../server/transformation/parse.ts'

interface Failure {
  readonly ok: false
  readonly status: readonly number[]
  readonly error: string | readonly string[]
}
type Success = { readonly ok: true } & Readonly<Record<string, unknown>>
interface Case {
  readonly id: string
  readonly path: string
  readonly host?: string
  readonly expect?: Success | Failure
  readonly expect_any?: readonly (Success | Failure)[]
  readonly may_reject_value?: boolean
  readonly why: string
}

for (const file of ['parse.jsonl', 'choices.jsonl']) {
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)

  describe(file, () => {
    for (const line of lines) {
      const given = JSON.parse(line) as Case
      it(`${given.id}: ${given.path} (${given.why})`, () => {
        const wanted = given.expect_any ?? (given.expect === undefined ? [] : [given.expect])

        const got = read(given.path, given.host ?? 'res.cloudinary.com')

        expect(wanted.length).toBeGreaterThan(0)
        const right = wanted.some((one) => matches(got, one))
        if (!right) expect(got).toEqual(wanted.length === 1 ? wanted[0] : wanted)
      })
      if (given.expect?.ok && !given.may_reject_value) {
        it(`${given.id}: every value of ${given.path} is understood`, () => {
          const { transformation } = parseDeliveryUrl(given.path, { host: given.host ?? 'res.cloudinary.com' })

          expect(parseTransformation(transformation).text).toBe(transformation)
        })
      }
    }
  })
}

type Got = Readonly<Record<string, unknown>> | { readonly ok: false; readonly status: number; readonly error: string }

function read(path: string, host: string): Got {
  try {
    return present(parseDeliveryUrl(path, { host }))
  } catch (error) {
    if (!(error instanceof TransformationError)) throw error
    return { ok: false, status: error.status, error: error.fault }
  }
}

function present(url: DeliveryUrl): Got {
  return {
    ok: true,
    cloud: url.cloud,
    resource_type: url.resourceType,
    type: url.type,
    signature: url.signature,
    chain: url.chain,
    version: url.version,
    ...(url.source.kind === 'remote'
      ? { fetch_url: url.source.url }
      : { public_id: url.source.publicId, extension: url.source.extension }),
    ...(url.suffix === null ? {} : { suffix: url.suffix }),
    ...textsOf(url),
  }
}

/** The final text of each text layer. */
function textsOf({ chain }: DeliveryUrl): { readonly texts?: readonly string[] } {
  const layers = chain.flat().filter(([key, value]) => (key === 'l' || key === 'u') && value?.startsWith('text:'))
  const texts = layers.map(([, value]) => splitTextLayer((value ?? '').slice('text:'.length)).text)
  return texts.length === 0 ? {} : { texts }
}

function matches(got: Got, wanted: Success | Failure): boolean {
  if (!wanted.ok) {
    const labels = typeof wanted.error === 'string' ? [wanted.error] : wanted.error
    return got.ok === false && wanted.status.includes(got.status as number) && labels.includes(got.error as string)
  }
  return JSON.stringify(sorted(got)) === JSON.stringify(sorted(wanted))
}

function sorted(value: object): unknown {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
