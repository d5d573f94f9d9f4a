/**
 * Drag, drop and paste for a whole widget. Entering a child fires `dragleave` on the parent, so enters are counted; a drag
 * that ends outside of the window fires nothing, so `dragend` and a missing `dragover` end it as well.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { carriesFiles, filesOfTransfer, urlOfTransfer } from './dropped-files.ts'

export interface DropTargetOptions {
  readonly isActive: () => boolean
  readonly onDragging: (isDragging: boolean) => void
  readonly onFiles: (files: readonly File[]) => void
  readonly onUrl: (url: string) => void
  /** Where things may be dropped and pasted, when that is not the host alone. */
  readonly area?: EventTarget
  /** Whether pastes are taken; without it as drops are. */
  readonly takesPastes?: () => boolean
}

/** `dragover` comes about every 50 ms while something hovers. */
const SILENCE_MS = 400

export class DropTarget implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement
  readonly #options: DropTargetOptions
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: ReactiveControllerHost & HTMLElement, options: DropTargetOptions) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  hostConnected(): void {
    for (const [name, listener] of this.#listeners()) this.#area.addEventListener(name, listener)
    this.#area.addEventListener('paste', this.#onPaste as EventListener)
  }

  hostDisconnected(): void {
    for (const [name, listener] of this.#listeners()) this.#area.removeEventListener(name, listener)
    this.#area.removeEventListener('paste', this.#onPaste as EventListener)
    clearTimeout(this.#timer)
  }

  get #area(): EventTarget {
    return this.#options.area ?? this.#host
  }

  #listeners(): readonly (readonly [string, EventListener])[] {
    const [onDrag, onDrop] = [this.#onDrag as EventListener, this.#onDrop as EventListener]
    return [
      ['dragenter', onDrag],
      ['dragover', onDrag],
      ['drop', onDrop],
    ]
  }

  readonly #onDrag = (event: DragEvent): void => {
    if (!this.#options.isActive() || !carriesFiles(event.dataTransfer) || event.defaultPrevented) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    this.#options.onDragging(true)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#options.onDragging(false), SILENCE_MS)
  }

  readonly #onDrop = (event: DragEvent): void => {
    // What somebody nearer to it has taken is not taken twice.
    if (!this.#options.isActive() || !event.dataTransfer || event.defaultPrevented) return
    event.preventDefault()
    clearTimeout(this.#timer)
    this.#options.onDragging(false)
    if (!carriesFiles(event.dataTransfer)) {
      const url = urlOfTransfer(event.dataTransfer)
      if (url) this.#options.onUrl(url)
      return
    }
    void filesOfTransfer(event.dataTransfer).then((files) => this.#options.onFiles(files))
  }

  readonly #onPaste = (event: ClipboardEvent): void => {
    const { isActive, takesPastes = isActive } = this.#options
    if (!takesPastes() || !event.clipboardData || event.defaultPrevented) return
    const [target] = event.composedPath()
    // The page's own fields take what is pasted into them.
    if (this.#area !== this.#host && isEditable(target)) return
    const files = [...event.clipboardData.files]
    if (files.length > 0) {
      event.preventDefault()
      this.#options.onFiles(files)
      return
    }
    // Text that is pasted into a field belongs there.
    if (isEditable(target)) return
    const url = urlOfTransfer(event.clipboardData)
    if (!url) return
    event.preventDefault()
    this.#options.onUrl(url)
  }
}

function isEditable(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLElement && target.isContentEditable
}
