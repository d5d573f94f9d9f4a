/** `c_thumb`: the box exactly, around what the gravity (required) names; `z` brings it closer. */
import { cover } from './cover.ts'
import type { CropDefinition } from './define-crop.ts'
import { focus } from './focus.ts'

export const thumb: CropDefinition = {
  mode: 'thumb',
  summary: 'Makes a thumbnail of the exact size around what the gravity names',
  sizing: 'cut',
  gravity: 'required',
  plan(request) {
    const { anchor, zoom } = request
    if (anchor.kind !== 'region') return cover(request, zoom)
    const box = request.box ?? { width: anchor.box.width, height: anchor.box.height }
    return focus(request, anchor.box, anchor.margin, box)
  },
}
