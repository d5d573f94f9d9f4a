/** Generated from the option tables of the widgets by "npm run references". */
import type { MediaLibraryEvents, MediaLibraryOptions, TintypeMediaLibrary } from '@tintype/widgets/media-library'
import type { TintypeUploadWidget, UploadWidgetEvents, UploadWidgetOptions } from '@tintype/widgets/upload-widget'

/** What a page may write: attributes, and properties; where both have one name, either. */
export type Given<Attributes, Properties> = Omit<Attributes, keyof Properties> & {
  [Name in keyof Properties]: Properties[Name] | (Name extends keyof Attributes ? Attributes[Name] : never)
}

export interface TintypeMediaLibraryAttributes {
  /** Product environment whose assets are shown; required */
  'cloud-name'?: string | undefined
  /** Public part of the access key that the signature was made with */
  'api-key'?: string | undefined
  /** Who signs in; fills the form, and is part of the signature */
  username?: string | undefined
  /** When the signature was made: seconds or milliseconds since 1970 */
  timestamp?: number | string | undefined
  /** SHA-256 of cloud_name=…&timestamp=…&username=… and the API secret, as hexadecimal digits */
  signature?: string | undefined
  /** Access token to sign in with, from your server */
  token?: string | undefined
  /** Begin with single sign-on @default false */
  'use-saml'?: boolean | '' | 'true' | 'false' | undefined
  /** Address of the server, when the bundle does not come from it */
  'api-base'?: string | undefined
  /** Address that pictures are delivered from, when it is not the API address */
  'delivery-base'?: string | undefined
  /** Folder to begin in: its path, or {path, resource_type} */
  folder?: string | undefined
  /** Search to begin with: an expression, or {expression} */
  search?: string | undefined
  /** Collection to begin in: its id, or {id} */
  collection?: string | undefined
  /** The only kind of asset that is shown and may be taken @default "all" */
  'resource-type'?: 'all' | 'image' | 'video' | 'raw' | undefined
  /** Leave out assets whose access is restricted @default false */
  'public-only'?: boolean | '' | 'true' | 'false' | undefined
  /** How assets are laid out @default "grid" */
  view?: 'grid' | 'list' | 'masonry' | undefined
  /** Order at first @default "newest" */
  sort?: 'newest' | 'oldest' | 'updated' | 'name' | 'name-desc' | 'largest' | 'smallest' | undefined
  /** Facets that are offered, out of type, format, tag, folder, date, size, dimensions, orientation, duration, color, uploader, status, and metadata for each field that has a list @default ["type","format","tag","folder","date"] */
  filters?: string | undefined
  /** Do not begin in the folder of the last visit @default false */
  'without-memory'?: boolean | '' | 'true' | 'false' | undefined
  /** Whether several assets may be taken @default true */
  multiple?: boolean | '' | 'true' | 'false' | undefined
  /** Most assets in one go */
  'max-files'?: number | string | undefined
  /** Caption of the button that inserts; empty leaves it out */
  'insert-caption'?: string | undefined
  /** Whether people may transform before they insert @default true */
  'allow-transform'?: boolean | '' | 'true' | 'false' | undefined
  /** Whether people may upload, when their role lets them @default true */
  'allow-upload'?: boolean | '' | 'true' | 'false' | undefined
  /** Nothing is uploaded, changed or deleted here, whatever the role @default false */
  readonly?: boolean | '' | 'true' | 'false' | undefined
  /** Show the library in place instead of in a dialog @default false */
  inline?: boolean | '' | 'true' | 'false' | undefined
  /** Leave out the button that opens the dialog @default false */
  'without-trigger'?: boolean | '' | 'true' | 'false' | undefined
  /** Leave out the header @default false */
  'remove-header'?: boolean | '' | 'true' | 'false' | undefined
  /** Controls that are offered, out of search, filters, upload, sort and view @default ["search","filters","upload","sort","view"] */
  tools?: string | undefined
  /** Theme; default follows the page, auto the system @default "default" */
  theme?: 'default' | 'light' | 'dark' | 'auto' | 'white' | 'minimal' | 'purple' | undefined
  /** Language; else the nearest lang attribute, else the browser's */
  language?: string | undefined
  /** Name in a form */
  name?: string | undefined
}

