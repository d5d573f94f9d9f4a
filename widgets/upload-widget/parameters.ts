/**
 * From options to the parameters of one upload request, in wire names and wire text. Exactly these are signed and sent.
 * Empty values are left out. `source=uw` is on every request.
 */
import type { UploadWidgetOptions } from './options.ts'

export type UploadParameters = Record<string, string>

type ParameterOptions = Pick<
  UploadWidgetOptions,
  | 'uploadPreset'
  | 'folder'
  | 'assetFolder'
  | 'useAssetFolderAsPublicIdPrefix'
  | 'displayName'
  | 'context'
  | 'metadata'
  | 'detection'
  | 'onSuccess'
  | 'uploadParameters'
  | 'croppingCoordinatesMode'
>

/** What people may have typed over the options. */
export interface FileParameters {
  readonly publicId?: string | undefined
  readonly coordinates?: string | undefined
  readonly tags: readonly string[]
  readonly preset?: string | undefined
  readonly context?: Readonly<Record<string, string>> | undefined
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
  /** What is sent; a file of a remote source may need parameters of its own. */
  readonly body?: object
}

/** Upload parameters beyond the options, which may come through the options object by their wire names. */
const FURTHER_PARAMETERS = new Set(
  `access_control access_mode accessibility_analysis allowed_formats async auto_tagging background_removal backup callback
  categorization cinemagraph_analysis colors custom_coordinates discard_original_filename eager eager_async
  eager_notification_url eval exif face_coordinates faces filename_override format headers image_metadata invalidate
  media_metadata moderation notification_url ocr overwrite phash proxy public_id_prefix quality_analysis quality_override
  raw_convert regions responsive_breakpoints return_delete_token similarity_search strip_location transformation type unique_display_name
  unique_filename use_filename use_filename_as_display_name visual_search`.split(/\s+/),
)

/** Characters that a public ID cannot contain, beside a slash or white space at either end. */
const FORBIDDEN_IN_PUBLIC_ID = /[?&#\\%<>+]/
const MAX_PUBLIC_ID_LENGTH = 255

export function isUploadParameter(wireName: string): boolean {
  return FURTHER_PARAMETERS.has(wireName)
}

export function isValidPublicId(publicId: string): boolean {
  return (
    publicId.length <= MAX_PUBLIC_ID_LENGTH && !FORBIDDEN_IN_PUBLIC_ID.test(publicId) && !/^[/\s]|[/\s]$/.test(publicId)
  )
}

export function uploadParameters(options: ParameterOptions, file: FileParameters): UploadParameters {
  const parameters: Record<string, string | undefined> = {
    ...options.uploadParameters,
    upload_preset: file.preset || options.uploadPreset,
    public_id: file.publicId,
    folder: options.folder,
    asset_folder: options.assetFolder,
    use_asset_folder_as_public_id_prefix: options.useAssetFolderAsPublicIdPrefix ? 'true' : undefined,
    display_name: options.displayName,
    tags: file.tags.join(','),
    context: pairs({ ...options.context, ...file.context }),
    metadata: pairs(file.metadata ?? options.metadata),
    detection: options.detection,
    on_success: options.onSuccess,
    ...(file.coordinates === undefined ? {} : { [`${options.croppingCoordinatesMode}_coordinates`]: file.coordinates }),
    ...(file.body as { readonly parameters?: UploadParameters } | undefined)?.parameters,
    source: 'uw',
  }
  return Object.fromEntries(Object.entries(parameters).filter(hasValue))
}

/** `{ alt: 'A|B', n: ['x'] }` is `alt=A\|B|n=["x"]` on the wire. */
function pairs(values: Readonly<Record<string, unknown>> | undefined): string | undefined {
  if (!values) return undefined
  return Object.entries(values)
    .map(
      ([key, value]) => `${key}=${Array.isArray(value) ? JSON.stringify(value.map(String)) : escaped(String(value))}`,
    )
    .join('|')
}

function escaped(value: string): string {
  return value.replace(/[=|\\]/g, (character) => `\\${character}`)
}

function hasValue(entry: [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined && entry[1] !== ''
}
