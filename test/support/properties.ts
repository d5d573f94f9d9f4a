/**
 * fast-check as these tests use it. `npm test` tries each property on the same values every time, so that a commit is
 * red for what it changed, and never for its luck. `npm run test:long` takes new values every time, and ten times as
 * many where the property does not say how many: what it finds becomes an example of its own.
 */
import { configureGlobal } from 'fast-check'

// There is no process in the browser, where the short form is the only one.
const isLong = globalThis.process?.env.TINTYPE_LONG === '1'

configureGlobal(isLong ? { numRuns: 1000 } : { seed: 1893 })

export { default as fc } from 'fast-check'