export interface TintypeMediaLibraryProperties {
  /** Product environment whose assets are shown; required */
  cloudName?: MediaLibraryOptions['cloudName'] | undefined
  /** Public part of the access key that the signature was made with */
  apiKey?: MediaLibraryOptions['apiKey'] | undefined
  /** Who signs in; fills the form, and is part of the signature */
  username?: MediaLibraryOptions['username'] | undefined
  /** When the signature was made: seconds or milliseconds since 1970 */
  timestamp?: MediaLibraryOptions['timestamp'] | undefined
  /** SHA-256 of cloud_name=…&timestamp=…&username=… and the API secret, as hexadecimal digits */
  signature?: MediaLibraryOptions['signature'] | undefined
  /** Access token to sign in with, from your server */
  token?: MediaLibraryOptions['token'] | undefined
  /** Function that resolves to a fresh access token when a session runs out */
  getToken?: MediaLibraryOptions['getToken'] | undefined
  /** Begin with single sign-on @default false */
  useSaml?: MediaLibraryOptions['useSaml'] | undefined
  /** Address of the server, when the bundle does not come from it */
  apiBase?: MediaLibraryOptions['apiBase'] | undefined
  /** Address that pictures are delivered from, when it is not the API address */
  deliveryBase?: MediaLibraryOptions['deliveryBase'] | undefined
  /** Folder to begin in: its path, or {path, resource_type} */
  folder?: MediaLibraryOptions['folder'] | undefined
  /** Search to begin with: an expression, or {expression} */
  search?: MediaLibraryOptions['search'] | undefined
  /** Collection to begin in: its id, or {id} */
  collection?: MediaLibraryOptions['collection'] | undefined
  /** Asset to open at once: {resource_type, type, public_id} */
  asset?: MediaLibraryOptions['asset'] | undefined
  /** Address of a derived asset, {url}: its original is opened and selected, and inserted as transformed there */
  transformation?: MediaLibraryOptions['transformation'] | undefined
  /** The only kind of asset that is shown and may be taken @default "all" */
  resourceType?: MediaLibraryOptions['resourceType'] | undefined
  /** Leave out assets whose access is restricted @default false */
  publicOnly?: MediaLibraryOptions['publicOnly'] | undefined
  /** How assets are laid out @default "grid" */
  view?: MediaLibraryOptions['view'] | undefined
  /** Order at first @default "newest" */
  sort?: MediaLibraryOptions['sort'] | undefined
  /** Facets that are offered, out of type, format, tag, folder, date, size, dimensions, orientation, duration, color, uploader, status, and metadata for each field that has a list @default ["type","format","tag","folder","date"] */
  filters?: MediaLibraryOptions['filters'] | undefined
  /** Further facets: [{field, label, values?}]; field is the external id of a metadata field, or has a dot, as context.season */
  filterDefinition?: MediaLibraryOptions['filterDefinition'] | undefined
  /** Do not begin in the folder of the last visit @default false */
  withoutMemory?: MediaLibraryOptions['withoutMemory'] | undefined
  /** Whether several assets may be taken @default true */
  multiple?: MediaLibraryOptions['multiple'] | undefined
  /** Most assets in one go */
  maxFiles?: MediaLibraryOptions['maxFiles'] | undefined
  /** Caption of the button that inserts; empty leaves it out */
  insertCaption?: MediaLibraryOptions['insertCaption'] | undefined
  /** Each asset gets one derived address per entry */
  defaultTransformations?: MediaLibraryOptions['defaultTransformations'] | undefined
  /** Whether people may transform before they insert @default true */
  allowTransform?: MediaLibraryOptions['allowTransform'] | undefined
  /** Whether people may upload, when their role lets them @default true */
  allowUpload?: MediaLibraryOptions['allowUpload'] | undefined
  /** Nothing is uploaded, changed or deleted here, whatever the role @default false */
  readonly?: MediaLibraryOptions['readonly'] | undefined
  /** Show the library in place instead of in a dialog @default false */
  inline?: MediaLibraryOptions['inline'] | undefined
  /** Element to show the library in (compat) */
  inlineContainer?: MediaLibraryOptions['inlineContainer'] | undefined
  /** Leave out the button that opens the dialog @default false */
  withoutTrigger?: MediaLibraryOptions['withoutTrigger'] | undefined
  /** Leave out the header @default false */
  removeHeader?: MediaLibraryOptions['removeHeader'] | undefined
  /** Controls that are offered, out of search, filters, upload, sort and view @default ["search","filters","upload","sort","view"] */
  tools?: MediaLibraryOptions['tools'] | undefined
  /** Size of the window, or of the library in the page: {width, height}; numbers are pixels */
  dimensions?: MediaLibraryOptions['dimensions'] | undefined
  /** Accepted (compat): the dialog is in the top layer, over everything @default 99999 */
  zIndex?: MediaLibraryOptions['zIndex'] | undefined
  /** Class of the generated element (compat: className) */
  elementClass?: MediaLibraryOptions['elementClass'] | undefined
  /** Class of the generated button @default "cloudinary-button" */
  buttonClass?: MediaLibraryOptions['buttonClass'] | undefined
  /** Caption of the generated button @default "Open Media Library" */
  buttonCaption?: MediaLibraryOptions['buttonCaption'] | undefined
  /** What the library is part of: {type, platform, version, environment}, for the access log of the server */
  integration?: MediaLibraryOptions['integration'] | undefined
  /** Without allow-popups no window is opened (compat) */
  sandboxAttributes?: MediaLibraryOptions['sandboxAttributes'] | undefined
  /** Theme; default follows the page, auto the system @default "default" */
  theme?: MediaLibraryOptions['theme'] | undefined
  /** Palette, fonts */
  styles?: MediaLibraryOptions['styles'] | undefined
  /** Language; else the nearest lang attribute, else the browser's */
  language?: MediaLibraryOptions['language'] | undefined
  /** Texts of yours, by language and key */
  text?: MediaLibraryOptions['text'] | undefined
  /** Name in a form */
  name?: MediaLibraryOptions['name'] | undefined
}

