import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeliveryStack, startDelivery } from '../../../support/delivery-stack.ts'
import { photo } from '../../../support/fixture-files.ts'
import { fc } from '../../../support/properties.ts'

let stack: DeliveryStack
beforeAll(async () => {
  stack = await startDelivery()
  await stack.put('a', await photo({ w: 60, h: 40 }))
})
afterAll(() => stack.close())

interface RawAnswer {
  readonly status: number
  readonly text: string
}

/** Sends the path byte for byte, as no HTTP client would. */
function ask(path: string, more = ''): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(stack.port, '127.0.0.1')
    const chunks: Buffer[] = []
    socket.setTimeout(25_000, () => socket.destroy(new Error(`no answer to ${path.slice(0, 200)}`)))
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => {
      const text = Buffer.concat(chunks).toString('latin1')
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text })
    })
    socket.write(Buffer.from(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${more}\r\n`, 'utf8'))
  })
}

const UPLOAD = '/demo/image/upload'

const PATHS: readonly string[] = [
  '/',
  '//',
  '///demo///image///upload///a.jpg',
  '/demo',
  '/demo/',
  '/demo/image',
  '/demo/image/upload',
  '/%00',
  '/demo/%2e%2e/%2e%2e/etc/passwd',
  '/demo/image/upload/../../../../etc/passwd',
  `${UPLOAD}/..%2f..%2f..%2fetc%2fpasswd`,
  `${UPLOAD}/%252e%252e%252f%252e%252e%252fetc/passwd`,
  `${UPLOAD}/..%c0%af..%c0%afetc/passwd`,
  `${UPLOAD}/..\\..\\windows\\win.ini`,
  `${UPLOAD}/a.jpg%00.png`,
  `${UPLOAD}/a%0d%0aSet-Cookie:%20x=1.jpg`,
  `${UPLOAD}/%0d%0a%0d%0a<script>.jpg`,
  `${UPLOAD}/<script>alert(1)</script>.jpg`,
  `${UPLOAD}/'%20OR%201=1--.jpg`,
  `${UPLOAD}/%`,
  `${UPLOAD}/%zz.jpg`,
  `${UPLOAD}/%ff%fe.jpg`,
  `${UPLOAD}/%ed%a0%80.jpg`,
  `${UPLOAD}/\u202eexe.jpg`,
  `${UPLOAD}/${'a/'.repeat(2000)}a.jpg`,
  `${UPLOAD}/${'w_1/'.repeat(2000)}a.jpg`,
  `${UPLOAD}/${'w_1,'.repeat(2000)}w_1/a.jpg`,
  `${UPLOAD}/${'if_w_gt_1/'.repeat(90)}a.jpg`,
  `${UPLOAD}/${'l_a/'.repeat(90)}a.jpg`,
  `${UPLOAD}/${'l_a/'.repeat(11)}${'fl_layer_apply/'.repeat(11)}a.jpg`,
  `${UPLOAD}/${'l_a/fl_layer_apply/'.repeat(30)}a.jpg`,
  `${UPLOAD}/$a_${'('.repeat(3000)}/a.jpg`,
  `${UPLOAD}/$a_2/${'$a_$a_mul_$a/'.repeat(60)}w_$a/a.jpg`,
  `${UPLOAD}/w_${'1_add_'.repeat(1000)}1/a.jpg`,
  `${UPLOAD}/w_10_pow_10_pow_10_pow_10/a.jpg`,
  `${UPLOAD}/w_1_div_0/a.jpg`,
  `${UPLOAD}/w_0_mod_0/a.jpg`,
  `${UPLOAD}/w_99999999999999999999/a.jpg`,
  `${UPLOAD}/w_65500,h_65500/a.jpg`,
  `${UPLOAD}/w_1e9/a.jpg`,
  `${UPLOAD}/w_-1/a.jpg`,
  `${UPLOAD}/w_NaN,h_Infinity/a.jpg`,
  `${UPLOAD}/dpr_99999,w_1.0/a.jpg`,
  `${UPLOAD}/a_${'90.'.repeat(2000)}90/a.jpg`,
  `${UPLOAD}/a_45/a_45/a_45/a_45/a_45/a_45/a_45/a_45/a_45/a_45/a_45/a_45/a_45/a_45/a_45/a_45/a.jpg`,
  `${UPLOAD}/bo_40000px_solid_red/bo_40000px_solid_red/a.jpg`,
  `${UPLOAD}/r_99999999/a.jpg`,
  `${UPLOAD}/e_blur:99999999/a.jpg`,
  `${UPLOAD}/l_text:Arial_99999:A/fl_layer_apply/a.jpg`,
  `${UPLOAD}/l_text:Arial_20:${'A'.repeat(7000)}/fl_layer_apply/a.jpg`,
  `${UPLOAD}/l_text:Arial_20:%253Cspan%2520foreground%253D%2522red%2522%253E/fl_layer_apply/a.jpg`,
  `${UPLOAD}/l_text:..%252F..%252Fetc_20:x/fl_layer_apply/a.jpg`,
  `${UPLOAD}/l_fetch:${Buffer.from('file:///etc/passwd').toString('base64url')}/fl_layer_apply/a.jpg`,
  `${UPLOAD}/l_fetch:${Buffer.from('http://169.254.169.254/').toString('base64url')}/fl_layer_apply/a.jpg`,
  `${UPLOAD}/l_fetch:%%%/fl_layer_apply/a.jpg`,
  `${UPLOAD}/fn_remote:aHR0cDovL2xvY2FsaG9zdA/a.jpg`,
  `${UPLOAD}/t_${'a.'.repeat(1000)}b/a.jpg`,
  `${UPLOAD}/t_../a.jpg`,
  `${UPLOAD}/d_${'a:'.repeat(1000)}b/missing.jpg`,
  `${UPLOAD}/fl_attachment:${'x'.repeat(5000)}/a.jpg`,
  `${UPLOAD}/fl_attachment:%22%3b%20x%3d%22y/a.jpg`,
  `${UPLOAD}/v99999999999999999999999999/a.jpg`,
  `${UPLOAD}/s--AAAAAAAA--/a.jpg`,
  `${UPLOAD}/${'s--AAAAAAAA--/'.repeat(50)}a.jpg`,
  `${UPLOAD}/a.${'x'.repeat(5000)}`,
  `${UPLOAD}/__proto__.jpg`,
  `${UPLOAD}/constructor_1/a.jpg`,
  `${UPLOAD}/$__proto___1/w_$__proto__/a.jpg`,
  `${UPLOAD}/t_constructor/a.jpg`,
  `${UPLOAD}/e_constructor/a.jpg`,
  `${UPLOAD}/e___proto__:1/a.jpg`,
  `${UPLOAD}/c_toString/a.jpg`,
  '/demo/image/fetch/http://127.0.0.1:1/a.jpg',
  '/demo/image/fetch/http://[::1]/a.jpg',
  '/demo/image/fetch/http://localhost:22/',
  '/demo/image/fetch/file:///etc/passwd',
  '/demo/image/fetch/http://user:password@example.com/',
  '/demo/image/fetch/http://',
  '/demo/image/fetch/http:////a',
  '/demo/image/fetch/javascript:alert(1)',
  '/demo/image/list/x.json',
  '/demo/video/upload/a.mp4',
  '/demo/raw/upload/w_1/a',
  '/__proto__/image/upload/a.jpg',
  '/constructor/image/upload/a.jpg',
  '/res/',
  '/res/res/res/a.jpg',
  `/demo/image/upload/a.jpg?${'x=1&'.repeat(1500)}`,
  `/demo/image/upload/a.jpg?__cld_token__=${'exp=1~'.repeat(500)}`,
  '/demo/image/upload/a.jpg#fragment',
  `/${'a'.repeat(9000)}`,
  `${UPLOAD}/${'%25'.repeat(2500)}.jpg`,
]

/** A name for the report. */
function shortened(path: string): string {
  return path.length > 100 ? `${path.slice(0, 80)} and ${path.length - 80} more` : path
}

describe('hostile paths', () => {
  it.each(PATHS.map((path) => [shortened(path), path]))(
    '%j gives an answer that is no server error and tells nothing',
    async (_name, path) => {
      const { status, text } = await ask(path)

      expect(status).toBeGreaterThanOrEqual(200)
      expect(status, text.slice(0, 600)).toBeLessThan(500)
      expect(text).not.toMatch(/root:x|node_modules|\.ts:\d|\n\s+at |tintype-delivery-|^set-cookie:/im)
    },
  )

  it.each([
    ['Range: bytes=0-0,1-1,2-2,3-3,4-4,5-5\r\n'],
    [`Range: bytes=${'0-0,'.repeat(1500)}0-0\r\n`],
    [`If-None-Match: ${'"x",'.repeat(3000)}"y"\r\n`],
    [`If-Modified-Since: ${'9'.repeat(5000)}\r\n`],
    [`Accept: ${'image/webp;q=0,'.repeat(900)}\r\n`],
    ['DPR: 1e999\r\nWidth: -1\r\nSave-Data: ?1\r\n'],
    [`Cookie: ${'__cld_token__=x; '.repeat(500)}\r\n`],
    ['X-Request-Id: \u00fc<script>\r\n'],
    ['X-Forwarded-For: 1.2.3.4\r\n'],
  ])('with the headers %.60j the file is delivered', async (headers) => {
    const { status } = await ask(`${UPLOAD}/a.jpg`, headers)

    expect(status).toBe(200)
  })

  it('of any characters never give a server error', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'w_',
        'h_',
        'c_',
        'e_',
        'l_',
        'if_',
        '$x_',
        't_',
        'a_',
        'r_',
        'bo_',
        'f_',
        'q_',
        'g_',
        'x_',
        'fl_',
        'd_',
      ),
      fc.constantFrom(
        'fill',
        'auto',
        '100',
        '0.5',
        '-3',
        '1:2',
        'face',
        '!a!',
        'end',
        'else',
        'text:Arial_9:',
        '%2F',
        '%25',
        '.',
      ),
      fc.string({ maxLength: 6 }).map(encodeURIComponent),
    )
    const component = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(component, { maxLength: 6 }), async (components) => {
        const path = `${UPLOAD}/${components.join('/')}/a.jpg`.replaceAll(' ', '%20')
        const { status, text } = await ask(path)
        expect(status, `${path} ${text.slice(0, 300)}`).toBeGreaterThanOrEqual(200)
        expect(status, `${path} ${text.slice(0, 300)}`).toBeLessThan(500)
      }),
      { numRuns: 300 },
    )
  })

  it('leave the server able to answer', async () => {
    const { status } = await ask(`${UPLOAD}/w_10/a.jpg`)

    expect(status).toBe(200)
  })
})
