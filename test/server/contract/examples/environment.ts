import type { Examples } from './example.ts'

export const environmentExamples: Examples = {
  'environment.ping': () => ({}),
  'environment.config': () => ({ parameters: { settings: true } }),
  'environment.usage': () => ({}),
  'environment.usage_on': () => ({ parameters: { date: new Date().toISOString().slice(0, 10) } }),
}
