/** A former version of an asset, shown from memory in the place of the large picture. */
import { html, type TemplateResult } from 'lit'
import type { LibraryAsset } from '../api/library-asset.ts'
import { onCame, onFailed } from './came.ts'
import { shapeOf } from './picture-address.ts'

export function versionMedia(asset: LibraryAsset, address: string, label: string): TemplateResult {
  const shape = shapeOf(asset)
  if (shape === 'film') {
    return html`<video class="stage-film" part="preview-player" controls playsinline src=${address} aria-label=${label} @error=${onFailed}></video>`
  }
  if (shape === 'sound') {
    return html`<audio class="stage-sound" part="preview-player" controls src=${address} aria-label=${label} @error=${onFailed}></audio>`
  }
  return html`<img class="stage-picture" src=${address} alt=${label}
    @load=${onCame} @error=${onFailed} />`
}
