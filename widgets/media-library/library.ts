/**
 * One library at work: brings together who is here (`session/`), what is shown (`browse/`) and what is taken (`choose/`).
 * The element says when it is opened and closed; the parts call its actions.
 *
 * Over the ceiling of 300 lines because it is the one place where the modules meet; each does its own work elsewhere.
 */

import type { LibraryError } from './api/answer.ts'
import { createLibraryApi } from './api/create-library-api.ts'
import type { LibraryApi } from './api/library-api.ts'
import type { LibraryAsset } from './api/library-asset.ts'
import { AssetPages } from './browse/asset-pages.ts'
import { isSearching } from './browse/expression.ts'
import { FolderTree } from './browse/folder-tree.ts'
import { LibraryBrowser } from './browse/library-browser.ts'
import { LiveRefresh } from './browse/live-refresh.ts'
import { isOffered } from './browse/only-offered.ts'
import { hasConfiguredStart, openingQuery } from './browse/opening.ts'
import { isInReach } from './browse/reach.ts'
import { SavedSearches } from './browse/saved-searches.ts'
import { SeenValues } from './browse/seen-values.ts'
import { thumbnailUrl } from './browse/thumbnail.ts'
import { preselect } from './choose/preselect.ts'
import { Selection } from './choose/selection.ts'
import { selectionText } from './choose/selection-text.ts'
import { type InsertPayload, insertPayload } from './insert/insert-payload.ts'
import type { LibraryContext } from './library-context.ts'
import { PageMemory } from './page-memory.ts'
import { LibrarySession } from './session/library-session.ts'
import { FIRST_QUERY } from './store.ts'
import type { AssetKey, Place } from './types.ts'

/** What the element gives; the rest of the context is made here. */
export type LibraryHost = Omit<
  LibraryContext,
  'api' | 'pages' | 'report' | 'may' | 'refresh' | 'thumbnail' | 'toggle' | 'insert' | 'chosenTransformations'
> & {
  readonly mlId: string
  /** Back to the first row. */
  toTop(): void
  readonly isAtTop: boolean
  hide(): void
  readonly isModal: boolean
}

export class Library implements LibraryContext {
  readonly #host: LibraryHost
  readonly pages: AssetPages
  readonly session: LibrarySession
  readonly browser: LibraryBrowser
  readonly tree: FolderTree
  readonly selection: Selection
  readonly seen: SeenValues
  readonly saved: SavedSearches
  readonly chosenTransformations = new Map<string, string>()
  readonly #live: LiveRefresh
  #api: { readonly key: string; readonly api: LibraryApi } | undefined
  /** Whether the present place was asked for by one opening only. */
  #isElsewhere = false
  #wasOpened = false

