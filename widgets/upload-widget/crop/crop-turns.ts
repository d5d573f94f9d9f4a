/**
 * Pictures that are cropped before they are uploaded, one after the other. What is not a picture that this browser can
 * show passes; web addresses too, because the page itself loads nothing from other hosts.
 */

import type { Size } from '../../kit/geometry/area.ts'
import type { CheckedFile } from '../checks/file-checks.ts'
import type { UploadStore } from '../store.ts'

/** The picture whose turn it is. */
export interface CropTurn {
  readonly name: string
  /** Of a blob. */
  readonly url: string
  /** In which coordinates are sent: that of the file, or that which it is scaled to. */
  readonly image: Size
  readonly index: number
  readonly total: number
}

/** Coordinates; or the picture whole; or the one before, and before the first one none at all. */
export type CropDecision = { readonly coordinates: string } | 'whole' | 'back'

export interface CroppedFile extends CheckedFile {
  /** `x,y,width,height` of the chosen area. */
  readonly coordinates?: string
}

interface Waiting {
  readonly files: readonly CheckedFile[]
  readonly resolve: (files: readonly CroppedFile[] | undefined) => void
}

export class CropTurns {
  readonly #store: UploadStore
  readonly #waiting: Waiting[] = []
  #decide: ((decision: CropDecision | 'cancelled') => void) | undefined
  #isBusy = false

  constructor(store: UploadStore) {
    this.#store = store
  }

  /** @returns the files with their areas; undefined when people went back, or the widget was closed */
  ask(files: readonly CheckedFile[]): Promise<readonly CroppedFile[] | undefined> {
    return new Promise((resolve) => {
      this.#waiting.push({ files, resolve })
      void this.#work()
    })
  }

  decide(decision: CropDecision): void {
    this.#decide?.(decision)
  }

  /** Drops what was picked and has not been decided. */
  cancel(): void {
    for (const { resolve } of this.#waiting.splice(0)) resolve(undefined)
    this.#decide?.('cancelled')
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return
    this.#isBusy = true
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      next.resolve(await this.#turnsOf(next.files))
    }
    this.#isBusy = false
  }

  async #turnsOf(files: readonly CheckedFile[]): Promise<readonly CroppedFile[] | undefined> {
    const pictures = files.filter(({ error, width }) => error === undefined && width !== undefined)
    const areas = new Map<CheckedFile, string>()
    let index = 0
    while (index < pictures.length) {
      const picture = pictures[index] as CheckedFile
      const decision = await this.#turn(picture, index, pictures.length)
      if (decision === 'cancelled' || (decision === 'back' && index === 0)) return undefined
      if (decision === 'back') {
        index -= 1
        continue
      }
      if (decision === 'whole') areas.delete(picture)
      else areas.set(picture, decision.coordinates)
      index += 1
    }
    return files.map((file) => {
      const coordinates = areas.get(file)
      return coordinates === undefined ? file : { ...file, coordinates }
    })
  }

  async #turn(
    { file, width = 0, height = 0 }: CheckedFile,
    index: number,
    total: number,
  ): Promise<CropDecision | 'cancelled'> {
    const url = URL.createObjectURL(file)
    try {
      return await new Promise((resolve) => {
        this.#decide = resolve
        this.#store.patch({ crop: { name: file.name, url, image: { width, height }, index, total } })
      })
    } finally {
      this.#decide = undefined
      this.#store.patch({ crop: undefined })
      URL.revokeObjectURL(url)
    }
  }
}
