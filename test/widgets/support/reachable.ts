/** Whether a screen of the upload widget can be used however small it is. */
import type { UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import { ok } from './expect.ts'

/** Every control is inside the window, or can be scrolled to. */
export function assertReachable(widget: UploadWidget, screen: string): void {
  const frame = widget.element.shadowRoot?.querySelector('.frame')
  ok(frame, 'the window')
  const around = frame.getBoundingClientRect()
  ok(around.right <= innerWidth + 0.5 && around.bottom <= innerHeight + 0.5, `the window on the screen (${screen})`)
  for (const box of [frame, ...frame.querySelectorAll('.panel, .queue, .sheet, .dropzone, .remote-body')]) {
    ok(
      box.scrollWidth <= box.clientWidth + 1,
      `no sideways scrolling of ${box.className} (${screen}): ${box.scrollWidth} > ${box.clientWidth}`,
    )
  }
  for (const control of frame.querySelectorAll<HTMLElement>('button, select, input:not([hidden])')) {
    if (!control.checkVisibility()) continue
    // What can be pressed of a radio button or a tick is its label.
    const target = control.closest('label') ?? control
    target.scrollIntoView({ block: 'nearest' })
    const { left, right, top, bottom, width, height } = target.getBoundingClientRect()
    const isInside = left >= -0.5 && right <= innerWidth + 0.5 && top >= -0.5 && bottom <= innerHeight + 0.5
    ok(isInside, `${control.getAttribute('part')} inside of the screen (${screen}): ${left},${top} ${right},${bottom}`)
    ok(width >= 24 && height >= 24, `${control.getAttribute('part')} at least 24 px (${screen})`)
  }
}
