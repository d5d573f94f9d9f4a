/** What a child can do, by the job's kind. */
import { describePicture } from '../describe/describe-picture.ts'
import { assemblePicture } from './image/assemble.ts'
import { measureAttention, measureTrim } from './image/measure/measure.ts'
import { renderImage } from './image/render.ts'
import type { ChildSettings, JobInput, JobKind, JobOutput } from './pool/protocol.ts'
import { renderText } from './text/render-text.ts'

type JobTable = { readonly [K in JobKind]: (input: JobInput<K>, settings: ChildSettings) => Promise<JobOutput<K>> }

const JOBS: JobTable = {
  render: (input, { limits }) => renderImage(input, limits),
  text: ({ picture }, { limits }) => renderText(picture, limits),
  assemble: (input, { limits }) => assemblePicture(input, limits),
  trim: (input, { limits }) => measureTrim(input, limits),
  attention: (input, { limits }) => measureAttention(input, limits),
  describe: (input, { limits }) => describePicture(input, limits),
}

export function runJob(kind: JobKind, input: unknown, settings: ChildSettings): Promise<unknown> {
  const job = JOBS[kind] as (input: unknown, settings: ChildSettings) => Promise<unknown>
  return job(input, settings)
}
