import { baseOfBundle, basesOfScript, resolveBases } from '../../../widgets/kit/api/base.ts'
import { installGlobals } from '../../../widgets/kit/globals.ts'
import { safeMarkup } from '../../../widgets/kit/safe-markup.ts'
import { WIDGETS_VERSION } from '../../../widgets/kit/version.ts'
import { equal, same } from '../support/expect.ts'

describe('base of the server', () => {
  for (const [address, base] of [
    ['https://m.example/widgets/upload-widget/latest/global/all.js', 'https://m.example'],
    ['http://127.0.0.1:8080/tintype/widgets/global/all.js?x=1', 'http://127.0.0.1:8080/tintype'],
    ['https://cdn.example/all.js', undefined],
    ['not an address', undefined],
  ] as const) {
    it(`of ${address} is ${base}`, () => equal(baseOfBundle(address), base))
  }

  it('is what the script tag says, when it says something', () => {
    const src = 'https://cdn.example/widgets/global/all.js'
    same(basesOfScript({ src, dataset: {} }), { apiBase: 'https://cdn.example', deliveryBase: 'https://cdn.example' })
    const dataset = { apiBase: 'https://api.example/', deliveryBase: 'https://pictures.example' }
    same(basesOfScript({ src, dataset }), { apiBase: 'https://api.example', deliveryBase: 'https://pictures.example' })
  })

  it('is the page when nothing else is known, and the option before all', () => {
    equal(resolveBases({}).apiBase, location.origin)
    same(resolveBases({ apiBase: 'http://x.test/a/' }), { apiBase: 'http://x.test/a', deliveryBase: 'http://x.test/a' })
  })
})

describe('window.cloudinary', () => {
  it('gets keys beside those that are there, keeps what it replaces, and can be put back', () => {
    const theirs = (): string => 'theirs'
    const page = globalThis as unknown as { cloudinary: Record<string, unknown>; cloudinaryQueue: unknown }
    const before = { url: 1, createThing: theirs }
    page.cloudinary = before
    let ran = 0
    page.cloudinaryQueue = [() => (ran += 1)]
    const ours = (): string => 'ours'

    installGlobals({ createThing: ours })
    installGlobals({ createThing: () => 'a second copy' })

    equal(page.cloudinary, before)
    equal(page.cloudinary.url, 1)
    equal(page.cloudinary.createThing, ours)
    equal(ran, 1)
    ;(page.cloudinaryQueue as { push(work: () => void): void }).push(() => (ran += 1))
    equal(ran, 2)
    const { tintype } = page.cloudinary as unknown as {
      tintype: { previous: object; restore(key: string): void; version: string }
    }
    same([tintype.version, Object.keys(tintype.previous)], [WIDGETS_VERSION, ['createThing']])
    tintype.restore('createThing')
    equal(page.cloudinary.createThing, theirs)
  })
})

describe('markup of a caption', () => {
  for (const [markup, made] of [
    ['plain & simple', 'plain &amp; simple'],
    ['<b>a</b><script>b</script>', '<b>a</b>&lt;script&gt;b&lt;/script&gt;'],
    ['<img src="https://x.test/a.png" onerror="x" alt="a">', '<img src="https://x.test/a.png" alt="a">'],
    ['<img src="javascript:alert(1)">', '<img>'],
    ['<svg viewBox="0 0 1 1" onload="x"><path d="M0 0"/></svg>', '<svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>'],
    ['<b>never closed', '<b>never closed</b>'],
  ] as const) {
    it(`${markup} becomes ${made}`, () => {
      const holder = document.createElement('div')
      holder.append(safeMarkup(markup))
      equal(holder.innerHTML, made)
    })
  }
})
