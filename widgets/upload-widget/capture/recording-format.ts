/**
 * What a recording is written as: the first format that this browser records and the page accepts. MP4 comes first,
 * because everything plays it and graphics cards write it; WebM is what the others record, VP8 before VP9, because
 * processors keep up with it.
 */
import { matchesFormat } from '../checks/file-kind.ts'

export interface RecordingFormat {
  /** With codecs, as `MediaRecorder` takes it. */
  readonly mimeType: string
  /** Without codecs, as a file has it. */
  readonly type: string
  readonly extension: string
}

const VIDEO = [
  'video/mp4;codecs=avc1.640028,mp4a.40.2',
  'video/mp4;codecs=avc1.42E01E,mp4a.40.2',
  'video/webm;codecs=vp8,opus',
  'video/webm;codecs=vp9,opus',
  'video/webm',
  'video/mp4',
]
const AUDIO = [
  'audio/mp4;codecs=mp4a.40.2',
  'audio/webm;codecs=opus',
  'audio/ogg;codecs=opus',
  'audio/webm',
  'audio/mp4',
]
const EXTENSIONS: Readonly<Record<string, string>> = {
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'audio/mp4': 'm4a',
  'audio/webm': 'webm',
  'audio/ogg': 'ogg',
}

/** Undefined when the browser records nothing that is accepted. */
export function recordingFormat(
  kind: 'video' | 'audio',
  accepted: readonly string[],
  isRecorded: (mimeType: string) => boolean,
): RecordingFormat | undefined {
  return (kind === 'video' ? VIDEO : AUDIO)
    .map((mimeType) => {
      const type = mimeType.replace(/;.*$/, '')
      return { mimeType, type, extension: EXTENSIONS[type] ?? kind }
    })
    .find(
      ({ mimeType, type, extension }) =>
        isRecorded(mimeType) && matchesFormat({ name: `a.${extension}`, type }, accepted),
    )
}
