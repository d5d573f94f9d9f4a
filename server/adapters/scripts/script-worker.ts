/** Entry of the thread of one script: runs it, tells what became of it, and is ended. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Script } from '../../ports/script-runner.ts'
import { runInQuickJs, type ScriptAnswer, type ScriptLimits } from './run-in-quickjs.ts'

export interface ScriptTask {
  readonly script: Script
  readonly limits: ScriptLimits
}

export type ScriptMessage = 'ready' | ScriptAnswer

const { script, limits } = workerData as ScriptTask

const answer = await runInQuickJs(script, limits, () => tell('ready'))
tell(answer)

function tell(message: ScriptMessage): void {
  parentPort?.postMessage(message)
}
