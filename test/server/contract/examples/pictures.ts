import type { Examples } from './example.ts'

export const pictureExamples: Examples = {
  'assets.text': ({ name }) => ({ parameters: { text: 'Hello', public_id: name() } }),
}
