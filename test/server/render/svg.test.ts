import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sanitiseSvg } from '../../../server/render/svg/sanitise.ts'
import { fc } from '../../support/properties.ts'
import { decode, flat, type Rendering, startRendering } from '../../support/rendering.ts'

const svg = (body: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${body}</svg>`

/** What nobody may find in the result, whatever was put in. */
const FORBIDDEN =
  /<script|<foreignObject|<iframe|<embed|<object|<handler|<set\b|\son\w+\s*=|javascript:|vbscript:|<!DOCTYPE|<!ENTITY|<\?|https?:\/\/(?!www\.w3\.org\/(2000\/svg|1999\/xlink)")|file:|@import|expression\(/i

describe('sanitising', () => {
  it('keeps drawing, gradients, text, styles and filters', () => {
    const drawing = svg(
      '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>' +
        '<style>.a{fill:url(#g)}</style><rect class="a" width="5" height="5" style="opacity:.5"/>' +
        '<text x="1" y="2" font-family="Arial">a &lt; b</text><use xlink:href="#g"/>',
      'viewBox="0 0 10 10"',
    )

    const clean = sanitiseSvg(drawing)

    for (const kept of [
      'linearGradient',
      'stop-color="red"',
      '.a{fill:url(#g)}',
      'opacity:.5',
      'a &lt; b',
      'xlink:href="#g"',
      'viewBox="0 0 10 10"',
    ]) {
      expect(clean).toContain(kept)
    }
  })

  it.each([
    ['a script', svg('<script>alert(1)</script>')],
    ['a script in another prefix', '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></s:svg>'],
    ['a script of XHTML', svg('<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>')],
    ['a script in CDATA', svg('<style><![CDATA[</style><script>alert(1)</script>]]></style>')],
    ['a handler', svg('<rect onload="alert(1)" width="1" height="1"/>', 'onload="alert(2)"')],
    ['a handler in capitals', svg('<rect ONCLICK="alert(1)"/>')],
    [
      'foreign content',
      svg(
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="http://x.example"/></body></foreignObject>',
      ),
    ],
    ['a link that runs', svg('<a xlink:href="javascript:alert(1)"><rect/></a>')],
    ['a link that hides what it runs', svg('<a href="java&#x09;script:alert(1)"><rect/></a>')],
    [
      'an animated link',
      svg(
        '<a><animate attributeName="href" values="javascript:alert(1)"/><set attributeName="href" to="javascript:alert(2)"/></a>',
      ),
    ],
    ['an animated handler', svg('<animate attributeName="onclick" to="alert(1)"/>')],
    ['a picture from elsewhere', svg('<image xlink:href="http://canary.example/x.png" width="1" height="1"/>')],
    ['a picture from disk', svg('<image href="file:///etc/passwd" width="1" height="1"/>')],
    ['a picture inside of itself', svg('<image href="data:image/svg+xml;base64,PHN2Zy8+" width="1" height="1"/>')],
    ['a use of elsewhere', svg('<use xlink:href="http://canary.example/x.svg#a"/>')],
    ['a style sheet from elsewhere', svg('<style>@import url(http://canary.example/x.css);</style>')],
    [
      'a style sheet with escapes',
      svg('<style>@\\69mport "http://canary.example/x.css"; a{b:u\\72l(http://canary.example)}</style>'),
    ],
    ['a font from elsewhere', svg('<style>@font-face{font-family:x;src:url("http://canary.example/x.ttf")}</style>')],
    ['a fill from elsewhere', svg('<rect fill="url(http://canary.example/x.svg#p)"/>')],
    ['a style attribute from elsewhere', svg('<rect style="fill:url( \'http://canary.example/x#p\' )"/>')],
    ['a stylesheet instruction', `<?xml-stylesheet href="http://canary.example/x.css"?>${svg('<rect/>')}`],
    ['an external entity', `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('<rect id="a"/>')}`],
    [
      'an external document type',
      `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">${svg('<rect/>')}`,
    ],
    ['an included document', svg('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>')],
  ])('leaves out %s', (_, hostile) => {
    const clean = sanitiseSvg(hostile)

    expect(clean).not.toMatch(FORBIDDEN)
    expect(clean).not.toContain('canary')
    expect(clean).not.toContain('alert')
  })

  it('keeps pictures that are inside the file', async () => {
    const data = (await flat(1, 1, [255, 0, 0])).toString('base64')

    expect(sanitiseSvg(svg(`<image href="data:image/png;base64,${data}" width="1" height="1"/>`))).toContain(data)
  })

  it.each(['xlink:href="#a" href="#b"', 'href="#b" xlink:href="#a"'])('keeps the plain target of %s', (targets) => {
    const clean = sanitiseSvg(svg(`<use ${targets}/>`))

    expect(clean).toContain('<use xlink:href="#b">')
    expect(sanitiseSvg(clean)).toBe(clean)
  })

  it('replaces plain entities and refuses nested ones', () => {
    const drawing = '<!DOCTYPE svg [<!ENTITY colour "teal"><!ENTITY lol "ha"><!ENTITY lol2 "&lol;&lol;">]>'

    expect(sanitiseSvg(`${drawing}${svg('<rect fill="&colour;"/>')}`)).toContain('fill="teal"')
    expect(() => sanitiseSvg(`${drawing}${svg('<text>&lol2;</text>')}`)).toThrow('not well-formed')
    expect(() => sanitiseSvg(svg('<text>&unknown;</text>'))).toThrow('not well-formed')
  })

  it.each([
    ['no element', 'hello'],
    ['another root', '<html><svg xmlns="http://www.w3.org/2000/svg"/></html>'],
    ['an unclosed element', '<svg xmlns="http://www.w3.org/2000/svg"><rect>'],
    ['two roots', `${svg('')}${svg('')}`],
  ])('refuses %s', (_, text) => {
    expect(() => sanitiseSvg(text)).toThrow(expect.objectContaining({ code: 'CORRUPT_MEDIA' }))
  })

  it.each([
    ['depth', svg('<g>'.repeat(5000) + '</g>'.repeat(5000))],
    ['number of elements', svg('<g/>'.repeat(60_000))],
  ])('bounds the %s', (_, text) => {
    expect(() => sanitiseSvg(text)).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }))
  })

  it('gives well-formed, harmless and stable text for whatever it accepts', () => {
    const name = fc.constantFrom(
      'rect',
      'script',
      'a',
      'g',
      'style',
      'foreignObject',
      'image',
      'animate',
      'x:y',
      'SVG',
      'text',
    )
    const key = fc.constantFrom(
      'onload',
      'href',
      'xlink:href',
      'style',
      'fill',
      'id',
      'attributeName',
      'values',
      'xml:base',
    )
    const value = fc.oneof(
      fc.constantFrom(
        'javascript:alert(1)',
        'url(http://e.example)',
        'url(#a)',
        '#a',
        'red',
        'data:text/html,x',
        'onclick',
      ),
      fc.string({ maxLength: 12 }),
    )
    const escaped = (text: string) =>
      text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[^\t\n\r -\ud7ff\ue000-\ufffd]/g, '')
    const element = fc
      .tuple(name, fc.uniqueArray(fc.tuple(key, value), { maxLength: 3, selector: ([k]) => k }), value)
      .map(
        ([tag, attributes, text]) =>
          `<${tag} ${attributes.map(([k, v]) => `${k}="${escaped(v)}"`).join(' ')}>${escaped(text)}</${tag}>`,
      )

    fc.assert(
      fc.property(fc.array(element, { maxLength: 5 }), (elements) => {
        const clean = sanitiseSvg(svg(elements.join(''), 'xmlns:x="urn:x"'))

        // Text content may say anything; only markup can do harm.
        const markup = clean.replace(/>[^<]*</g, '><')
        expect(markup).not.toMatch(FORBIDDEN)
        new SaxesParser({ xmlns: true }).write(clean).close()
        expect(sanitiseSvg(clean)).toBe(clean)
      }),
      { numRuns: 200 },
    )
  })
})

