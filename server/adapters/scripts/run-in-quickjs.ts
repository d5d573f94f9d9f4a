/**
 * One script in an engine of its own, QuickJS compiled to WebAssembly: it has the language and nothing of this process.
 * The engine stops by itself at its deadline and at its memory; who calls this still has to be ready to end the thread,
 * since some loops of the engine (regular expressions) do not look at the clock.
 */

import engineFile from '@jitl/quickjs-wasmfile-release-sync'
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSSyncVariant,
} from 'quickjs-emscripten-core'
import type { Script, ScriptOutcome } from '../../ports/script-runner.ts'

export interface ScriptLimits {
  readonly timeLimitMs: number
  readonly memoryBytes: number
  readonly stackBytes: number
  /** Of what the script leaves behind, as JSON. */
  readonly resultCharacters: number
}

export type ScriptAnswer = { readonly outcome: ScriptOutcome } | { readonly failure: string }

// The package tells types of its CommonJS form only (0.32), in which the default is one level deeper.
const ENGINE = engineFile as unknown as QuickJSSyncVariant

const LONGEST_MESSAGE = 300

/**
 * Runs before the script, in strict mode, with what it needs of the language in hands that the script cannot reach. Gives
 * the function that tells afterwards what the script has left.
 */
const PRELUDE = `(input, updatable) => {
  'use strict'
  const { parse, stringify } = JSON
  const { defineProperty, setPrototypeOf } = Object
  const scope = globalThis
  const variables = parse(input)
  const names = Object.keys(variables)
  // Without a prototype: the script could give it a toJSON.
  const updates = setPrototypeOf([], null)
  let count = 0
  for (const name of parse(updatable)) {
    defineProperty(variables[name], 'update', { value: (changes) => {
      defineProperty(updates, count++, { value: { __proto__: null, of: name, changes }, enumerable: true })
    } })
  }
  for (const name of names) scope[name] = variables[name]
  return () => {
    const left = { __proto__: null }
    for (let at = 0; at < names.length; at++) left[names[at]] = scope[names[at]]
    return stringify({ __proto__: null, variables: left, updates })
  }
}`

/** @param onReady called when the engine is there and the script begins. */
export async function runInQuickJs(
  { name, code, variables, updatable }: Script,
  limits: ScriptLimits,
  onReady: () => void,
): Promise<ScriptAnswer> {
  const engine = await newQuickJSWASMModuleFromVariant(ENGINE)
  const runtime = engine.newRuntime()
  onReady()
  runtime.setMemoryLimit(limits.memoryBytes)
  runtime.setMaxStackSize(limits.stackBytes)
  const deadline = Date.now() + limits.timeLimitMs
  runtime.setInterruptHandler(() => Date.now() > deadline)
  const context = runtime.newContext()
  const result = await attempt()
  return 'failure' in result ? { failure: explained(result.failure) } : result

  async function attempt(): Promise<ScriptAnswer> {
    const prelude = context.evalCode(PRELUDE, 'prelude.js')
    if (prelude.error) throw new Error('The prelude of scripts is broken')
    const input = context.newString(JSON.stringify(variables))
    const tell = context.callFunction(
      prelude.value,
      context.undefined,
      input,
      context.newString(JSON.stringify(updatable)),
    )
    if (tell.error) throw new Error('The prelude of scripts is broken')
    const ran = context.evalCode(code, `${name}.js`, { type: 'global' })
    if (ran.error) return { failure: messageOf(context, ran.error) }
    // What it left for later, as promises do.
    const later = runtime.executePendingJobs(10_000)
    if (later.error) return { failure: messageOf(context, later.error) }
    const told = context.callFunction(tell.value, context.undefined)
    if (told.error) return { failure: messageOf(context, told.error) }
    const length = context.getProp(told.value, 'length')
    if (context.getNumber(length) > limits.resultCharacters) {
      return { failure: `it leaves more than ${limits.resultCharacters} characters` }
    }
    return { outcome: JSON.parse(context.getString(told.value)) as ScriptOutcome }
  }

  /** The engine calls every interruption by one name. */
  function explained(failure: string): string {
    if (/^InternalError: interrupted$/.test(failure)) return `it ran longer than ${limits.timeLimitMs} ms`
    if (/^InternalError: out of memory$/.test(failure))
      return `it needs more than ${limits.memoryBytes} bytes of memory`
    return failure
  }
}

/** Of whatever was thrown: reading it may run code of the script again, and fail again. */
function messageOf(context: QuickJSContext, thrown: QuickJSHandle): string {
  const name = textOf(context, thrown, 'name')
  const message = textOf(context, thrown, 'message')
  if (message !== null) return `${name === null ? 'Error' : name}: ${message}`.slice(0, LONGEST_MESSAGE)
  if (context.typeof(thrown) === 'string') return context.getString(thrown).slice(0, LONGEST_MESSAGE)
  return 'it threw something that is not an Error'
}

function textOf(context: QuickJSContext, thrown: QuickJSHandle, property: string): string | null {
  if (context.typeof(thrown) !== 'object') return null
  try {
    const value = context.getProp(thrown, property)
    return context.typeof(value) === 'string' ? context.getString(value) : null
  } catch {
    return null
  }
}