/** Handlers by the names of the events: React 19 and Svelte take them as they are. */
export interface TintypeMediaLibraryHandlers {
  /** The library is shown. */
  'ontintype-library-show'?: ((event: CustomEvent<MediaLibraryEvents['tintype-library-show']>) => void) | undefined
  /** The library is hidden. */
  'ontintype-library-hide'?: ((event: CustomEvent<MediaLibraryEvents['tintype-library-hide']>) => void) | undefined
  /** Assets are about to be handed over; `detail` is `{assets, by}`, `by` being `insert`, or `drag` where they are being dragged into the page; cancellable. */
  'ontintype-library-before-insert'?:
    | ((event: CustomEvent<MediaLibraryEvents['tintype-library-before-insert']>) => void)
    | undefined
  /** Assets were chosen; `detail` is `{mlId, assets}`, in the order of choosing. */
  'ontintype-library-insert'?: ((event: CustomEvent<MediaLibraryEvents['tintype-library-insert']>) => void) | undefined
  /** Other assets are selected; `detail` is `{assets}`. */
  'ontintype-library-selection-change'?:
    | ((event: CustomEvent<MediaLibraryEvents['tintype-library-selection-change']>) => void)
    | undefined
  /** Somebody signed in or out; `detail` says who, and whether they are authorised. */
  'ontintype-library-identity'?:
    | ((event: CustomEvent<MediaLibraryEvents['tintype-library-identity']>) => void)
    | undefined
  /** Something failed; `detail` has message, code and HTTP status. */
  'ontintype-library-error'?: ((event: CustomEvent<MediaLibraryEvents['tintype-library-error']>) => void) | undefined
  /** Assets were uploaded here. */
  'ontintype-library-upload'?: ((event: CustomEvent<MediaLibraryEvents['tintype-library-upload']>) => void) | undefined
  /** Assets were deleted here. */
  'ontintype-library-delete'?: ((event: CustomEvent<MediaLibraryEvents['tintype-library-delete']>) => void) | undefined
  /** A search was answered; `detail` is `{expression, total}`. */
  'ontintype-library-search'?: ((event: CustomEvent<MediaLibraryEvents['tintype-library-search']>) => void) | undefined
}

declare global {
  interface HTMLElementTagNameMap {
    'tintype-media-library': TintypeMediaLibrary
  }
}