describe('drawing', () => {
  let rendering: Rendering
  beforeAll(() => {
    rendering = startRendering({ timeoutMs: 5000 })
  })
  afterAll(() => rendering.close())

  it('asks nobody for anything while it draws', async () => {
    const asked: (string | undefined)[] = []
    const canary = createServer((request, response) => {
      asked.push(request.url)
      response.end()
    })
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
    const base = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`
    const hostile = svg(
      `<image href="${base}/a.png" width="9" height="9"/><use href="${base}/b.svg#x"/><style>@import "${base}/c.css";</style>` +
        `<rect width="9" height="9" fill="url(${base}/d.svg#p)"/><rect width="3" height="3" fill="#0f0"/>`,
      'width="10" height="10"',
    )

    const { bytes } = await rendering.render(await rendering.file(Buffer.from(hostile)))

    await new Promise((resolve) => canary.close(resolve))
    expect(asked).toEqual([])
    expect((await decode(bytes)).at(1, 1)).toEqual([0, 255, 0, 255])
  })

  it('ends with a picture or a clear error when references multiply', async () => {
    let body = '<g id="a0"><rect width="1" height="1"/></g>'
    for (let level = 1; level < 30; level++) {
      body += `<g id="a${level}">${`<use xlink:href="#a${level - 1}"/>`.repeat(10)}</g>`
    }
    const path = rendering.path()
    await writeFile(path, svg(body, 'width="10" height="10"'))
    const described = await rendering.describer.describe(path, {}).catch((error: Error) => error)

    if (described instanceof Error) {
      expect(described).toMatchObject({ code: expect.stringMatching(/CORRUPT_MEDIA|RENDER_TIMEOUT|LIMIT_EXCEEDED/) })
      return
    }
    const outcome = await rendering.render({ path, facts: described.facts }).catch((error: Error) => error)
    if (outcome instanceof Error)
      expect(outcome).toMatchObject({ code: expect.stringMatching(/CORRUPT_MEDIA|RENDER_TIMEOUT/) })
    else expect(outcome.result.width).toBe(10)
  })

  it('sets text in our own fonts', async () => {
    const words = svg('<text x="2" y="38" font-family="Arial" font-size="40">M</text>', 'width="50" height="50"')

    const result = await decode((await rendering.render(await rendering.file(Buffer.from(words)))).bytes)

    const inked = Array.from({ length: 2500 }, (_, index) => (result.data[index * 4 + 3] as number) > 128).filter(
      Boolean,
    )
    // Without fonts there is nothing, or the frame of a box.
    expect(inked.length).toBeGreaterThan(250)
  })
})
