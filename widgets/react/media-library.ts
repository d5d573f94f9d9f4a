/**
 * `<MediaLibrary>` for React 18 and 19: `<tintype-media-library>` with its options as props and its events as handlers.
 *
 * Generated from the option table of the widget by "npm run references".
 */
import { TintypeMediaLibrary } from '../media-library/element.ts'
import type { MediaLibraryEvents } from '../media-library/events.ts'
import type { MediaLibraryOptions } from '../media-library/options.ts'
import { type ElementHandler, wrapElement } from './wrap-element.ts'

/** Options of `<MediaLibrary>`; everything is optional. */
export interface MediaLibraryProps {
  /** Product environment whose assets are shown; required */
  readonly cloudName?: MediaLibraryOptions['cloudName'] | undefined
  /** Public part of the access key that the signature was made with */
  readonly apiKey?: MediaLibraryOptions['apiKey'] | undefined
  /** Who signs in; fills the form, and is part of the signature */
  readonly username?: MediaLibraryOptions['username'] | undefined
  /** When the signature was made: seconds or milliseconds since 1970 */
  readonly timestamp?: MediaLibraryOptions['timestamp'] | undefined
  /** SHA-256 of cloud_name=…&timestamp=…&username=… and the API secret, as hexadecimal digits */
  readonly signature?: MediaLibraryOptions['signature'] | undefined
  /** Access token to sign in with, from your server */
  readonly token?: MediaLibraryOptions['token'] | undefined
  /** Function that resolves to a fresh access token when a session runs out */
  readonly getToken?: MediaLibraryOptions['getToken'] | undefined
  /** Begin with single sign-on @default false */
  readonly useSaml?: MediaLibraryOptions['useSaml'] | undefined
  /** Address of the server, when the bundle does not come from it */
  readonly apiBase?: MediaLibraryOptions['apiBase'] | undefined
  /** Address that pictures are delivered from, when it is not the API address */
  readonly deliveryBase?: MediaLibraryOptions['deliveryBase'] | undefined
  /** Folder to begin in: its path, or {path, resource_type} */
  readonly folder?: MediaLibraryOptions['folder'] | undefined
  /** Search to begin with: an expression, or {expression} */
  readonly search?: MediaLibraryOptions['search'] | undefined
  /** Collection to begin in: its id, or {id} */
  readonly collection?: MediaLibraryOptions['collection'] | undefined
  /** Asset to open at once: {resource_type, type, public_id} */
  readonly asset?: MediaLibraryOptions['asset'] | undefined
  /** Address of a derived asset, {url}: its original is opened and selected, and inserted as transformed there */
  readonly transformation?: MediaLibraryOptions['transformation'] | undefined
  /** The only kind of asset that is shown and may be taken @default "all" */
  readonly resourceType?: MediaLibraryOptions['resourceType'] | undefined
  /** Leave out assets whose access is restricted @default false */
  readonly publicOnly?: MediaLibraryOptions['publicOnly'] | undefined
  /** How assets are laid out @default "grid" */
  readonly view?: MediaLibraryOptions['view'] | undefined
  /** Order at first @default "newest" */
  readonly sort?: MediaLibraryOptions['sort'] | undefined
  /** Facets that are offered, out of type, format, tag, folder, date, size, dimensions, orientation, duration, color, uploader, status, and metadata for each field that has a list @default ["type","format","tag","folder","date"] */
  readonly filters?: MediaLibraryOptions['filters'] | undefined
  /** Further facets: [{field, label, values?}]; field is the external id of a metadata field, or has a dot, as context.season */
  readonly filterDefinition?: MediaLibraryOptions['filterDefinition'] | undefined
  /** Do not begin in the folder of the last visit @default false */
  readonly withoutMemory?: MediaLibraryOptions['withoutMemory'] | undefined
  /** Whether several assets may be taken @default true */
  readonly multiple?: MediaLibraryOptions['multiple'] | undefined
  /** Most assets in one go */
  readonly maxFiles?: MediaLibraryOptions['maxFiles'] | undefined
  /** Caption of the button that inserts; empty leaves it out */
  readonly insertCaption?: MediaLibraryOptions['insertCaption'] | undefined
  /** Each asset gets one derived address per entry */
  readonly defaultTransformations?: MediaLibraryOptions['defaultTransformations'] | undefined
  /** Whether people may transform before they insert @default true */
  readonly allowTransform?: MediaLibraryOptions['allowTransform'] | undefined
  /** Whether people may upload, when their role lets them @default true */
  readonly allowUpload?: MediaLibraryOptions['allowUpload'] | undefined
  /** Nothing is uploaded, changed or deleted here, whatever the role @default false */
  readonly readonly?: MediaLibraryOptions['readonly'] | undefined
  /** Show the library in place instead of in a dialog @default false */
  readonly inline?: MediaLibraryOptions['inline'] | undefined
  /** Element to show the library in (compat) */
  readonly inlineContainer?: MediaLibraryOptions['inlineContainer'] | undefined
  /** Leave out the button that opens the dialog @default false */
  readonly withoutTrigger?: MediaLibraryOptions['withoutTrigger'] | undefined
  /** Leave out the header @default false */
  readonly removeHeader?: MediaLibraryOptions['removeHeader'] | undefined
  /** Controls that are offered, out of search, filters, upload, sort and view @default ["search","filters","upload","sort","view"] */
  readonly tools?: MediaLibraryOptions['tools'] | undefined
  /** Size of the window, or of the library in the page: {width, height}; numbers are pixels */
  readonly dimensions?: MediaLibraryOptions['dimensions'] | undefined
  /** Accepted (compat): the dialog is in the top layer, over everything @default 99999 */
  readonly zIndex?: MediaLibraryOptions['zIndex'] | undefined
  /** Class of the generated element (compat: className) */
  readonly elementClass?: MediaLibraryOptions['elementClass'] | undefined
  /** Class of the generated button @default "cloudinary-button" */
  readonly buttonClass?: MediaLibraryOptions['buttonClass'] | undefined
  /** Caption of the generated button @default "Open Media Library" */
  readonly buttonCaption?: MediaLibraryOptions['buttonCaption'] | undefined
  /** What the library is part of: {type, platform, version, environment}, for the access log of the server */
  readonly integration?: MediaLibraryOptions['integration'] | undefined
  /** Without allow-popups no window is opened (compat) */
  readonly sandboxAttributes?: MediaLibraryOptions['sandboxAttributes'] | undefined
  /** Theme; default follows the page, auto the system @default "default" */
  readonly theme?: MediaLibraryOptions['theme'] | undefined
  /** Palette, fonts */
  readonly styles?: MediaLibraryOptions['styles'] | undefined
  /** Language; else the nearest lang attribute, else the browser's */
  readonly language?: MediaLibraryOptions['language'] | undefined
  /** Texts of yours, by language and key */
  readonly text?: MediaLibraryOptions['text'] | undefined
  /** Name in a form */
  readonly name?: MediaLibraryOptions['name'] | undefined
  /** The library is shown. */
  readonly onLibraryShow?: ElementHandler<MediaLibraryEvents['tintype-library-show']> | undefined
  /** The library is hidden. */
  readonly onLibraryHide?: ElementHandler<MediaLibraryEvents['tintype-library-hide']> | undefined
  /** Assets are about to be handed over; `detail` is `{assets, by}`, `by` being `insert`, or `drag` where they are being dragged into the page; cancellable. */
  readonly onLibraryBeforeInsert?: ElementHandler<MediaLibraryEvents['tintype-library-before-insert']> | undefined
  /** Assets were chosen; `detail` is `{mlId, assets}`, in the order of choosing. */
  readonly onLibraryInsert?: ElementHandler<MediaLibraryEvents['tintype-library-insert']> | undefined
  /** Other assets are selected; `detail` is `{assets}`. */
  readonly onLibrarySelectionChange?: ElementHandler<MediaLibraryEvents['tintype-library-selection-change']> | undefined
  /** Somebody signed in or out; `detail` says who, and whether they are authorised. */
  readonly onLibraryIdentity?: ElementHandler<MediaLibraryEvents['tintype-library-identity']> | undefined
  /** Something failed; `detail` has message, code and HTTP status. */
  readonly onLibraryError?: ElementHandler<MediaLibraryEvents['tintype-library-error']> | undefined
  /** Assets were uploaded here. */
  readonly onLibraryUpload?: ElementHandler<MediaLibraryEvents['tintype-library-upload']> | undefined
  /** Assets were deleted here. */
  readonly onLibraryDelete?: ElementHandler<MediaLibraryEvents['tintype-library-delete']> | undefined
  /** A search was answered; `detail` is `{expression, total}`. */
  readonly onLibrarySearch?: ElementHandler<MediaLibraryEvents['tintype-library-search']> | undefined
}

