/**
 * Every option of the upload widget, with its default, once. The compat object, the element's properties and attributes,
 * story controls and the reference all follow from this table. Sizes are bytes, dimensions pixels of the original.
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
import { type ReduceImages, readReduceImages } from './reduce/reduce-images.ts'
import type { PrepareUploadParams, UploadSignature } from './signing.ts'
import { DEFAULT_SOURCES } from './sources.ts'

export type PreBatch = (
  callback: (answer?: { readonly cancel?: boolean }) => void,
  batch: { readonly files: readonly { readonly name: string; readonly size: number; readonly type: string }[] },
) => void

/** Asked while people type; gives tags that begin like what they typed. */
export type GetTags = (callback: (tags: readonly string[]) => void, prefix: string) => unknown
/** Asked once; each preset by its name, or `{ name, label }`. */
export type GetUploadPresets = (
  callback: (presets: readonly (string | { readonly name: string; readonly label?: string })[]) => void,
) => unknown

export interface FileToValidate {
  /** Undefined for a web address. */
  readonly file: File | undefined
  readonly remoteUrl: string | undefined
  readonly name: string
  readonly size: number
  readonly type: string
}
/** A text says what is wrong; nothing, or true, lets the file pass. */
type ValidatorAnswer = string | true | null | undefined
// biome-ignore lint/suspicious/noConfusingVoidType: a function without return is one that lets everything pass
type Validate = (file: FileToValidate) => ValidatorAnswer | void | Promise<ValidatorAnswer | void>
export type FileValidator =
  | Validate
  | {
      readonly validate: Validate
      /** When it is picked (the default), or right before it is sent. */
      readonly runOn?: 'add' | 'upload'
    }

const isObject = (raw: unknown): raw is Record<string, unknown> => typeof raw === 'object' && raw !== null
const isFunction = (raw: unknown): raw is (...values: never[]) => unknown => typeof raw === 'function'
const isNodeOrSelector = (raw: unknown): raw is string | Element => typeof raw === 'string' || isObject(raw)

const isValidator = (raw: unknown): boolean => isFunction(raw) || (isObject(raw) && isFunction(raw.validate))

function callback<Value>(summary: string): OptionDefinition<Value | undefined> {
  return property<Value>(summary, (raw): raw is Value => isFunction(raw), 'a function')
}

function record<Value extends object = Record<string, unknown>>(summary: string): OptionDefinition<Value | undefined> {
  return property<Value>(summary, (raw): raw is Value => isObject(raw), 'an object')
}

