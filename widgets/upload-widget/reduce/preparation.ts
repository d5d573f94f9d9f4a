/** What is sent of a picked picture. The engine is loaded with the first picture that needs it. */
import { ConnectionError } from '../../kit/api/send-form.ts'
import { trustedTypesPolicy } from '../../kit/trusted-types.ts'
import type { Reducer } from './reducer.ts'
import type { ReductionPlan } from './reduction-plan.ts'

export interface Prepared {
  readonly file: File
  readonly isUnsafe: boolean
}

export class Preparation {
  readonly #workerAddress: () => string | undefined
  #reducer: Promise<Reducer> | undefined

  constructor(workerAddress: () => string | undefined) {
    this.#workerAddress = workerAddress
  }

  /** The file itself when it is best as it is; unsafe when its metadata could not be taken out. @throws ConnectionError when the engine could not be loaded */
  async apply(file: File, plan: ReductionPlan, signal: AbortSignal): Promise<Prepared> {
    const reducer = await this.#load()
    signal.throwIfAborted()
    const { blob, outcome } = await reducer.reduce(file, plan, signal)
    const isUnsafe = outcome === 'unsafe'
    if (blob === file || outcome === 'unchanged' || isUnsafe) return { file, isUnsafe }
    const { type } = blob
    const name =
      type === file.type ? file.name : `${file.name.replace(/\.[^.]*$/, '')}.${type.slice(6).replace('jpeg', 'jpg')}`
    return { file: new File([blob], name, { type, lastModified: file.lastModified }), isUnsafe }
  }

  destroy(): void {
    void this.#reducer?.then((reducer) => reducer.destroy())
    this.#reducer = undefined
  }

  #load(): Promise<Reducer> {
    this.#reducer ??= import('./reducer.ts').then(
      ({ createReducer }) => createReducer(this.#workerAddress(), trusted),
      () => {
        this.#reducer = undefined
        throw new ConnectionError('The part that makes pictures smaller', 'unreachable')
      },
    )
    return this.#reducer
  }
}

function trusted(address: string): unknown {
  return trustedTypesPolicy()?.createScriptURL(address) ?? address
}