  constructor(host: LibraryHost) {
    this.#host = host
    this.pages = new AssetPages({
      onChange: () => this.#onPages(),
      onError: (error) => this.#onPageError(error),
    })
    const self = this
    this.session = new LibrarySession({
      store: this.store,
      get api() {
        return self.api
      },
      option: (name) => host.option(name),
      bases: () => host.bases(),
      emit: (name, detail) => host.emit(name, detail),
      report: (error) => this.report(error),
      onOpen: () => this.#onOpen(),
    })
    this.browser = new LibraryBrowser({
      store: this.store,
      pages: this.pages,
      get api() {
        return self.api
      },
      option: (name) => host.option(name),
      emit: (name, detail) => host.emit(name, detail),
      report: (error) => this.report(error),
      onResults: () => this.#sayResults(),
      onPlace: (place) => this.#onPlace(place),
    })
    this.tree = new FolderTree({
      store: this.store,
      get api() {
        return self.api
      },
      report: (error) => this.report(error),
    })
    this.seen = new SeenValues({
      store: this.store,
      get api() {
        return self.api
      },
    })
    this.saved = new SavedSearches({
      store: this.store,
      memory: () => this.#memory(),
      onSaved: () => this.say(this.texts().text('search.saved')),
    })
    this.#live = new LiveRefresh({
      get api() {
        return self.api
      },
      onDeleted: (key) => this.removeAsset(key),
      onFoldersChanged: () => void this.tree.refresh(),
      onChanged: (isOwn) => this.#onChanged(isOwn),
    })
    this.selection = new Selection({
      store: this.store,
      most: () => this.most,
      isAllowed: (asset) => this.isAllowed(asset),
      onChange: () => this.#onSelection(),
      onFull: (max) => this.say(this.texts().text('selection.full', { max }), 'assertive'),
    })
  }

  // What the element is asked for

  /** @param isElsewhere whether this opening names a place of its own */
  open(isElsewhere: boolean): void {
    const { store } = this
    const isAnew = !this.#wasOpened || isElsewhere || this.#isElsewhere || hasConfiguredStart(this.option)
    this.#wasOpened = true
    this.#isElsewhere = isElsewhere
    store.patch({ isOnline: navigator.onLine, notice: undefined })
    if (isAnew) {
      const asset = this.option('asset')
      store.patch({
        query: openingQuery(this.option, () => this.#memory().folder),
        saved: this.#memory().saved,
        preview: asset && { key: asset },
      })
      if (store.getState().phase === 'idle') store.patch({ view: this.option('view') })
    }
    if (store.getState().access === 'open') {
      this.#follow()
      if (isAnew) this.#showPlace()
    } else void this.session.start()
  }

  close(): void {
    this.#live.stop()
    this.store.patch({
      isTreeOpen: false,
      isFacetsOpen: false,
      isAccountOpen: false,
      suggesting: undefined,
      preview: undefined,
      notice: undefined,
    })
  }

  /** Another cloud, or the element has gone. */
  end(): void {
    this.#live.stop()
    this.browser.stop()
    this.session.forget()
    this.pages.clear()
    this.#api = undefined
    this.#wasOpened = false
    this.store.patch({
      query: FIRST_QUERY,
      phase: 'idle',
      problem: undefined,
      total: 0,
      branches: {},
      collections: undefined,
      selection: [],
      preview: undefined,
      facetValues: {},
      facetCounts: {},
      tags: [],
      uploaders: [],
    })
  }

  setOnline(isOnline: boolean): void {
    this.store.patch({ isOnline })
    if (!isOnline) return
    if (this.store.getState().phase === 'failed') void this.browser.load()
    else this.pages.retry()
  }

  // Context of the parts

  get store() {
    return this.#host.store
  }

  get api(): LibraryApi {
    const { apiBase } = this.bases()
    const cloudName = this.option('cloudName') ?? ''
    const key = `${apiBase} ${cloudName}`
    if (this.#api?.key !== key) {
      const api = createLibraryApi({
        apiBase,
        cloudName,
        token: () => this.session.token,
        renew: () => this.session.renew(),
      })
      this.#api = { key, api }
    }
    return this.#api.api
  }

  get emit(): LibraryContext['emit'] {
    return this.#host.emit
  }

  get root(): ShadowRoot {
    return this.#host.root
  }

  option: LibraryContext['option'] = (name) => this.#host.option(name)
  bases: LibraryContext['bases'] = () => this.#host.bases()
  texts: LibraryContext['texts'] = () => this.#host.texts()
  say: LibraryContext['say'] = (message, urgency) => this.#host.say(message, urgency)
  requestUpdate = (): void => this.#host.requestUpdate()
  focusResult = (index: number): void => this.#host.focusResult(index)

  report(error: LibraryError): void {
    if (error.code === 'aborted') return
    this.emit('tintype-library-error', {
      message: error.message,
      code: error.code,
      ...(error.status > 0 ? { http_code: error.status } : {}),
    })
  }

  may(operation: string): boolean {
    return !this.option('readonly') && this.store.getState().permissions.has(operation)
  }

  refresh(): void {
    if (this.store.getState().access !== 'open') return
    void this.browser.refresh()
    void this.tree.refresh()
  }

  thumbnail(asset: LibraryAsset, width: number): string | undefined {
    const { deliveryBase } = this.bases()
    return thumbnailUrl(asset, { deliveryBase, cloudName: this.option('cloudName') ?? '', width })
  }

  toggle(asset: LibraryAsset): void {
    this.selection.toggle(asset)
  }

  insert(): void {
    const { selection, isInserting } = this.store.getState()
    if (selection.length === 0 || isInserting) return
    const payload = this.handOver(selection, 'insert')
    if (!payload) return
    this.emit('tintype-library-insert', payload)
    this.chosenTransformations.clear()
    this.selection.clear()
    if (this.#host.isModal) this.#host.hide()
  }

  /** What the page gets for these; undefined when it wants none of it. */
  handOver(assets: readonly LibraryAsset[], by: 'insert' | 'drag'): InsertPayload | undefined {
    const payload = insertPayload(assets, {
      mlId: this.#host.mlId,
      defaultTransformations: this.option('defaultTransformations'),
      chosen: this.chosenTransformations,
      isSecure: location.protocol === 'https:',
    })
    const { assets: inserted } = payload
    const isWanted = this.emit('tintype-library-before-insert', { assets: inserted, by }, { cancelable: true })
    return isWanted ? payload : undefined
  }

  // What people do

  get most(): number | undefined {
    return this.option('multiple') ? this.option('maxFiles') : 1
  }

  isAllowed(asset: LibraryAsset): boolean {
    return isOffered(asset, this.browser.restrictions)
  }

  go(place: Place): void {
    this.store.patch({ isTreeOpen: false, preview: undefined, notice: undefined })
    this.#host.toTop()
    this.browser.go(place)
  }

  removeAsset(key: AssetKey): void {
    this.pages.replace(key, undefined)
    if (!this.store.isSelected(key)) return
    this.store.replaceAsset(key, undefined)
    this.#onSelection()
  }

  // Between the modules

  #onOpen(): void {
    const { phase } = this.store.getState()
    this.#follow()
    if (phase === 'ready') {
      // Signed in again: what was there is still there.
      this.pages.retry()
      return
    }
    this.#showPlace()
  }

  #follow(): void {
    if (this.store.getState().permissions.has('widgets.events')) this.#live.start()
  }

  #showPlace(): void {
    this.#leaveForgottenPlace()
    const { query, reach } = this.store.getState()
    this.#host.toTop()
    void this.tree.load(reach)
    if (query.place.kind === 'folder') void this.tree.reveal(query.place.path)
    this.#onPlace(query.place)
    void this.#loadCollections()
    void this.#preselect()
    void this.browser.load({ isAnew: true })
    void this.browser.loadFields()
  }

  /** Where somebody else was the last time, who reached more: nobody asked for it. */
  #leaveForgottenPlace(): void {
    const { query, reach } = this.store.getState()
    if (isInReach(query.place, reach) || this.option('folder') !== undefined) return
    this.store.patch({ query: { ...query, place: { kind: 'all' } } })
  }

  async #preselect(): Promise<void> {
    const url = this.option('transformation')?.url
    if (!url || this.option('asset')) return
    await preselect(url, {
      api: this.api,
      chosenTransformations: this.chosenTransformations,
      select: (asset) => {
        if (!this.store.isSelected(asset)) this.selection.add([asset])
      },
      look: (key) => this.store.patch({ preview: { key } }),
      onUnreadable: () =>
        this.report({ code: 'invalid', message: 'transformation.url is not the address of an asset', status: 0 }),
    })
  }

  async #loadCollections(): Promise<void> {
    if (!this.store.getState().permissions.has('widgets.collections.list')) return
    const answer = await this.api.collections()
    if (!answer.ok) return
    const { items } = answer.value
    this.store.patch({ collections: items })
    const { place } = this.store.getState().query
    const named = place.kind === 'collection' && items.find(({ id }) => id === place.id)
    if (named) this.store.patch({ query: { ...this.store.getState().query, place: { ...place, name: named.name } } })
  }

  #onPlace(place: Place): void {
    this.store.patch({ active: 0 })
    if (!isInReach(place, this.store.getState().reach)) return
    if (place.kind === 'folder') void this.tree.load(place.path)
    if (this.option('withoutMemory') || place.kind === 'collection' || this.#isElsewhere) return
    this.#memory().folder = place.kind === 'folder' ? place.path : undefined
  }

  #onPages(): void {
    const { revision } = this.store.getState()
    this.store.patch({ revision: revision + 1, total: this.pages.total, isEstimate: this.pages.isEstimate })
    this.seen.see(this.pages.loaded)
  }

  #onPageError(error: LibraryError): void {
    this.report(error)
    // Whoever has to sign in again is told by the form.
    if (error.code === 'unauthorized') return
    const texts = this.texts()
    const retry = {
      label: texts.text('retry'),
      run: () => {
        this.store.patch({ notice: undefined })
        this.pages.retry()
      },
    }
    this.store.patch({ notice: { kind: 'error', message: texts.text('results.more_failed'), action: retry } })
  }

  /** @param isOwn whether it was changed from here: that is no news, wherever people stand */
  #onChanged(isOwn: boolean): void {
    const { phase, preview, access, notice } = this.store.getState()
    if ((phase !== 'ready' && phase !== 'loading') || access !== 'open') return
    const show = (): void => {
      this.store.patch({ notice: undefined })
      this.#host.toTop()
      this.refresh()
    }
    if (this.#host.isAtTop && preview === undefined) this.refresh()
    else if (!isOwn && !notice?.action?.isUndo) {
      const label = this.texts().text('results.show_changes')
      const message = this.texts().text('results.changed')
      this.store.patch({ notice: { kind: 'info', message, action: { label, run: show } } })
    }
  }

  #onSelection(): void {
    const { selection } = this.store.getState()
    this.emit('tintype-library-selection-change', { assets: selection })
    this.say(selectionText(selection, this.most, this.texts()))
  }

  #sayResults(): void {
    const { query, total, isEstimate } = this.store.getState()
    // That there is none stands in the place of the results, with what to do about it.
    if (total === 0) return
    const key = isEstimate ? 'results.about' : isSearching(query) ? 'results.found' : 'results.count'
    this.say(this.texts().text(key, { num: total }))
  }

  #memory(): PageMemory {
    return new PageMemory({ apiBase: this.bases().apiBase, cloudName: this.option('cloudName') ?? '' })
  }
}
