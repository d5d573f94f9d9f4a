/** Where people can go: everything, the tree of folders, collections, kept searches. A drawer in narrow windows. */
import { html, nothing, type TemplateResult } from 'lit'
import { cssProperty } from '../../kit/css-property.ts'
import { icon } from '../../kit/icons/icons.ts'
import { type LibraryIconName, libraryIcon } from '../icons.ts'
import type { Folder, Place } from '../types.ts'
import type { View } from './view.ts'

export function sidebar(view: View): TemplateResult {
  const { state, texts, actions } = view
  return html`
    <button
      class="scrim ${state.isTreeOpen ? 'open' : ''}"
      type="button"
      tabindex="-1"
      aria-hidden="true"
      @click=${actions.toggleTree}
    ></button>
    <nav class="tree ${state.isTreeOpen ? 'open' : ''}" id="tree" part="tree" aria-label=${texts.text('tree.label')}>
      ${destination(view, { kind: 'all' }, 'everything', texts.text('tree.everything'))}
      <h3 class="tree-title">${texts.text('tree.folders')}</h3>
      <div class="tree-item" ${cssProperty('--depth', '0')}>
        ${destination(view, { kind: 'folder', path: state.reach }, state.reach === '' ? 'home' : undefined, homeOf(view))}
      </div>
      ${branch(view, state.reach, 1)}
      ${
        state.collections && state.collections.length > 0
          ? html`<h3 class="tree-title">${texts.text('tree.collections')}</h3>
              ${state.collections.map(({ id, name }) =>
                destination(view, { kind: 'collection', id, name }, 'collection', name),
              )}`
          : nothing
      }
      ${
        state.saved.length > 0
          ? html`<h3 class="tree-title">${texts.text('tree.saved')}</h3>
              ${state.saved.map(
                (search) => html`<div class="tree-item">
                  <button class="destination" type="button" @click=${() => actions.openSearch(search)}>
                    ${libraryIcon('bookmark')}<span class="destination-name">${search.name}</span>
                  </button>
                  <button
                    class="icon-button small"
                    type="button"
                    title=${texts.text('tree.forget', { name: search.name })}
                    @click=${() => actions.forgetSearch(search.name)}
                  >${icon('close')}</button>
                </div>`,
              )}`
          : nothing
      }
    </nav>
  `
}

/** What the folder is called with which the tree begins. */
export function homeOf({ state: { reach }, texts }: Pick<View, 'state' | 'texts'>): string {
  return reach === '' ? texts.text('tree.home') : reach.slice(reach.lastIndexOf('/') + 1)
}

function branch(view: View, path: string, depth: number): TemplateResult | typeof nothing {
  const { state, texts } = view
  const found = state.branches[path]
  if (!found || (!found.isOpen && path !== state.reach)) return nothing
  if (found.phase === 'failed')
    return html`<p class="tree-note small" data-say="polite">${texts.text('tree.failed')}</p>`
  if (found.phase === 'loading' && found.folders.length === 0) {
    return html`<div class="tree-skeleton" data-say="polite" aria-busy="true">
      <span class="visually-hidden">${texts.text('loading')}</span>
      <span class="bone"></span><span class="bone"></span><span class="bone"></span>
    </div>`
  }
  return html`<ul>${found.folders.map((folder) => html`<li>${folderItem(view, folder, depth)}</li>`)}</ul>`
}

function folderItem(view: View, folder: Folder, depth: number): TemplateResult {
  const { state, texts, actions } = view
  const below = state.branches[folder.path]
  const isOpen = below?.isOpen === true
  // Whether there is anything below is known only once it has been asked for.
  const isLeaf = below?.phase === 'ready' && below.folders.length === 0
  const label = texts.text(isOpen ? 'tree.fold' : 'tree.open', { name: folder.name })
  return html`
    <div class="tree-item" ${cssProperty('--depth', String(depth))}>
      ${
        isLeaf
          ? html`<span class="twisty-place"></span>`
          : html`<button
              class="twisty"
              type="button"
              aria-expanded=${isOpen ? 'true' : 'false'}
              title=${label}
              @click=${() => actions.toggleBranch(folder.path)}
            >${libraryIcon('chevron')}</button>`
      }
      ${destination(view, { kind: 'folder', path: folder.path }, undefined, folder.name)}
    </div>
    ${branch(view, folder.path, depth + 1)}
  `
}

function destination(
  { state, actions }: View,
  place: Place,
  name: LibraryIconName | undefined,
  label: string,
): TemplateResult {
  const isHere = samePlace(place, state.query.place)
  return html`<button
    class="destination"
    part=${isHere ? 'place place-active' : 'place'}
    type="button"
    aria-current=${isHere ? 'page' : 'false'}
    title=${label}
    @click=${() => actions.go(place)}
  >
    ${name ? libraryIcon(name) : icon('folder')}<span class="destination-name">${label}</span>
  </button>`
}

function samePlace(one: Place, other: Place): boolean {
  if (one.kind === 'folder' && other.kind === 'folder') return one.path === other.path
  if (one.kind === 'collection' && other.kind === 'collection') return one.id === other.id
  return one.kind === 'all' && other.kind === 'all'
}
