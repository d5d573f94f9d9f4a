/** Stories of what people do from beginning to end: the widget as it stands there, then one step after the other. */
import type { StoryObj } from '@storybook/web-components-vite'

export type Step = (label: string, act: () => Promise<void>) => Promise<unknown>

/** Plays with a widget that has been put into the page. */
export type Play<Widget> = (widget: Widget, step: Step) => Promise<void>

/** @param replay sets what the widget's requests are answered */
export function flowsOf<Widget extends HTMLElement, Replay extends object, Arguments>(
  tagName: string,
  replay: (answers: Partial<Replay>) => void,
) {
  return (play: Play<Widget>, args: Partial<Arguments> = {}, answers: Partial<Replay> = {}): StoryObj<Arguments> => ({
    args,
    render: (given) => {
      replay(answers)
      return Object.assign(document.createElement(tagName), given)
    },
    play: ({ canvasElement, step }) => play(canvasElement.querySelector(tagName) as Widget, step as Step),
  })
}