export const MediaLibrary = wrapElement<TintypeMediaLibrary, MediaLibraryProps>({
  tagName: 'tintype-media-library',
  elementClass: TintypeMediaLibrary,
  attributes: {
    cloudName: 'cloud-name',
    apiKey: 'api-key',
    username: 'username',
    timestamp: 'timestamp',
    signature: 'signature',
    token: 'token',
    useSaml: 'use-saml',
    apiBase: 'api-base',
    deliveryBase: 'delivery-base',
    folder: 'folder',
    search: 'search',
    collection: 'collection',
    resourceType: 'resource-type',
    publicOnly: 'public-only',
    view: 'view',
    sort: 'sort',
    filters: 'filters',
    withoutMemory: 'without-memory',
    multiple: 'multiple',
    maxFiles: 'max-files',
    insertCaption: 'insert-caption',
    allowTransform: 'allow-transform',
    allowUpload: 'allow-upload',
    readonly: 'readonly',
    inline: 'inline',
    withoutTrigger: 'without-trigger',
    removeHeader: 'remove-header',
    tools: 'tools',
    theme: 'theme',
    language: 'language',
    name: 'name',
  },
  properties: [
    'getToken',
    'asset',
    'transformation',
    'filters',
    'filterDefinition',
    'defaultTransformations',
    'inlineContainer',
    'tools',
    'dimensions',
    'zIndex',
    'elementClass',
    'buttonClass',
    'buttonCaption',
    'integration',
    'sandboxAttributes',
    'styles',
    'text',
  ],
  events: {
    onLibraryShow: 'tintype-library-show',
    onLibraryHide: 'tintype-library-hide',
    onLibraryBeforeInsert: 'tintype-library-before-insert',
    onLibraryInsert: 'tintype-library-insert',
    onLibrarySelectionChange: 'tintype-library-selection-change',
    onLibraryIdentity: 'tintype-library-identity',
    onLibraryError: 'tintype-library-error',
    onLibraryUpload: 'tintype-library-upload',
    onLibraryDelete: 'tintype-library-delete',
    onLibrarySearch: 'tintype-library-search',
  },
})
