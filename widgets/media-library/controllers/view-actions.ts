/** What buttons and fields of the parts do. Made once per element, so that templates keep their listeners. */
import { dragOut } from '../insert/drag-out.ts'
import type { Library } from '../library.ts'
import type { Actions } from '../parts/view.ts'
import { isUndoKey } from './undo-key.ts'

export interface ActionHost {
  readonly library: Library
  hide(): void
  upload(): void
  focusSearch(): void
}

export function viewActions(host: ActionHost): Actions {
  const { library } = host
  const { store, browser } = library
  let findTimer: ReturnType<typeof setTimeout> | undefined
  const findTags = (prefix: string): void => void library.seen.findTags(prefix).then(() => browser.counts.update())
  return {
    shortcut(event) {
      const isTyping = (event.target as Element).closest('input, textarea, select, [contenteditable]') !== null
      const { notice, preview } = store.getState()
      if (isUndoKey(event) && !isTyping && !preview && notice?.action?.isUndo) {
        event.preventDefault()
        notice.action.run()
        return
      }
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      host.focusSearch()
    },
    clickedAt(event) {
      const isInside = (event.target as Element).closest('.menu-holder') !== null
      if (store.getState().isAccountOpen && !isInside) store.patch({ isAccountOpen: false })
    },
    close: () => host.hide(),
    tryAgain() {
      store.patch({ problem: undefined, access: 'idle' })
      void library.session.start()
    },
    signIn: (credentials) => void library.session.signIn(credentials),
    singleSignOn: () => void library.session.singleSignOn(),
    togglePassword() {
      const { login } = store.getState()
      store.patch({ login: { ...login, showsPassword: !login.showsPassword } })
    },
    signOut() {
      store.patch({ isAccountOpen: false })
      void library.session.signOut()
    },
    toggleAccount: () => store.patch({ isAccountOpen: !store.getState().isAccountOpen }),
    go: (place) => library.go(place),
    toggleBranch: (path) => library.tree.toggle(path),
    toggleTree: () => store.patch({ isTreeOpen: !store.getState().isTreeOpen, isFacetsOpen: false }),
    type(text) {
      store.patch({ suggesting: { active: -1 } })
      browser.type(text)
    },
    submitSearch() {
      store.patch({ suggesting: undefined })
      void browser.load()
    },
    clearSearch() {
      browser.clear()
      host.focusSearch()
    },
    setExpressionMode(isExpression) {
      const { query } = store.getState()
      // Words are rarely an expression: what was typed stays, and is asked for when there is something.
      if (query.text.trim() === '') store.patch({ query: { ...query, isExpression } })
      else browser.refine({ isExpression })
      host.focusSearch()
    },
    suggest(active) {
      if (store.getState().suggesting?.active !== active)
        store.patch({ suggesting: active === undefined ? undefined : { active } })
    },
    take(suggestion) {
      store.patch({ suggesting: undefined })
      if (suggestion.kind === 'folder') library.go({ kind: 'folder', path: suggestion.path })
      else if (suggestion.kind === 'saved') browser.refine(suggestion.search.query)
      else {
        const { facets } = store.getState().query
        const tags = [...new Set([...(facets.tag ?? []), suggestion.label])]
        browser.refine({ text: '', facets: { ...facets, tag: tags } })
      }
    },
    saveSearch: () => library.saved.save(),
    openSearch({ query }) {
      store.patch({ isTreeOpen: false, preview: undefined })
      browser.refine(query)
    },
    forgetSearch: (name) => library.saved.forget(name),
    toggleFacets() {
      const isFacetsOpen = !store.getState().isFacetsOpen
      store.patch({ isFacetsOpen, isTreeOpen: false })
      if (!isFacetsOpen) return
      browser.counts.update()
      findTags('')
    },
    toggleFacet: (name, value) => browser.toggleFacet(name, value),
    setFacet: (name, values) => browser.refine({ facets: { ...store.getState().query.facets, [name]: values } }),
    clearFilters: () => browser.refine({ facets: {} }),
    findTags(prefix) {
      store.patch({ tagFilter: prefix })
      clearTimeout(findTimer)
      findTimer = setTimeout(() => findTags(prefix), FIND_PAUSE_MS)
    },
    setSort: (sort) => browser.refine({ sort }),
    setView: (view) => store.patch({ view }),
    reload: () => void browser.load({ isAnew: true }),
    dismissNotice: () => store.patch({ notice: undefined }),
    clearSelection: () => library.selection.clear(),
    insert: () => library.insert(),
    upload: () => host.upload(),
    dragOut(event) {
      const tile = (event.target as Element).closest<HTMLElement>('[data-index]')
      const asset = tile && library.pages.at(Number(tile.dataset.index))
      if (!asset) return
      // The tile that has the focus stays in the document, however far people scroll while they drag.
      store.patch({ active: Number(tile.dataset.index) })
      dragOut(event, asset, {
        selection: store.getState().selection,
        isSelected: store.isSelected,
        handOver: (assets) => library.handOver(assets, 'drag'),
        pictureOfMany: library.root.querySelector('.chosen'),
      })
    },
  }
}

const FIND_PAUSE_MS = 300
