/** `c_auto`: the largest window of the box's ratio around what the gravity (required) names, scaled to the box. */
import { cover } from './cover.ts'
import type { CropDefinition } from './define-crop.ts'
import { focus } from './focus.ts'

export const auto: CropDefinition = {
  mode: 'auto',
  summary: 'Finds the best crop for the gravity and scales it to the box',
  sizing: 'cut',
  gravity: 'required',
  plan(request) {
    const { anchor, zoom } = request
    if (anchor.kind !== 'region') return cover(request, zoom)
    const box = request.box ?? { width: anchor.box.width, height: anchor.box.height }
    return focus(request, anchor.box, anchor.margin, box)
  },
}