export const uploadWidgetOptions = {
  // Where to and as whom
  cloudName: text('Product environment that the files go to; required'),
  uploadPreset: text('Upload preset; required for unsigned uploads'),
  apiKey: text('Public part of an access key; required for signed uploads'),
  signatureEndpoint: text('Address of yours that signs: gets {paramsToSign} as JSON, answers {signature}'),
  uploadSignature: property<UploadSignature>(
    'Signature, or function (callback, paramsToSign) that gives one',
    (raw): raw is UploadSignature => typeof raw === 'string' || isFunction(raw),
    'a string or a function',
  ),
  uploadSignatureTimestamp: number('Timestamp that a fixed signature was made with', { attribute: false }),
  prepareUploadParams: callback<PrepareUploadParams>('Function (callback, params) that gives or signs the parameters'),
  apiBase: text('Address of the server, when the bundle does not come from it'),
  deleteHost: text('Address that deletions of thumbnails go to, when it is not the API address', { attribute: false }),
  deliveryBase: text('Address that pictures are delivered from, when it is not the API address'),
  secure: property<boolean>('Whether https addresses are used for thumbnails', isBoolean, 'true or false'),

  // What may be picked
  sources: list('Where files may come from; names of `registerSource` too', { default: DEFAULT_SOURCES }),
  defaultSource: text('Source that is shown first; the first listed when absent'),
  multiple: flag('Whether several files may be picked', { default: true }),
  maxFiles: number('Most files in one go; more are refused together', { min: 1 }),
  minFiles: number('Fewest files; nothing is sent before there are so many', { min: 1 }),
  maxTotalFileSize: number('Largest sum of the files of one go'),
  clientAllowedFormats: list('Allowed extensions, or image, video, audio', { attribute: 'accept' }),
  maxFileSize: number('Largest file'),
  maxImageFileSize: number('Largest image file'),
  maxVideoFileSize: number('Largest video file'),
  maxRawFileSize: number('Largest file that is neither image nor video'),
  minImageWidth: number('Narrowest image'),
  minImageHeight: number('Lowest image'),
  maxImageWidth: number('Widest image; wider ones are scaled down before upload'),
  maxImageHeight: number('Highest image; higher ones are scaled down before upload'),
  validateMaxWidthHeight: flag('Refuse images over the maximum instead of scaling them'),

  // What is recorded
  cameraVideo: flag('Let people record videos with the camera as well'),
  cameraFacing: choice('Which camera of a phone is used first', ['environment', 'user'], { default: 'environment' }),
  nativeCamera: choice(
    "Offer the system's own camera and recorder: on phones, always, or never",
    ['auto', 'always', 'never'],
    {
      default: 'auto',
    },
  ),
  maxRecordingSeconds: number('Longest recording of camera, screen or microphone', { default: 1800, min: 1 }),
  withoutRecordingSound: flag('Record videos of camera and screen without sound'),

  // What is done on the device before the upload
  reduceImages: {
    ...record<ReduceImages>('Make pictures smaller before upload: true, or {maxWidth, maxHeight, quality, type}'),
    attribute: 'reduce-images',
    read: readReduceImages,
  },
  stripMetadata: choice(
    'What is taken out of JPEG, PNG and WebP files before upload: the place, or everything that is not the picture',
    ['nothing', 'location', 'all'],
    { default: 'nothing' },
  ),
  whenMetadataStays: choice(
    'What becomes of a file that stripMetadata cannot work on: its row says so, it is refused, or it is let pass',
    ['tell', 'refuse', 'allow'],
    { default: 'tell' },
  ),
  reduceWorker: text("Address on the page's own host of reduce-worker.js, when the widgets come from another host"),
  validators: property<readonly FileValidator[]>(
    'Checks of yours: functions, or { validate, runOn: "add" | "upload" }; the text that one gives is the error',
    (raw): raw is readonly FileValidator[] => Array.isArray(raw) && raw.every(isValidator),
    'a list of functions, or of objects with a function validate',
  ),

  // Cropping
  cropping: flag('Whether people choose an area of each picture before it is uploaded'),
  showSkipCropButton: flag('Whether a picture may be left whole', { default: true }),
  cropRequired: flag('Leave out the button that leaves a picture whole; the same as showSkipCropButton: false'),
  croppingAspectRatio: number('Width over height that the area keeps; free when absent', {
    attribute: 'crop-aspect-ratio',
    min: 0.01,
  }),
  croppingDefaultSelectionRatio: number('Share of the picture that the area has at first', { min: 0.01, default: 1 }),
  croppingShowDimensions: flag('Whether the size of the area is shown on the picture'),
  croppingCoordinatesMode: choice('What the area is sent as', ['custom', 'face'], { default: 'custom' }),
  croppingShowBackButton: flag('Whether people can go back to what they picked'),
  croppingValidateDimensions: flag('Whether the area has to keep the least and largest width and height'),

  // What is sent
  publicId: text('Public ID to store under'),
  folder: text('Folder'),
  assetFolder: text('Asset folder, with dynamic folders'),
  useAssetFolderAsPublicIdPrefix: flag('Put the asset folder before the public ID'),
  displayName: text('Display name, with dynamic folders'),
  tags: list('Tags'),
  context: record<Record<string, unknown>>('Contextual key-value pairs'),
  metadata: record<Record<string, unknown>>('Structured metadata: external ID to value'),
  metadataForm: flag('Ask for structured metadata before each upload; needs a preset with widget_metadata'),
  resourceType: choice('Kind of asset', ['auto', 'image', 'video', 'raw'], { default: 'auto' }),
  detection: text('Detection add-on to run'),
  onSuccess: text('Script to run after storing', { attribute: false }),
  uploadParameters: record<Record<string, string>>('Further upload parameters, by their wire names'),
  maxChunkSize: number('Files over this size go in parts of this size', { default: 20_000_000, min: 1 }),
  retries: number('How often a failing request is tried again', { default: 3 }),
  withoutResume: flag('Do not offer to go on with interrupted uploads after a reload'),

  // How it looks and behaves
  inline: flag('Show the widget in place instead of in a dialog'),
  inlineContainer: property<string | Element>(
    'Element to show the widget in (compat)',
    isNodeOrSelector,
    'a selector or a node',
  ),
  withoutTrigger: flag('Leave out the button that opens the dialog'),
  withoutMinimize: flag('Leave out the button that minimises'),
  withoutFolders: flag('Leave out the button that picks a folder'),
  manualStart: flag(
    'Wait with each batch until people press the button that uploads, so that they can put it in order',
  ),
  dropOnPage: flag('Take files that are dropped anywhere on the page'),
  pasteScope: choice(
    'Where a paste adds files: in the widget, anywhere on the page, or nowhere',
    ['widget', 'page', 'none'],
    {
      default: 'widget',
    },
  ),
  autoMinimize: flag('Minimise when the upload starts'),
  queueViewPosition: text('Side of the minimised bar: left or right, with a distance', {
    default: 'right:35px',
    attribute: 'queue-position',
  }),
  searchBySites: list('Host names that the image search offers to search; `all` is anywhere, the first is chosen', {
    default: ['all'],
  }),
  searchByRights: flag('Let people narrow the image search by what they may do with pictures'),
  showAdvancedOptions: flag('Let people set public ID, tags, context and, where there is a choice, the preset'),
  getTags: callback<GetTags>(
    'Function (callback, prefix) that suggests tags while people type; else those that a preset with widget_tags tells',
  ),
  getUploadPresets: callback<GetUploadPresets>(
    'Function (callback) that gives the presets people may choose from; else those with widget_listed',
  ),
  preBatch: callback<PreBatch>('Function (callback, batch) that may cancel before anything is sent'),
  showPoweredBy: flag('Show the line that names the product', { default: true }),
  showCompletedButton: flag('Show the button that lists finished uploads'),
  showUploadMoreButton: flag('Show the button that adds more files', { default: true }),
  showInsecurePreview: flag(
    'Show pictures of web addresses from where they lie; their hosts learn of it. Absent: no preview before the upload',
  ),
  singleUploadAutoClose: flag('Close after the only file is uploaded', { default: true }),
  theme: choice('Theme; default follows the page, auto the system', THEME_NAMES, { default: 'default' }),
  styles: record<CompatStyles>('Palette, fonts, frame background'),
  language: text("Language; else the nearest lang attribute, else the browser's"),
  text: record<Record<string, unknown>>('Texts of yours, by language and key'),

  // In a page
  form: property<string | Element>('Form that gets hidden inputs', isNodeOrSelector, 'a selector or a node'),
  fieldName: text('Name of these hidden inputs'),
  thumbnails: property<string | Element | false>(
    'Where the list of thumbnails goes; false for none',
    (raw): raw is string | Element | false => raw === false || isNodeOrSelector(raw),
    'a selector, a node or false',
  ),
  thumbnailTransformation: property<string | object>(
    'Transformation of thumbnails',
    (raw): raw is string | object => typeof raw === 'string' || isObject(raw),
    'a transformation',
  ),
  buttonClass: text('Class of the generated button', { default: 'cloudinary-button', attribute: false }),
  buttonCaption: text('Caption of the generated button', { default: 'Upload image', attribute: false }),
  name: text('Name in a form'),
  required: flag('At least one upload before the form may be sent'),
  disabled: flag('Nothing can be picked'),
  valueFormat: choice('What a form gets for each upload', ['reference', 'public-id', 'json'], { default: 'reference' }),
} satisfies OptionTable

export type UploadWidgetOptionName = keyof typeof uploadWidgetOptions
export type UploadWidgetOptions = OptionValues<typeof uploadWidgetOptions>

function isBoolean(raw: unknown): raw is boolean {
  return typeof raw === 'boolean'
}