export interface TintypeUploadWidgetAttributes {
  /** Product environment that the files go to; required */
  'cloud-name'?: string | undefined
  /** Upload preset; required for unsigned uploads */
  'upload-preset'?: string | undefined
  /** Public part of an access key; required for signed uploads */
  'api-key'?: string | undefined
  /** Address of yours that signs: gets {paramsToSign} as JSON, answers {signature} */
  'signature-endpoint'?: string | undefined
  /** Address of the server, when the bundle does not come from it */
  'api-base'?: string | undefined
  /** Address that pictures are delivered from, when it is not the API address */
  'delivery-base'?: string | undefined
  /** Where files may come from; names of `registerSource` too @default ["local","url","camera"] */
  sources?: string | undefined
  /** Source that is shown first; the first listed when absent */
  'default-source'?: string | undefined
  /** Whether several files may be picked @default true */
  multiple?: boolean | '' | 'true' | 'false' | undefined
  /** Most files in one go; more are refused together */
  'max-files'?: number | string | undefined
  /** Fewest files; nothing is sent before there are so many */
  'min-files'?: number | string | undefined
  /** Largest sum of the files of one go */
  'max-total-file-size'?: number | string | undefined
  /** Allowed extensions, or image, video, audio @default [] */
  accept?: string | undefined
  /** Largest file */
  'max-file-size'?: number | string | undefined
  /** Largest image file */
  'max-image-file-size'?: number | string | undefined
  /** Largest video file */
  'max-video-file-size'?: number | string | undefined
  /** Largest file that is neither image nor video */
  'max-raw-file-size'?: number | string | undefined
  /** Narrowest image */
  'min-image-width'?: number | string | undefined
  /** Lowest image */
  'min-image-height'?: number | string | undefined
  /** Widest image; wider ones are scaled down before upload */
  'max-image-width'?: number | string | undefined
  /** Highest image; higher ones are scaled down before upload */
  'max-image-height'?: number | string | undefined
  /** Refuse images over the maximum instead of scaling them @default false */
  'validate-max-width-height'?: boolean | '' | 'true' | 'false' | undefined
  /** Let people record videos with the camera as well @default false */
  'camera-video'?: boolean | '' | 'true' | 'false' | undefined
  /** Which camera of a phone is used first @default "environment" */
  'camera-facing'?: 'environment' | 'user' | undefined
  /** Offer the system's own camera and recorder: on phones, always, or never @default "auto" */
  'native-camera'?: 'auto' | 'always' | 'never' | undefined
  /** Longest recording of camera, screen or microphone @default 1800 */
  'max-recording-seconds'?: number | string | undefined
  /** Record videos of camera and screen without sound @default false */
  'without-recording-sound'?: boolean | '' | 'true' | 'false' | undefined
  /** Make pictures smaller before upload: true, or {maxWidth, maxHeight, quality, type} */
  'reduce-images'?: string | undefined
  /** What is taken out of JPEG, PNG and WebP files before upload: the place, or everything that is not the picture @default "nothing" */
  'strip-metadata'?: 'nothing' | 'location' | 'all' | undefined
  /** What becomes of a file that stripMetadata cannot work on: its row says so, it is refused, or it is let pass @default "tell" */
  'when-metadata-stays'?: 'tell' | 'refuse' | 'allow' | undefined
  /** Address on the page's own host of reduce-worker.js, when the widgets come from another host */
  'reduce-worker'?: string | undefined
  /** Whether people choose an area of each picture before it is uploaded @default false */
  cropping?: boolean | '' | 'true' | 'false' | undefined
  /** Whether a picture may be left whole @default true */
  'show-skip-crop-button'?: boolean | '' | 'true' | 'false' | undefined
  /** Leave out the button that leaves a picture whole; the same as showSkipCropButton: false @default false */
  'crop-required'?: boolean | '' | 'true' | 'false' | undefined
  /** Width over height that the area keeps; free when absent */
  'crop-aspect-ratio'?: number | string | undefined
  /** Share of the picture that the area has at first @default 1 */
  'cropping-default-selection-ratio'?: number | string | undefined
  /** Whether the size of the area is shown on the picture @default false */
  'cropping-show-dimensions'?: boolean | '' | 'true' | 'false' | undefined
  /** What the area is sent as @default "custom" */
  'cropping-coordinates-mode'?: 'custom' | 'face' | undefined
  /** Whether people can go back to what they picked @default false */
  'cropping-show-back-button'?: boolean | '' | 'true' | 'false' | undefined
  /** Whether the area has to keep the least and largest width and height @default false */
  'cropping-validate-dimensions'?: boolean | '' | 'true' | 'false' | undefined
  /** Public ID to store under */
  'public-id'?: string | undefined
  /** Folder */
  folder?: string | undefined
  /** Asset folder, with dynamic folders */
  'asset-folder'?: string | undefined
  /** Put the asset folder before the public ID @default false */
  'use-asset-folder-as-public-id-prefix'?: boolean | '' | 'true' | 'false' | undefined
  /** Display name, with dynamic folders */
  'display-name'?: string | undefined
  /** Tags @default [] */
  tags?: string | undefined
  /** Ask for structured metadata before each upload; needs a preset with widget_metadata @default false */
  'metadata-form'?: boolean | '' | 'true' | 'false' | undefined
  /** Kind of asset @default "auto" */
  'resource-type'?: 'auto' | 'image' | 'video' | 'raw' | undefined
  /** Detection add-on to run */
  detection?: string | undefined
  /** Files over this size go in parts of this size @default 20000000 */
  'max-chunk-size'?: number | string | undefined
  /** How often a failing request is tried again @default 3 */
  retries?: number | string | undefined
  /** Do not offer to go on with interrupted uploads after a reload @default false */
  'without-resume'?: boolean | '' | 'true' | 'false' | undefined
  /** Show the widget in place instead of in a dialog @default false */
  inline?: boolean | '' | 'true' | 'false' | undefined
  /** Leave out the button that opens the dialog @default false */
  'without-trigger'?: boolean | '' | 'true' | 'false' | undefined
  /** Leave out the button that minimises @default false */
  'without-minimize'?: boolean | '' | 'true' | 'false' | undefined
  /** Leave out the button that picks a folder @default false */
  'without-folders'?: boolean | '' | 'true' | 'false' | undefined
  /** Wait with each batch until people press the button that uploads, so that they can put it in order @default false */
  'manual-start'?: boolean | '' | 'true' | 'false' | undefined
  /** Take files that are dropped anywhere on the page @default false */
  'drop-on-page'?: boolean | '' | 'true' | 'false' | undefined
  /** Where a paste adds files: in the widget, anywhere on the page, or nowhere @default "widget" */
  'paste-scope'?: 'widget' | 'page' | 'none' | undefined
  /** Minimise when the upload starts @default false */
  'auto-minimize'?: boolean | '' | 'true' | 'false' | undefined
  /** Side of the minimised bar: left or right, with a distance @default "right:35px" */
  'queue-position'?: string | undefined
  /** Host names that the image search offers to search; `all` is anywhere, the first is chosen @default ["all"] */
  'search-by-sites'?: string | undefined
  /** Let people narrow the image search by what they may do with pictures @default false */
  'search-by-rights'?: boolean | '' | 'true' | 'false' | undefined
  /** Let people set public ID, tags, context and, where there is a choice, the preset @default false */
  'show-advanced-options'?: boolean | '' | 'true' | 'false' | undefined
  /** Show the line that names the product @default true */
  'show-powered-by'?: boolean | '' | 'true' | 'false' | undefined
  /** Show the button that lists finished uploads @default false */
  'show-completed-button'?: boolean | '' | 'true' | 'false' | undefined
  /** Show the button that adds more files @default true */
  'show-upload-more-button'?: boolean | '' | 'true' | 'false' | undefined
  /** Show pictures of web addresses from where they lie; their hosts learn of it. Absent: no preview before the upload @default false */
  'show-insecure-preview'?: boolean | '' | 'true' | 'false' | undefined
  /** Close after the only file is uploaded @default true */
  'single-upload-auto-close'?: boolean | '' | 'true' | 'false' | undefined
  /** Theme; default follows the page, auto the system @default "default" */
  theme?: 'default' | 'light' | 'dark' | 'auto' | 'white' | 'minimal' | 'purple' | undefined
  /** Language; else the nearest lang attribute, else the browser's */
  language?: string | undefined
  /** Name of these hidden inputs */
  'field-name'?: string | undefined
  /** Name in a form */
  name?: string | undefined
  /** At least one upload before the form may be sent @default false */
  required?: boolean | '' | 'true' | 'false' | undefined
  /** Nothing can be picked @default false */
  disabled?: boolean | '' | 'true' | 'false' | undefined
  /** What a form gets for each upload @default "reference" */
  'value-format'?: 'reference' | 'public-id' | 'json' | undefined
}

