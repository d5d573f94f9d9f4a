/** `l u` and the styles of texts. */
import { describe, expect, it } from 'vitest'
import { encodeBase64Url } from '../../../../server/transformation/grammar/base64.ts'
import { faultOf } from '../fault-of.ts'
import { readValue } from './values.ts'

const ASSET = { kind: 'asset', resourceType: 'image', type: 'upload' }
const STYLE = {
  font: 'Arial',
  size: 20,
  weight: 'normal',
  style: 'normal',
  decoration: 'normal',
  align: 'left',
  stroke: false,
  letterSpacing: null,
  lineSpacing: null,
  antialias: null,
  hinting: null,
}

describe('the assets of layers', () => {
  it.each<[string, unknown]>([
    ['l_logo', { ...ASSET, publicId: 'logo' }],
    ['l_docs:logos:logo', { ...ASSET, publicId: 'docs/logos/logo' }],
    ['l_private:logo', { ...ASSET, type: 'private', publicId: 'logo' }],
    ['l_authenticated:docs:x', { ...ASSET, type: 'authenticated', publicId: 'docs/x' }],
    ['l_image:upload:logo', { ...ASSET, publicId: 'logo' }],
    ['l_video:dog', { ...ASSET, resourceType: 'video', publicId: 'dog' }],
    ['l_video:private:a:b', { ...ASSET, resourceType: 'video', type: 'private', publicId: 'a/b' }],
    ['l_audio:horse', { ...ASSET, resourceType: 'video', publicId: 'horse' }],
    ['l_video', { ...ASSET, publicId: 'video' }],
    ['u_private', { ...ASSET, publicId: 'private' }],
    ['l_lut:a.cube', { kind: 'lut', publicId: 'a.cube' }],
    [
      'l_fetch:aHR0cHM6Ly9leGFtcGxlLmNvbS9hLnBuZw==',
      { kind: 'fetch', resourceType: 'image', url: 'https://example.com/a.png' },
    ],
    [
      'u_fetch:aHR0cHM6Ly9leGFtcGxlLmNvbS9hLnBuZw',
      { kind: 'fetch', resourceType: 'image', url: 'https://example.com/a.png' },
    ],
    [
      `l_video:fetch:${encodeBase64Url('http://e.com/ü?>')}`,
      { kind: 'fetch', resourceType: 'video', url: 'http://e.com/ü?>' },
    ],
    ['l_subtitles:sub_en.srt', { kind: 'subtitles', style: null, publicId: 'sub_en.srt' }],
    ['l_subtitles:docs:sub_en.srt', { kind: 'subtitles', style: null, publicId: 'docs/sub_en.srt' }],
    ['l_subtitles:Arial_20:a.srt', { kind: 'subtitles', style: STYLE, publicId: 'a.srt' }],
  ])('%s', (text, value) => {
    expect(readValue(text)).toEqual(value)
  })

  it.each([
    ...['l_', 'l_:a', 'l_a:', 'l_private:', 'l_fetch:', 'l_fetch:%%%', 'l_lut:', 'l_video:'],
    ...['l_text:', 'l_text:Arial_20', 'l_text:Arial_20:', 'l_text::a', 'l_text:Arial_20_nosuch:a', 'l_text:Arial_0:a'],
    ...['l_text:Arial_20_letter_spacing:a', 'l_text:Arial_20_hinting_nosuch:a', 'l_text:Arial_20:a%00'],
  ])('refuses %s', (text) => {
    expect(faultOf(() => readValue(text))).toBe('invalid_value')
  })

  it('refuses a remote layer that is no address', () => {
    expect(faultOf(() => readValue(`l_fetch:${encodeBase64Url('file:///etc/passwd')}`))).toBe('bad_fetch_url')
  })
})

describe('text layers', () => {
  it.each<[string, object]>([
    ['Arial_20', STYLE],
    ['Open Sans_20', { ...STYLE, font: 'Open Sans' }],
    ['my_font.ttf_20.5', { ...STYLE, font: 'my_font.ttf', size: 20.5 }],
    ['Roboto@google_40_700', { ...STYLE, font: 'Roboto@google', size: 40, weight: '700' }],
    ['Arial_20_normal', STYLE],
    [
      'Arial_80_bold_italic_underline_center_stroke_letter_spacing_-5_line_spacing_10.5_antialias_best_hinting_full',
      {
        ...STYLE,
        size: 80,
        weight: 'bold',
        style: 'italic',
        decoration: 'underline',
        align: 'center',
        stroke: true,
        letterSpacing: -5,
        lineSpacing: 10.5,
        antialias: 'best',
        hinting: 'full',
      },
    ],
  ])('read the style %s', (style, value) => {
    expect(readValue(`l_text:${style}:x`)).toEqual({ kind: 'text', style: value, text: 'x' })
  })

  it.each([
    ['a:b:c', 'a:b:c'],
    ['50%', '50%'],
    ['50%25', '50%'],
    ['a%2Cb%2Fc', 'a,b/c'],
    ['Cool%F0%9F%98%8D', 'Cool😍'],
    ['100%FFcotton', '100%FFcotton'],
    ['a+b', 'a+b'],
    ['two\nlines', 'two\nlines'],
    ['$(name)', '$(name)'],
  ])('decode the text %j a second time', (text, value) => {
    expect(readValue(`l_text:Arial_20:${text}`)).toMatchObject({ text: value })
  })

  it('without a size name a text asset', () => {
    expect(readValue('l_text:text_style_id:Other')).toEqual({
      kind: 'text_asset',
      publicId: 'text_style_id',
      text: 'Other',
    })
  })
})
