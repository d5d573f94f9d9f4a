/** The only operation of the vendor's newer API that client libraries can call. */
import { z } from 'zod'
import { defineOperation } from './operation.ts'
import { text, word } from './wire-values.ts'

export const analyzeUri = defineOperation({
  id: 'analysis.analyze_uri',
  method: 'POST',
  api: 'v2',
  path: '/analysis/analyze/uri',
  summary: 'Would tell what a picture shows: refused, because it needs an add-on that is not installed',
  credentials: 'basic',
  reads: true,
  input: z.object({
    uri: text({ max: 10_000 }),
    analysis_type: word([
      ...(['captioning', 'cld_fashion', 'cld_text', 'coco', 'custom', 'google_tagging', 'human_anatomy'] as const),
      ...(['lvis', 'shop_classifier', 'unidet'] as const),
    ]),
    parameters: z
      .object({ custom: z.object({ model_name: z.string('text'), model_version: z.number('a number') }) })
      .optional()
      .describe('Of the type `custom`: which model.'),
  }),
  output: z.object({
    data: z.object({ entity: z.string(), analysis: z.record(z.string(), z.unknown()) }),
    request_id: z.string(),
  }),
})