export interface TintypeUploadWidgetProperties {
  /** Product environment that the files go to; required */
  cloudName?: UploadWidgetOptions['cloudName'] | undefined
  /** Upload preset; required for unsigned uploads */
  uploadPreset?: UploadWidgetOptions['uploadPreset'] | undefined
  /** Public part of an access key; required for signed uploads */
  apiKey?: UploadWidgetOptions['apiKey'] | undefined
  /** Address of yours that signs: gets {paramsToSign} as JSON, answers {signature} */
  signatureEndpoint?: UploadWidgetOptions['signatureEndpoint'] | undefined
  /** Signature, or function (callback, paramsToSign) that gives one */
  uploadSignature?: UploadWidgetOptions['uploadSignature'] | undefined
  /** Timestamp that a fixed signature was made with */
  uploadSignatureTimestamp?: UploadWidgetOptions['uploadSignatureTimestamp'] | undefined
  /** Function (callback, params) that gives or signs the parameters */
  prepareUploadParams?: UploadWidgetOptions['prepareUploadParams'] | undefined
  /** Address of the server, when the bundle does not come from it */
  apiBase?: UploadWidgetOptions['apiBase'] | undefined
  /** Address that deletions of thumbnails go to, when it is not the API address */
  deleteHost?: UploadWidgetOptions['deleteHost'] | undefined
  /** Address that pictures are delivered from, when it is not the API address */
  deliveryBase?: UploadWidgetOptions['deliveryBase'] | undefined
  /** Whether https addresses are used for thumbnails */
  secure?: UploadWidgetOptions['secure'] | undefined
  /** Where files may come from; names of `registerSource` too @default ["local","url","camera"] */
  sources?: UploadWidgetOptions['sources'] | undefined
  /** Source that is shown first; the first listed when absent */
  defaultSource?: UploadWidgetOptions['defaultSource'] | undefined
  /** Whether several files may be picked @default true */
  multiple?: UploadWidgetOptions['multiple'] | undefined
  /** Most files in one go; more are refused together */
  maxFiles?: UploadWidgetOptions['maxFiles'] | undefined
  /** Fewest files; nothing is sent before there are so many */
  minFiles?: UploadWidgetOptions['minFiles'] | undefined
  /** Largest sum of the files of one go */
  maxTotalFileSize?: UploadWidgetOptions['maxTotalFileSize'] | undefined
  /** Allowed extensions, or image, video, audio @default [] */
  clientAllowedFormats?: UploadWidgetOptions['clientAllowedFormats'] | undefined
  /** Largest file */
  maxFileSize?: UploadWidgetOptions['maxFileSize'] | undefined
  /** Largest image file */
  maxImageFileSize?: UploadWidgetOptions['maxImageFileSize'] | undefined
  /** Largest video file */
  maxVideoFileSize?: UploadWidgetOptions['maxVideoFileSize'] | undefined
  /** Largest file that is neither image nor video */
  maxRawFileSize?: UploadWidgetOptions['maxRawFileSize'] | undefined
  /** Narrowest image */
  minImageWidth?: UploadWidgetOptions['minImageWidth'] | undefined
  /** Lowest image */
  minImageHeight?: UploadWidgetOptions['minImageHeight'] | undefined
  /** Widest image; wider ones are scaled down before upload */
  maxImageWidth?: UploadWidgetOptions['maxImageWidth'] | undefined
  /** Highest image; higher ones are scaled down before upload */
  maxImageHeight?: UploadWidgetOptions['maxImageHeight'] | undefined
  /** Refuse images over the maximum instead of scaling them @default false */
  validateMaxWidthHeight?: UploadWidgetOptions['validateMaxWidthHeight'] | undefined
  /** Let people record videos with the camera as well @default false */
  cameraVideo?: UploadWidgetOptions['cameraVideo'] | undefined
  /** Which camera of a phone is used first @default "environment" */
  cameraFacing?: UploadWidgetOptions['cameraFacing'] | undefined
  /** Offer the system's own camera and recorder: on phones, always, or never @default "auto" */
  nativeCamera?: UploadWidgetOptions['nativeCamera'] | undefined
  /** Longest recording of camera, screen or microphone @default 1800 */
  maxRecordingSeconds?: UploadWidgetOptions['maxRecordingSeconds'] | undefined
  /** Record videos of camera and screen without sound @default false */
  withoutRecordingSound?: UploadWidgetOptions['withoutRecordingSound'] | undefined
  /** Make pictures smaller before upload: true, or {maxWidth, maxHeight, quality, type} */
  reduceImages?: UploadWidgetOptions['reduceImages'] | undefined
  /** What is taken out of JPEG, PNG and WebP files before upload: the place, or everything that is not the picture @default "nothing" */
  stripMetadata?: UploadWidgetOptions['stripMetadata'] | undefined
  /** What becomes of a file that stripMetadata cannot work on: its row says so, it is refused, or it is let pass @default "tell" */
  whenMetadataStays?: UploadWidgetOptions['whenMetadataStays'] | undefined
  /** Address on the page's own host of reduce-worker.js, when the widgets come from another host */
  reduceWorker?: UploadWidgetOptions['reduceWorker'] | undefined
  /** Checks of yours: functions, or { validate, runOn: "add" | "upload" }; the text that one gives is the error */
  validators?: UploadWidgetOptions['validators'] | undefined
  /** Whether people choose an area of each picture before it is uploaded @default false */
  cropping?: UploadWidgetOptions['cropping'] | undefined
  /** Whether a picture may be left whole @default true */
  showSkipCropButton?: UploadWidgetOptions['showSkipCropButton'] | undefined
  /** Leave out the button that leaves a picture whole; the same as showSkipCropButton: false @default false */
  cropRequired?: UploadWidgetOptions['cropRequired'] | undefined
  /** Width over height that the area keeps; free when absent */
  croppingAspectRatio?: UploadWidgetOptions['croppingAspectRatio'] | undefined
  /** Share of the picture that the area has at first @default 1 */
  croppingDefaultSelectionRatio?: UploadWidgetOptions['croppingDefaultSelectionRatio'] | undefined
  /** Whether the size of the area is shown on the picture @default false */
  croppingShowDimensions?: UploadWidgetOptions['croppingShowDimensions'] | undefined
  /** What the area is sent as @default "custom" */
  croppingCoordinatesMode?: UploadWidgetOptions['croppingCoordinatesMode'] | undefined
  /** Whether people can go back to what they picked @default false */
  croppingShowBackButton?: UploadWidgetOptions['croppingShowBackButton'] | undefined
  /** Whether the area has to keep the least and largest width and height @default false */
  croppingValidateDimensions?: UploadWidgetOptions['croppingValidateDimensions'] | undefined
  /** Public ID to store under */
  publicId?: UploadWidgetOptions['publicId'] | undefined
  /** Folder */
  folder?: UploadWidgetOptions['folder'] | undefined
  /** Asset folder, with dynamic folders */
  assetFolder?: UploadWidgetOptions['assetFolder'] | undefined
  /** Put the asset folder before the public ID @default false */
  useAssetFolderAsPublicIdPrefix?: UploadWidgetOptions['useAssetFolderAsPublicIdPrefix'] | undefined
  /** Display name, with dynamic folders */
  displayName?: UploadWidgetOptions['displayName'] | undefined
  /** Tags @default [] */
  tags?: UploadWidgetOptions['tags'] | undefined
  /** Contextual key-value pairs */
  context?: UploadWidgetOptions['context'] | undefined
  /** Structured metadata: external ID to value */
  metadata?: UploadWidgetOptions['metadata'] | undefined
  /** Ask for structured metadata before each upload; needs a preset with widget_metadata @default false */
  metadataForm?: UploadWidgetOptions['metadataForm'] | undefined
  /** Kind of asset @default "auto" */
  resourceType?: UploadWidgetOptions['resourceType'] | undefined
  /** Detection add-on to run */
  detection?: UploadWidgetOptions['detection'] | undefined
  /** Script to run after storing */
  onSuccess?: UploadWidgetOptions['onSuccess'] | undefined
  /** Further upload parameters, by their wire names */
  uploadParameters?: UploadWidgetOptions['uploadParameters'] | undefined
  /** Files over this size go in parts of this size @default 20000000 */
  maxChunkSize?: UploadWidgetOptions['maxChunkSize'] | undefined
  /** How often a failing request is tried again @default 3 */
  retries?: UploadWidgetOptions['retries'] | undefined
  /** Do not offer to go on with interrupted uploads after a reload @default false */
  withoutResume?: UploadWidgetOptions['withoutResume'] | undefined
  /** Show the widget in place instead of in a dialog @default false */
  inline?: UploadWidgetOptions['inline'] | undefined
  /** Element to show the widget in (compat) */
  inlineContainer?: UploadWidgetOptions['inlineContainer'] | undefined
  /** Leave out the button that opens the dialog @default false */
  withoutTrigger?: UploadWidgetOptions['withoutTrigger'] | undefined
  /** Leave out the button that minimises @default false */
  withoutMinimize?: UploadWidgetOptions['withoutMinimize'] | undefined
  /** Leave out the button that picks a folder @default false */
  withoutFolders?: UploadWidgetOptions['withoutFolders'] | undefined
  /** Wait with each batch until people press the button that uploads, so that they can put it in order @default false */
  manualStart?: UploadWidgetOptions['manualStart'] | undefined
  /** Take files that are dropped anywhere on the page @default false */
  dropOnPage?: UploadWidgetOptions['dropOnPage'] | undefined
  /** Where a paste adds files: in the widget, anywhere on the page, or nowhere @default "widget" */
  pasteScope?: UploadWidgetOptions['pasteScope'] | undefined
  /** Minimise when the upload starts @default false */
  autoMinimize?: UploadWidgetOptions['autoMinimize'] | undefined
  /** Side of the minimised bar: left or right, with a distance @default "right:35px" */
  queueViewPosition?: UploadWidgetOptions['queueViewPosition'] | undefined
  /** Host names that the image search offers to search; `all` is anywhere, the first is chosen @default ["all"] */
  searchBySites?: UploadWidgetOptions['searchBySites'] | undefined
  /** Let people narrow the image search by what they may do with pictures @default false */
  searchByRights?: UploadWidgetOptions['searchByRights'] | undefined
  /** Let people set public ID, tags, context and, where there is a choice, the preset @default false */
  showAdvancedOptions?: UploadWidgetOptions['showAdvancedOptions'] | undefined
  /** Function (callback, prefix) that suggests tags while people type; else those that a preset with widget_tags tells */
  getTags?: UploadWidgetOptions['getTags'] | undefined
  /** Function (callback) that gives the presets people may choose from; else those with widget_listed */
  getUploadPresets?: UploadWidgetOptions['getUploadPresets'] | undefined
  /** Function (callback, batch) that may cancel before anything is sent */
  preBatch?: UploadWidgetOptions['preBatch'] | undefined
  /** Show the line that names the product @default true */
  showPoweredBy?: UploadWidgetOptions['showPoweredBy'] | undefined
  /** Show the button that lists finished uploads @default false */
  showCompletedButton?: UploadWidgetOptions['showCompletedButton'] | undefined
  /** Show the button that adds more files @default true */
  showUploadMoreButton?: UploadWidgetOptions['showUploadMoreButton'] | undefined
  /** Show pictures of web addresses from where they lie; their hosts learn of it. Absent: no preview before the upload @default false */
  showInsecurePreview?: UploadWidgetOptions['showInsecurePreview'] | undefined
  /** Close after the only file is uploaded @default true */
  singleUploadAutoClose?: UploadWidgetOptions['singleUploadAutoClose'] | undefined
  /** Theme; default follows the page, auto the system @default "default" */
  theme?: UploadWidgetOptions['theme'] | undefined
  /** Palette, fonts, frame background */
  styles?: UploadWidgetOptions['styles'] | undefined
  /** Language; else the nearest lang attribute, else the browser's */
  language?: UploadWidgetOptions['language'] | undefined
  /** Texts of yours, by language and key */
  text?: UploadWidgetOptions['text'] | undefined
  /** Form that gets hidden inputs */
  form?: UploadWidgetOptions['form'] | undefined
  /** Name of these hidden inputs */
  fieldName?: UploadWidgetOptions['fieldName'] | undefined
  /** Where the list of thumbnails goes; false for none */
  thumbnails?: UploadWidgetOptions['thumbnails'] | undefined
  /** Transformation of thumbnails */
  thumbnailTransformation?: UploadWidgetOptions['thumbnailTransformation'] | undefined
  /** Class of the generated button @default "cloudinary-button" */
  buttonClass?: UploadWidgetOptions['buttonClass'] | undefined
  /** Caption of the generated button @default "Upload image" */
  buttonCaption?: UploadWidgetOptions['buttonCaption'] | undefined
  /** Name in a form */
  name?: UploadWidgetOptions['name'] | undefined
  /** At least one upload before the form may be sent @default false */
  required?: UploadWidgetOptions['required'] | undefined
  /** Nothing can be picked @default false */
  disabled?: UploadWidgetOptions['disabled'] | undefined
  /** What a form gets for each upload @default "reference" */
  valueFormat?: UploadWidgetOptions['valueFormat'] | undefined
}

