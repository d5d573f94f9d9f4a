import type { Examples } from './example.ts'

export const environmentExamples: Examples = {
  'environment.ping': () => ({}),
  'environment.config': () => ({ parameters: { settings: true } }),
}
