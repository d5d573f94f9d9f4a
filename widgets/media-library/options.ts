/**
 * Every option of the Media Library, with its default, once. The compat object, the element's properties and attributes,
 * story controls and the reference all follow from this table.
 */
import {
  choice,
  flag,
  list,
  number,
  type OptionDefinition,
  type OptionTable,
  type OptionValues,
  property,
  text,
} from '../kit/options.ts'
import type { CompatStyles } from '../kit/theme/theme-controller.ts'
import { THEME_NAMES } from '../kit/theme/themes.ts'
import { type AssetKey, SORTS, type SortName } from './types.ts'

/** Gives a fresh access token when the one in use has run out. */
export type GetToken = () => Promise<string>

/** Further facets: structured metadata fields by their external ids, or fields of the search language. */
export interface FilterDefinition {
  readonly field: string
  readonly label: string
  /** Absent: the values of the metadata field's list. */
  readonly values?: readonly { readonly value: string; readonly label: string }[]
}

/** Whatever CSS takes as a length. */
export interface Dimensions {
  readonly width?: number | string
  readonly height?: number | string
}

const TOOLS = ['search', 'filters', 'upload', 'sort', 'view'] as const
export type ToolName = (typeof TOOLS)[number]

const isObject = (raw: unknown): raw is Record<string, unknown> => typeof raw === 'object' && raw !== null
const isFunction = (raw: unknown): raw is (...values: never[]) => unknown => typeof raw === 'function'
const isNodeOrSelector = (raw: unknown): raw is string | Element => typeof raw === 'string' || isObject(raw)
const isTextOrObject = (raw: unknown): raw is string | Record<string, unknown> =>
  typeof raw === 'string' || isObject(raw)

function record<Value extends object = Record<string, unknown>>(summary: string): OptionDefinition<Value | undefined> {
  return property<Value>(summary, (raw): raw is Value => isObject(raw), 'an object')
}

function array<Value>(summary: string): OptionDefinition<readonly Value[] | undefined> {
  return property<readonly Value[]>(summary, (raw): raw is readonly Value[] => Array.isArray(raw), 'a list')
}

/** A word in HTML, or the vendor's object. */
function place<Value extends object>(summary: string, expected: string, attribute: string | false) {
  const read = property<string | Value>(summary, (raw): raw is string | Value => isTextOrObject(raw), expected)
  return attribute === false ? read : { ...read, control: 'text' as const, attribute }
}

export const mediaLibraryOptions = {
  // Where to and as whom
  cloudName: text('Product environment whose assets are shown; required'),
  apiKey: text('Public part of the access key that the signature was made with'),
  username: text('Who signs in; fills the form, and is part of the signature'),
  timestamp: number('When the signature was made: seconds or milliseconds since 1970'),
  signature: text('SHA-256 of cloud_name=…&timestamp=…&username=… and the API secret, as hexadecimal digits'),
  token: text('Access token to sign in with, from your server'),
  getToken: property<GetToken>(
    'Function that resolves to a fresh access token when a session runs out',
    (raw): raw is GetToken => isFunction(raw),
    'a function',
  ),
  useSaml: flag('Begin with single sign-on'),
  apiBase: text('Address of the server, when the bundle does not come from it'),
  deliveryBase: text('Address that pictures are delivered from, when it is not the API address'),

  // What is shown first
  folder: place<{ readonly path?: string; readonly resource_type?: string }>(
    'Folder to begin in: its path, or {path, resource_type}',
    'a path or an object',
    'folder',
  ),
  search: place<{ readonly expression: string }>(
    'Search to begin with: an expression, or {expression}',
    'an expression',
    'search',
  ),
  collection: place<{ readonly id: string }>('Collection to begin in: its id, or {id}', 'an id', 'collection'),
  asset: record<AssetKey>('Asset to open at once: {resource_type, type, public_id}'),
  transformation: record<{ readonly url: string }>(
    'Address of a derived asset, {url}: its original is opened and selected, and inserted as transformed there',
  ),
  resourceType: choice('The only kind of asset that is shown and may be taken', ['all', 'image', 'video', 'raw'], {
    default: 'all',
  }),
  publicOnly: flag('Leave out assets whose access is restricted'),
  view: choice('How assets are laid out', ['grid', 'list', 'masonry'], { default: 'grid' }),
  sort: choice('Order at first', Object.keys(SORTS) as SortName[], { default: 'newest' }),
  filters: list(
    'Facets that are offered, out of type, format, tag, folder, date, size, dimensions, orientation, duration, color, uploader, status, and metadata for each field that has a list',
    { default: ['type', 'format', 'tag', 'folder', 'date'] },
  ),
  filterDefinition: array<FilterDefinition>(
    'Further facets: [{field, label, values?}]; field is the external id of a metadata field, or has a dot, as context.season',
  ),
  withoutMemory: flag('Do not begin in the folder of the last visit'),

  // What may be done
  multiple: flag('Whether several assets may be taken', { default: true }),
  maxFiles: number('Most assets in one go', { min: 1 }),
  insertCaption: text('Caption of the button that inserts; empty leaves it out'),
  defaultTransformations: array<readonly object[]>('Each asset gets one derived address per entry'),
  allowTransform: flag('Whether people may transform before they insert', { default: true }),
  allowUpload: flag('Whether people may upload, when their role lets them', { default: true }),
  readonly: flag('Nothing is uploaded, changed or deleted here, whatever the role'),

  // How it looks and behaves
  inline: flag('Show the library in place instead of in a dialog'),
  inlineContainer: property<string | Element>(
    'Element to show the library in (compat)',
    isNodeOrSelector,
    'a selector or a node',
  ),
  withoutTrigger: flag('Leave out the button that opens the dialog'),
  removeHeader: flag('Leave out the header'),
  tools: list('Controls that are offered, out of search, filters, upload, sort and view', { default: TOOLS }),
  dimensions: record<Dimensions>(
    'Size of the window, or of the library in the page: {width, height}; numbers are pixels',
  ),
  zIndex: number('Accepted (compat): the dialog is in the top layer, over everything', {
    default: 99999,
    attribute: false,
  }),
  elementClass: text('Class of the generated element (compat: className)', { attribute: false }),
  buttonClass: text('Class of the generated button', { default: 'cloudinary-button', attribute: false }),
  buttonCaption: text('Caption of the generated button', { default: 'Open Media Library', attribute: false }),
  integration: record<Readonly<Record<string, unknown>>>(
    'What the library is part of: {type, platform, version, environment}, for the access log of the server',
  ),
  sandboxAttributes: array<string>('Without allow-popups no window is opened (compat)'),
  theme: choice('Theme; default follows the page, auto the system', THEME_NAMES, { default: 'default' }),
  styles: record<CompatStyles>('Palette, fonts'),
  language: text("Language; else the nearest lang attribute, else the browser's"),
  text: record<Record<string, unknown>>('Texts of yours, by language and key'),
  name: text('Name in a form'),
} satisfies OptionTable

export type MediaLibraryOptionName = keyof typeof mediaLibraryOptions
export type MediaLibraryOptions = OptionValues<typeof mediaLibraryOptions>
