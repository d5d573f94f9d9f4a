import { describe, expect, it } from 'vitest'
import { isUrlSignatureValid, signUrl } from '../../../server/security/url-signature.ts'

const rules = { secrets: ['b'], algorithm: 'any' } as const

describe('signature of a delivery URL', () => {
  it.each([
    ['v2fTPYTu', '', 'sample.jpg'],
    ['2hbrSMPO', '', 'sample.jpg'],
    ['2hbrSMPOjj5BJ4xV7SgFbRDevFaQNUFf', '', 'sample.jpg'],
    ['Ai4Znfl3', 'c_crop,h_20,w_10', 'image.jpg'],
    ['--SjmNDA', '', 'image.jpg'],
    ['hH_YcbiS', '', 'http://google.com/path/to/image.png'],
    ['8w1-YCAL', 'e_sepia', 'folder/a%20b.png'],
    ['8w1-YCALxYqctCGvSPlt8Ch7a4JaObE2', 'e_sepia', 'folder/a%20b.png'],
    ['_1U5O3IQ', '', 'img.jpg'],
  ])('accepts the vector %s for %s/%s', (signature, rawChain, rawSource) => {
    expect(isUrlSignatureValid({ signature, rawChain, rawSource }, rules)).toBe(true)
  })

  it.each([
    ['another source', { signature: 'v2fTPYTu', rawChain: '', rawSource: 'sample.png' }],
    ['a chain that was not signed', { signature: 'v2fTPYTu', rawChain: 'w_10', rawSource: 'sample.jpg' }],
    ['another letter case', { signature: 'V2fTPYTu', rawChain: '', rawSource: 'sample.jpg' }],
    ['a length that is neither 8 nor 32', { signature: '2hbrSMPOj', rawChain: '', rawSource: 'sample.jpg' }],
    ['a long signature by SHA-1', longSha1()],
  ])('refuses %s', (_what, url) => {
    expect(isUrlSignatureValid(url, rules)).toBe(false)
  })

  it.each([
    ['as received', 'l_text:Arial_20:a%252Cb/fl_layer_apply/my%20dir/pic.jpg'],
    ['decoded once', 'l_text:Arial_20:a%2Cb/fl_layer_apply/my dir/pic.jpg'],
    ['decoded fully', 'l_text:Arial_20:a,b/fl_layer_apply/my dir/pic.jpg'],
    ['chain decoded, source as received', 'l_text:Arial_20:a%2Cb/fl_layer_apply/my%20dir/pic.jpg'],
  ])('accepts the text that was signed %s', (_form, text) => {
    const signature = signUrl(text, 'b', 'sha1')

    const url = { signature, rawChain: 'l_text:Arial_20:a%252Cb/fl_layer_apply', rawSource: 'my%20dir/pic.jpg' }

    expect(isUrlSignatureValid(url, rules)).toBe(true)
  })

  it('accepts a source that was signed with its runs of slashes collapsed', () => {
    const signature = signUrl('w_10/a/b.jpg', 'b', 'sha1')

    expect(isUrlSignatureValid({ signature, rawChain: 'w_10', rawSource: 'a//b.jpg' }, rules)).toBe(true)
  })

  it('accepts any active key', () => {
    const url = { signature: 'v2fTPYTu', rawChain: '', rawSource: 'sample.jpg' }

    expect(isUrlSignatureValid(url, { ...rules, secrets: ['other', 'b'] })).toBe(true)
    expect(isUrlSignatureValid(url, { ...rules, secrets: ['other'] })).toBe(false)
    expect(isUrlSignatureValid(url, { ...rules, secrets: [] })).toBe(false)
  })

  it('keeps to the algorithm that an environment pins, where the length leaves a choice', () => {
    const short = { signature: 'v2fTPYTu', rawChain: '', rawSource: 'sample.jpg' }
    const long = { ...short, signature: '2hbrSMPOjj5BJ4xV7SgFbRDevFaQNUFf' }

    expect(isUrlSignatureValid(short, { secrets: ['b'], algorithm: 'sha256' })).toBe(false)
    expect(isUrlSignatureValid(long, { secrets: ['b'], algorithm: 'sha1' })).toBe(true)
  })

  it('compares text that is not valid percent-encoding as it stands', () => {
    const signature = signUrl('100%.jpg', 'b', 'sha1')

    expect(isUrlSignatureValid({ signature, rawChain: '', rawSource: '100%.jpg' }, rules)).toBe(true)
  })
})

function longSha1() {
  return { signature: signUrl('sample.jpg', 'b', 'sha1', 32), rawChain: '', rawSource: 'sample.jpg' }
}
