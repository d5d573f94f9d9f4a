/** Pictures of texts: stored as type `text`, and delivered, transformed and deleted like any other. */
import { z } from 'zod'
import { TEXT_WORDS } from '../transformation/grammar/text-style.ts'
import { uploadResultJson } from './asset-json.ts'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { colour, number, text, word } from './wire-values.ts'

const spacing = () => number({ min: -1000, max: 1000 }).optional()

export const createText = defineOperation({
  id: 'assets.text',
  method: 'POST',
  path: '/image/text',
  summary: 'Makes a picture of a text and stores it',
  credentials: 'key',
  withinFolder: {},
  input: z
    .object({
      text: text({ max: 10_000 }).refine((value) => value.trim() !== '', 'a text that is not blank'),
      public_id: text({ max: 2000 }).optional(),
      font_family: text({ max: 100 }).default('Arial'),
      /** Pixels. */
      font_size: number({ min: 1, max: 2000 }).default(12),
      font_color: colour().optional(),
      font_weight: word(['normal', ...TEXT_WORDS.weight]).default('normal'),
      font_style: word(['normal', 'italic']).default('normal'),
      text_align: word(TEXT_WORDS.align).default('left'),
      text_decoration: word(['none', 'normal', ...TEXT_WORDS.decoration]).default('none'),
      background: colour().optional(),
      /** Percent, of the letters. */
      opacity: number({ min: 0, max: 100 }).default(100),
      font_hinting: word(TEXT_WORDS.hinting).optional(),
      font_antialiasing: word(TEXT_WORDS.antialias).optional(),
      /** Pixels between letters, and between lines. */
      letter_spacing: spacing(),
      line_spacing: spacing(),
      notification_url: text({ max: 10_000 }).optional(),
    })
    .transform(camelKeys),
  output: uploadResultJson,
})