/** Handlers by the names of the events: React 19 and Svelte take them as they are. */
export interface TintypeUploadWidgetHandlers {
  /** A file was accepted into the queue. */
  'ontintype-upload-added'?: ((event: CustomEvent<UploadWidgetEvents['tintype-upload-added']>) => void) | undefined
  /** Files are about to be queued; cancellable. */
  'ontintype-upload-before-batch'?:
    | ((event: CustomEvent<UploadWidgetEvents['tintype-upload-before-batch']>) => void)
    | undefined
  /** Bytes went out: percent of the file and of the queue. */
  'ontintype-upload-progress'?:
    | ((event: CustomEvent<UploadWidgetEvents['tintype-upload-progress']>) => void)
    | undefined
  /** One file is stored; `detail` is the upload response. */
  'ontintype-upload-success'?: ((event: CustomEvent<UploadWidgetEvents['tintype-upload-success']>) => void) | undefined
  /** One file was refused or failed; `detail` has status, text and file. */
  'ontintype-upload-error'?: ((event: CustomEvent<UploadWidgetEvents['tintype-upload-error']>) => void) | undefined
  /** The queue starts to move. */
  'ontintype-upload-queue-start'?:
    | ((event: CustomEvent<UploadWidgetEvents['tintype-upload-queue-start']>) => void)
    | undefined
  /** Every file of the queue has ended. */
  'ontintype-upload-queue-end'?:
    | ((event: CustomEvent<UploadWidgetEvents['tintype-upload-queue-end']>) => void)
    | undefined
  /** Another source is shown. */
  'ontintype-upload-source-change'?:
    | ((event: CustomEvent<UploadWidgetEvents['tintype-upload-source-change']>) => void)
    | undefined
  /** shown, hidden, minimized or expanded. */
  'ontintype-upload-display-change'?:
    | ((event: CustomEvent<UploadWidgetEvents['tintype-upload-display-change']>) => void)
    | undefined
  /** Files were cancelled. */
  'ontintype-upload-abort'?: ((event: CustomEvent<UploadWidgetEvents['tintype-upload-abort']>) => void) | undefined
  /** Failed files are tried again. */
  'ontintype-upload-retry'?: ((event: CustomEvent<UploadWidgetEvents['tintype-upload-retry']>) => void) | undefined
  /** A batch was refused as a whole. */
  'ontintype-upload-batch-cancelled'?:
    | ((event: CustomEvent<UploadWidgetEvents['tintype-upload-batch-cancelled']>) => void)
    | undefined
  /** People changed the tags. */
  'ontintype-upload-tags'?: ((event: CustomEvent<UploadWidgetEvents['tintype-upload-tags']>) => void) | undefined
  /** People changed the public ID. */
  'ontintype-upload-public-id'?:
    | ((event: CustomEvent<UploadWidgetEvents['tintype-upload-public-id']>) => void)
    | undefined
  /** Only finished files are listed. */
  'ontintype-upload-show-completed'?:
    | ((event: CustomEvent<UploadWidgetEvents['tintype-upload-show-completed']>) => void)
    | undefined
  /** The widget was closed. */
  'ontintype-upload-close'?: ((event: CustomEvent<UploadWidgetEvents['tintype-upload-close']>) => void) | undefined
}

declare global {
  interface HTMLElementTagNameMap {
    'tintype-upload-widget': TintypeUploadWidget
  }
}
