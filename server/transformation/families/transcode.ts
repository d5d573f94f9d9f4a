/** `vc ac af br fps ki vs sp dr`: how video and sound are encoded. */
import type { ParameterValues } from '../ast.ts'
import { defineFamily, defineParameter } from '../define-family.ts'
import { choice, integer, numberOf, reader } from '../readers.ts'
import { word } from './words.ts'

const sampleRate = reader<number | 'iaf'>('a rate in hertz, or iaf', (text, place) =>
  text === 'iaf' ? 'iaf' : hertz.read(text, place),
)
const hertz = integer({ min: 1, max: 192_000, outside: 'refuse' })

const frameRate = reader<ParameterValues['fps']>('frames per second such as 25, 20-30 or 20-', (text, place) => {
  const dash = text.indexOf('-')
  const min = numberOf(dash === -1 ? text : text.slice(0, dash), place)
  const rest = text.slice(dash + 1)
  const max = dash === -1 ? min : rest === '' ? null : numberOf(rest, place)
  if (min === null || min <= 0 || (rest !== '' && max === null) || (max !== null && max < min)) return undefined
  return { min, max, isRange: dash !== -1 }
})

const sampling = reader<ParameterValues['vs']>('a number of frames, or seconds such as 4s', (text, place) => {
  const isSeconds = text.endsWith('s')
  const value = numberOf(isSeconds ? text.slice(0, -1) : text, place)
  if (value === null || value <= 0) return undefined
  if (isSeconds) return { everySeconds: value }
  return Number.isInteger(value) ? { count: value } : undefined
})

const interval = reader<number>('seconds above 0', (text, place) => {
  const value = numberOf(text, place)
  return value !== null && value > 0 ? value : undefined
})

export const transcode = defineFamily(
  'transcode',
  defineParameter({
    key: 'vc',
    name: 'video_codec',
    summary: 'The codec of the pictures, with profile and level',
    forms: ['vc_<codec>[:<profile>[:<level>]][:bframes_no]', 'vc_auto', 'vc_none'],
    media: ['video'],
    tier: 'A',
    open: 'never',
    reader: word(
      'auto, none, or h264, h265, av1, vp8, vp9, prores, theora with a profile and a level',
      /^(?:auto|none|(?:h264|h265|av1|vp8|vp9|prores|theora)(?::[a-z][a-z0-9]{0,15})?(?::(?:auto|\d(?:\.\d)?))?(?::bframes_(?:no|yes|\d))?)$/,
    ),
  }),
  defineParameter({
    key: 'ac',
    name: 'audio_codec',
    summary: 'The codec of the sound',
    forms: ['ac_<codec>', 'ac_none'],
    media: ['video'],
    tier: 'A',
    open: 'never',
    reader: choice('none', 'aac', 'vorbis', 'mp3', 'opus', 'pcm24'),
  }),
  defineParameter({
    key: 'af',
    name: 'audio_frequency',
    summary: 'The highest sampling rate of the sound',
    forms: ['af_<hertz>', 'af_iaf'],
    media: ['video'],
    tier: 'A',
    open: 'text',
    reader: sampleRate,
  }),
  defineParameter({
    key: 'br',
    name: 'bit_rate',
    summary: 'The bit rate, at most or constant',
    forms: ['br_<n>[k|m][:constant]', 'br_av:video_(value_<n>;mode_<m>);audio_(value_<n>)'],
    media: ['video'],
    tier: 'A',
    open: 'text',
    reader: word(
      'a bit rate such as 500k or 2m, with :constant if it is not to vary',
      /^(?:\d{1,12}(?:\.\d{1,6})?[km]?(?::constant)?|av:(?:video|audio)_?\([\w;.]{1,80}\)(?:;(?:video|audio)_?\([\w;.]{1,80}\))?)$/,
    ),
  }),
  defineParameter({
    key: 'fps',
    name: 'fps',
    summary: 'Frames per second, fixed or within bounds',
    forms: ['fps_<n>', 'fps_<a>-<b>', 'fps_<a>-'],
    media: ['video', 'animation'],
    tier: 'A',
    open: 'text',
    reader: frameRate,
  }),
  defineParameter({
    key: 'ki',
    name: 'keyframe_interval',
    summary: 'Seconds between key frames',
    forms: ['ki_<seconds>'],
    media: ['video'],
    tier: 'A',
    open: 'number',
    reader: interval,
  }),
  defineParameter({
    key: 'vs',
    name: 'video_sampling',
    summary: 'How many frames of a video an animation is made of',
    forms: ['vs_<frames>', 'vs_<seconds>s'],
    media: ['video', 'animation'],
    tier: 'A',
    open: 'text',
    reader: sampling,
  }),
  defineParameter({
    key: 'sp',
    name: 'streaming_profile',
    summary: 'The renditions of adaptive streaming',
    forms: ['sp_<profile>', 'sp_auto[:maxres_<n>p][;subtitles_(…)]'],
    media: ['video'],
    tier: 'A',
    open: 'never',
    reader: word('the name of a streaming profile', /^[\w.:;()-]{1,500}$/),
  }),
  defineParameter({
    key: 'dr',
    name: 'dynamic_range',
    summary: 'Keeps high dynamic range',
    forms: ['dr_high'],
    media: ['video'],
    tier: 'B',
    open: 'never',
    reader: choice('high'),
  }),
)
