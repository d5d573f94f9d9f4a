/** What stories of the Media Library share: a library with its answers, brought into the state that the story is about. */
import type { StoryObj } from '@storybook/web-components-vite'
import { waitFor } from 'storybook/test'
import '../../widgets/media-library/define.ts'
import type { TintypeMediaLibrary } from '../../widgets/media-library/element.ts'
import { part } from '../hands.ts'
import { reach, reached } from '../reached.ts'
import type { StoryArguments } from './arguments.ts'
import { type Replay, replayLibrary } from './replayed-library.ts'

type Story = StoryObj<StoryArguments>

interface Scene {
  readonly replay?: Replay
  /** Brings the library into the state that the story is about, once its results are there. */
  readonly play?: ((library: TintypeMediaLibrary) => unknown) | undefined
}

/** For somebody who may do everything. */
export function managed(play: Scene['play'], replay: Replay = {}): Story {
  return scene({ play, replay: { isManager: true, ...replay } })
}

/** Opens the large view of that result, if any, and presses one control after the other as each comes. */
export async function press(
  library: TintypeMediaLibrary,
  index: number | undefined,
  ...selectors: string[]
): Promise<void> {
  if (index !== undefined) library.preview(index)
  for (const selector of selectors) {
    const found = await part(library, selector)
    found.click()
    await library.updateComplete
  }
}

export async function write(library: TintypeMediaLibrary, selector: string, text: string): Promise<void> {
  const field = await part<HTMLTextAreaElement>(library, selector)
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

export async function act(library: TintypeMediaLibrary, task: string): Promise<void> {
  await choose(library, 3)
  await press(library, undefined, `[part~=bulk-${task}]`)
}

export function scene({ replay = {}, play }: Scene, args: StoryArguments = {}): Story {
  return {
    args,
    render: (given) => {
      replayLibrary(replay)
      const library = document.createElement('tintype-media-library') as TintypeMediaLibrary
      Object.assign(library, given)
      if (play) reach(library, () => whenShown(library).then(() => play(library)))
      return library
    },
    play: reached,
  }
}

/** Once something stands there: results, or the form to sign in. */
function whenShown({ store }: TintypeMediaLibrary): Promise<unknown> {
  return waitFor(
    () => {
      const { access, phase } = store.getState()
      if (access !== 'login' && (access !== 'open' || phase !== 'ready')) throw new Error(`It is ${access}, ${phase}`)
    },
    { timeout: 10_000, interval: 30 },
  )
}

export async function choose(library: TintypeMediaLibrary, count: number): Promise<void> {
  const { pages } = library
  for (let index = 0; index < count; index += 1) {
    const asset = pages.at(index)
    if (asset) library.choice.toggle(asset)
  }
  await library.updateComplete
}
