/** `l u`: what is laid over or under the picture. In IDs `:` stands for `/`. */
import type { LayerSpec } from '../ast.ts'
import { defineFamily, defineParameter } from '../define-family.ts'
import { decodeBase64Url } from '../grammar/base64.ts'
import { hasControlCharacter } from '../grammar/percent.ts'
import { readTextStyle, splitTextLayer } from '../grammar/text-style.ts'
import { readRemoteUrl } from '../grammar/url-source.ts'
import { invalidValue, type Reader, type ValuePlace } from '../readers.ts'

const EXPECTED =
  'the public ID of an asset, text:<style>:<text>, fetch:<base64 URL>, video:<ID>, subtitles:<ID> or lut:<ID>'

const layerSpec: Reader<LayerSpec> = {
  expected: EXPECTED,
  read(text, place) {
    const colon = text.indexOf(':')
    const kind = colon === -1 ? '' : text.slice(0, colon)
    const rest = text.slice(colon + 1)
    if (kind === 'text') return readText(text, rest, place)
    if (kind === 'subtitles') return readSubtitles(rest, place)
    if (kind === 'lut') return { kind: 'lut', publicId: publicId(rest, text, place) }
    if (kind === 'fetch') return { kind: 'fetch', resourceType: 'image', url: remoteUrl(rest, text, place) }
    if (kind === 'video' && rest.startsWith('fetch:')) {
      return { kind: 'fetch', resourceType: 'video', url: remoteUrl(rest.slice('fetch:'.length), text, place) }
    }
    return readAsset(text, place)
  },
}

export const layer = defineFamily(
  'layer',
  defineParameter({
    key: 'l',
    name: 'overlay',
    summary: 'Begins a layer over the picture',
    forms: [
      'l_<public ID>',
      'l_text:<style>:<text>',
      'l_text:<text asset>:<text>',
      'l_fetch:<base64 URL>',
      'l_video:<public ID>',
      'l_audio:<public ID>',
      'l_<type>:<public ID>',
      'l_<resource type>:<type>:<public ID>',
      'l_subtitles:[<font>_<size>:]<public ID>',
      'l_lut:<public ID>',
      'l_$<variable>',
    ],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'layer',
    reader: layerSpec,
  }),
  defineParameter({
    key: 'u',
    name: 'underlay',
    summary: 'Begins a layer under the picture',
    forms: ['u_<public ID>', 'u_fetch:<base64 URL>'],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'layer',
    reader: layerSpec,
  }),
)

function readText(whole: string, rest: string, place: ValuePlace): LayerSpec {
  const { head, text } = splitTextLayer(rest)
  if (text === '' || head === '' || hasControlCharacter(text, 'line-breaks')) {
    throw invalidValue(whole, place, 'text:<style>:<text>')
  }
  const style = readTextStyle(head, place)
  return style === null ? { kind: 'text_asset', publicId: head, text } : { kind: 'text', style, text }
}

function readSubtitles(rest: string, place: ValuePlace): LayerSpec {
  const colon = rest.indexOf(':')
  const style = colon === -1 ? null : readTextStyle(rest.slice(0, colon), place)
  return { kind: 'subtitles', style, publicId: publicId(style === null ? rest : rest.slice(colon + 1), rest, place) }
}

function readAsset(text: string, place: ValuePlace): LayerSpec {
  const pieces = text.split(':')
  const resourceType = RESOURCE_TYPES.get(pieces.length > 1 ? (pieces[0] ?? '') : '')
  const typed = resourceType === undefined ? pieces : pieces.slice(1)
  const type = typed.length > 1 && TYPES.has(typed[0] ?? '') ? (typed[0] ?? '') : null
  return {
    kind: 'asset',
    resourceType: resourceType ?? 'image',
    type: type ?? 'upload',
    publicId: publicId((type === null ? typed : typed.slice(1)).join(':'), text, place),
  }
}

function publicId(text: string, whole: string, place: ValuePlace): string {
  const id = text.replaceAll(':', '/')
  if (id === '' || id.startsWith('/') || id.endsWith('/') || hasControlCharacter(id)) {
    throw invalidValue(whole, place, EXPECTED)
  }
  return id
}

function remoteUrl(encoded: string, whole: string, place: ValuePlace): string {
  const url = decodeBase64Url(encoded)
  if (url === null) throw invalidValue(whole, place, 'fetch: and a URL in base64url')
  return readRemoteUrl(url, '')
}

const RESOURCE_TYPES: ReadonlyMap<string, 'image' | 'video' | 'raw'> = new Map([
  ['image', 'image'],
  ['video', 'video'],
  ['audio', 'video'],
  ['raw', 'raw'],
])
const TYPES: ReadonlySet<string> = new Set(['upload', 'private', 'authenticated'])
