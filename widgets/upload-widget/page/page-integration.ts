/**
 * What the vendor-shaped widget leaves in the host page after each success: a hidden input in a form, and a list of
 * thumbnails with a link to delete. These are light DOM nodes with the vendor's class names, because pages style and read
 * them; our own rules for them come in a constructable sheet and yield to any rule of the page.
 */
import { sendForm } from '../../kit/api/send-form.ts'
import { logError } from '../../kit/log.ts'
import { referenceOf } from '../controllers/form-value.ts'
import type { UploadInfo } from '../events.ts'

export interface PageTargets {
  /** The form that gets inputs; undefined for none. */
  readonly form: HTMLFormElement | undefined
  readonly fieldName: string
  /** Puts a new list into the page; undefined when there are to be no thumbnails. */
  readonly placeList: ((list: HTMLUListElement) => void) | undefined
  /** Address of the delete endpoint. */
  readonly deleteUrl: () => string
  readonly onDeleted: (upload: UploadInfo) => void
}

export interface PageIntegration {
  add(upload: UploadInfo): void
  removeThumbnails(): void
}

const PAGE_RULES = `@layer tintype {
  .cloudinary-thumbnails { list-style: none; margin: 8px 0; padding: 0; display: flex; flex-wrap: wrap; gap: 8px; }
  .cloudinary-thumbnail { position: relative; display: inline-grid; place-items: center; min-block-size: 32px; min-inline-size: 32px; }
  .cloudinary-thumbnail img { display: block; border-radius: 6px; opacity: 0; transition: opacity .2s; }
  .cloudinary-thumbnail img.active { opacity: 1; }
  .cloudinary-delete { position: absolute; inset-block-start: -8px; inset-inline-end: -8px; inline-size: 24px; block-size: 24px;
    display: grid; place-items: center; border-radius: 50%; background: #14161c; color: #fff; text-decoration: none; font: 700 14px/1 system-ui; }
}`

export function pageIntegration(targets: PageTargets): PageIntegration {
  const inputs = new Map<string, HTMLInputElement>()
  const items = new Set<HTMLLIElement>()
  let list: HTMLUListElement | undefined
  let isOurList = false

  const listOfPage = (): HTMLUListElement | undefined => {
    if (list?.isConnected || !targets.placeList) return list
    const present = document.querySelector<HTMLUListElement>('ul.cloudinary-thumbnails')
    isOurList = present === null
    list = present ?? document.createElement('ul')
    list.classList.add('cloudinary-thumbnails')
    if (isOurList) targets.placeList(list)
    adoptPageRules()
    return list
  }

  const remove = (upload: UploadInfo, item: HTMLLIElement): void => {
    item.remove()
    items.delete(item)
    inputs.get(upload.id)?.remove()
    inputs.delete(upload.id)
    targets.onDeleted(upload)
  }

  const deleteLink = (upload: UploadInfo, token: string, item: HTMLLIElement): HTMLAnchorElement => {
    const link = document.createElement('a')
    link.className = 'cloudinary-delete'
    link.href = '#'
    link.textContent = '×'
    link.setAttribute('aria-label', `Delete ${upload.public_id}`)
    link.addEventListener('click', (event) => {
      event.preventDefault()
      const form = new FormData()
      form.append('token', token)
      sendForm({ url: targets.deleteUrl(), form, signal: AbortSignal.timeout(30_000) }).then(
        ({ status }) => {
          if (status === 200) remove(upload, item)
          else logError(`${upload.public_id} could not be deleted: the server answered ${status}`)
        },
        () => logError(`${upload.public_id} could not be deleted: the server could not be reached`),
      )
    })
    return link
  }

  return {
    add(upload) {
      if (targets.form) {
        const input = hiddenInput(upload, targets.fieldName)
        inputs.set(upload.id, input)
        targets.form.append(input)
      }
      const place = listOfPage()
      if (!place) return
      const item = document.createElement('li')
      item.className = 'cloudinary-thumbnail'
      item.dataset.cloudinary = JSON.stringify(upload)
      item.append(picture(upload))
      if (typeof upload.delete_token === 'string') item.append(deleteLink(upload, upload.delete_token, item))
      items.add(item)
      place.append(item)
    },
    removeThumbnails() {
      for (const item of items) item.remove()
      items.clear()
      if (isOurList && list?.childElementCount === 0) list.remove()
      list = undefined
    },
  }
}

function hiddenInput(upload: UploadInfo, fieldName: string): HTMLInputElement {
  const input = document.createElement('input')
  input.type = 'hidden'
  input.name = fieldName
  input.value = referenceOf(upload)
  input.dataset.cloudinary = JSON.stringify(upload)
  input.dataset.cloudinaryPublicId = upload.public_id
  return input
}

function picture(upload: UploadInfo): HTMLElement {
  if (!upload.thumbnail_url) {
    const name = document.createElement('span')
    name.textContent = upload.public_id
    return name
  }
  const image = document.createElement('img')
  image.alt = typeof upload.original_filename === 'string' ? upload.original_filename : upload.public_id
  image.addEventListener('load', () => image.classList.add('active'), { once: true })
  image.src = upload.thumbnail_url
  return image
}

let pageSheet: CSSStyleSheet | undefined

export function adoptPageRules(): void {
  if (!pageSheet) {
    pageSheet = new CSSStyleSheet()
    pageSheet.replaceSync(PAGE_RULES)
  }
  if (!document.adoptedStyleSheets.includes(pageSheet))
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, pageSheet]
}
