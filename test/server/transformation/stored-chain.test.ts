import { describe, expect, it } from 'vitest'
import { buildDeliveryPath } from '../../../server/transformation/build-url.ts'
import { parseDeliveryUrl } from '../../../server/transformation/grammar/url.ts'
import { readStoredChain } from '../../../server/transformation/stored-chain.ts'
import { faultOf } from './fault-of.ts'

describe('readStoredChain', () => {
  it.each<[string, string, string | null]>([
    ['c_pad,h_300,w_300', 'c_pad,h_300,w_300', null],
    ['c_pad,h_300,w_300/jpg', 'c_pad,h_300,w_300', 'jpg'],
    ['c_pad/e_sepia/JPEG', 'c_pad/e_sepia', 'jpeg'],
    ['c_pad/', 'c_pad', ''],
    ['png', '', 'png'],
    ['', '', null],
    ['l_text:Arial_20:Hello%20world', 'l_text:Arial_20:Hello world', null],
    ['l_text:Arial_20:a%252Cb', 'l_text:Arial_20:a%2Cb', null],
    ['l_text:Arial_20:50%', 'l_text:Arial_20:50%', null],
  ])('reads %j as the chain %j with the extension %j', (text, transformation, extension) => {
    expect(readStoredChain(text)).toEqual({ transformation, extension })
  })

  it('refuses what is no chain and endings that are no format', () => {
    expect(faultOf(() => readStoredChain('c_pad/nosuch'))).toBe('invalid_extension')
    expect(faultOf(() => readStoredChain('c_pad/no such'))).toBe('invalid_component')
    expect(faultOf(() => readStoredChain('w_abc/jpg'))).toBe('invalid_value')
    expect(faultOf(() => readStoredChain('l_text:Arial_20:a%2Cb'))).toBe('invalid_component')
  })

  it('gives the text that the same chain has in a URL', () => {
    const text = 'l_text:Arial_20:100%2525%20a%252Cb/fl_layer_apply'
    const { transformation } = readStoredChain(text)

    const inUrl = parseDeliveryUrl(`/demo/image/upload/${text}/pic.jpg`)
    const built = buildDeliveryPath({ ...inUrl, transformation })

    expect(inUrl.transformation).toBe(transformation)
    expect(built).toBe(`/demo/image/upload/${text}/pic.jpg`)
  })
})
