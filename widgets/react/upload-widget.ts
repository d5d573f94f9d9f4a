/**
 * `<UploadWidget>` for React 18 and 19: `<tintype-upload-widget>` with its options as props and its events as handlers.
 *
 * Generated from the option table of the widget by "npm run references".
 */
import { TintypeUploadWidget } from '../upload-widget/element.ts'
import type { UploadWidgetEvents } from '../upload-widget/events.ts'
import type { UploadWidgetOptions } from '../upload-widget/options.ts'
import { type ElementHandler, wrapElement } from './wrap-element.ts'

/** Options of `<UploadWidget>`; everything is optional. */
export interface UploadWidgetProps {
  /** Product environment that the files go to; required */
  readonly cloudName?: UploadWidgetOptions['cloudName'] | undefined
  /** Upload preset; required for unsigned uploads */
  readonly uploadPreset?: UploadWidgetOptions['uploadPreset'] | undefined
  /** Public part of an access key; required for signed uploads */
  readonly apiKey?: UploadWidgetOptions['apiKey'] | undefined
  /** Address of yours that signs: gets {paramsToSign} as JSON, answers {signature} */
  readonly signatureEndpoint?: UploadWidgetOptions['signatureEndpoint'] | undefined
  /** Signature, or function (callback, paramsToSign) that gives one */
  readonly uploadSignature?: UploadWidgetOptions['uploadSignature'] | undefined
  /** Timestamp that a fixed signature was made with */
  readonly uploadSignatureTimestamp?: UploadWidgetOptions['uploadSignatureTimestamp'] | undefined
  /** Function (callback, params) that gives or signs the parameters */
  readonly prepareUploadParams?: UploadWidgetOptions['prepareUploadParams'] | undefined
  /** Address of the server, when the bundle does not come from it */
  readonly apiBase?: UploadWidgetOptions['apiBase'] | undefined
  /** Address that deletions of thumbnails go to, when it is not the API address */
  readonly deleteHost?: UploadWidgetOptions['deleteHost'] | undefined
  /** Address that pictures are delivered from, when it is not the API address */
  readonly deliveryBase?: UploadWidgetOptions['deliveryBase'] | undefined
  /** Whether https addresses are used for thumbnails */
  readonly secure?: UploadWidgetOptions['secure'] | undefined
  /** Where files may come from; names of `registerSource` too @default ["local","url","camera"] */
  readonly sources?: UploadWidgetOptions['sources'] | undefined
  /** Source that is shown first; the first listed when absent */
  readonly defaultSource?: UploadWidgetOptions['defaultSource'] | undefined
  /** Whether several files may be picked @default true */
  readonly multiple?: UploadWidgetOptions['multiple'] | undefined
  /** Most files in one go; more are refused together */
  readonly maxFiles?: UploadWidgetOptions['maxFiles'] | undefined
  /** Fewest files; nothing is sent before there are so many */
  readonly minFiles?: UploadWidgetOptions['minFiles'] | undefined
  /** Largest sum of the files of one go */
  readonly maxTotalFileSize?: UploadWidgetOptions['maxTotalFileSize'] | undefined
  /** Allowed extensions, or image, video, audio @default [] */
  readonly clientAllowedFormats?: UploadWidgetOptions['clientAllowedFormats'] | undefined
  /** Largest file */
  readonly maxFileSize?: UploadWidgetOptions['maxFileSize'] | undefined
  /** Largest image file */
  readonly maxImageFileSize?: UploadWidgetOptions['maxImageFileSize'] | undefined
  /** Largest video file */
  readonly maxVideoFileSize?: UploadWidgetOptions['maxVideoFileSize'] | undefined
  /** Largest file that is neither image nor video */
  readonly maxRawFileSize?: UploadWidgetOptions['maxRawFileSize'] | undefined
  /** Narrowest image */
  readonly minImageWidth?: UploadWidgetOptions['minImageWidth'] | undefined
  /** Lowest image */
  readonly minImageHeight?: UploadWidgetOptions['minImageHeight'] | undefined
  /** Widest image; wider ones are scaled down before upload */
  readonly maxImageWidth?: UploadWidgetOptions['maxImageWidth'] | undefined
  /** Highest image; higher ones are scaled down before upload */
  readonly maxImageHeight?: UploadWidgetOptions['maxImageHeight'] | undefined
  /** Refuse images over the maximum instead of scaling them @default false */
  readonly validateMaxWidthHeight?: UploadWidgetOptions['validateMaxWidthHeight'] | undefined
  /** Let people record videos with the camera as well @default false */
  readonly cameraVideo?: UploadWidgetOptions['cameraVideo'] | undefined
  /** Which camera of a phone is used first @default "environment" */
  readonly cameraFacing?: UploadWidgetOptions['cameraFacing'] | undefined
  /** Offer the system's own camera and recorder: on phones, always, or never @default "auto" */
  readonly nativeCamera?: UploadWidgetOptions['nativeCamera'] | undefined
  /** Longest recording of camera, screen or microphone @default 1800 */
  readonly maxRecordingSeconds?: UploadWidgetOptions['maxRecordingSeconds'] | undefined
  /** Record videos of camera and screen without sound @default false */
  readonly withoutRecordingSound?: UploadWidgetOptions['withoutRecordingSound'] | undefined
  /** Make pictures smaller before upload: true, or {maxWidth, maxHeight, quality, type} */
  readonly reduceImages?: UploadWidgetOptions['reduceImages'] | undefined
  /** What is taken out of JPEG, PNG and WebP files before upload: the place, or everything that is not the picture @default "nothing" */
  readonly stripMetadata?: UploadWidgetOptions['stripMetadata'] | undefined
  /** What becomes of a file that stripMetadata cannot work on: its row says so, it is refused, or it is let pass @default "tell" */
  readonly whenMetadataStays?: UploadWidgetOptions['whenMetadataStays'] | undefined
  /** Address on the page's own host of reduce-worker.js, when the widgets come from another host */
  readonly reduceWorker?: UploadWidgetOptions['reduceWorker'] | undefined
  /** Checks of yours: functions, or { validate, runOn: "add" | "upload" }; the text that one gives is the error */
  readonly validators?: UploadWidgetOptions['validators'] | undefined
  /** Whether people choose an area of each picture before it is uploaded @default false */
  readonly cropping?: UploadWidgetOptions['cropping'] | undefined
  /** Whether a picture may be left whole @default true */
  readonly showSkipCropButton?: UploadWidgetOptions['showSkipCropButton'] | undefined
  /** Leave out the button that leaves a picture whole; the same as showSkipCropButton: false @default false */
  readonly cropRequired?: UploadWidgetOptions['cropRequired'] | undefined
  /** Width over height that the area keeps; free when absent */
  readonly croppingAspectRatio?: UploadWidgetOptions['croppingAspectRatio'] | undefined
  /** Share of the picture that the area has at first @default 1 */
  readonly croppingDefaultSelectionRatio?: UploadWidgetOptions['croppingDefaultSelectionRatio'] | undefined
  /** Whether the size of the area is shown on the picture @default false */
  readonly croppingShowDimensions?: UploadWidgetOptions['croppingShowDimensions'] | undefined
  /** What the area is sent as @default "custom" */
  readonly croppingCoordinatesMode?: UploadWidgetOptions['croppingCoordinatesMode'] | undefined
  /** Whether people can go back to what they picked @default false */
  readonly croppingShowBackButton?: UploadWidgetOptions['croppingShowBackButton'] | undefined
  /** Whether the area has to keep the least and largest width and height @default false */
  readonly croppingValidateDimensions?: UploadWidgetOptions['croppingValidateDimensions'] | undefined
  /** Public ID to store under */
  readonly publicId?: UploadWidgetOptions['publicId'] | undefined
  /** Folder */
  readonly folder?: UploadWidgetOptions['folder'] | undefined
  /** Asset folder, with dynamic folders */
  readonly assetFolder?: UploadWidgetOptions['assetFolder'] | undefined
  /** Put the asset folder before the public ID @default false */
  readonly useAssetFolderAsPublicIdPrefix?: UploadWidgetOptions['useAssetFolderAsPublicIdPrefix'] | undefined
  /** Display name, with dynamic folders */
  readonly displayName?: UploadWidgetOptions['displayName'] | undefined
  /** Tags @default [] */
  readonly tags?: UploadWidgetOptions['tags'] | undefined
  /** Contextual key-value pairs */
  readonly context?: UploadWidgetOptions['context'] | undefined
  /** Structured metadata: external ID to value */
  readonly metadata?: UploadWidgetOptions['metadata'] | undefined
  /** Ask for structured metadata before each upload; needs a preset with widget_metadata @default false */
  readonly metadataForm?: UploadWidgetOptions['metadataForm'] | undefined
  /** Kind of asset @default "auto" */
  readonly resourceType?: UploadWidgetOptions['resourceType'] | undefined
  /** Detection add-on to run */
  readonly detection?: UploadWidgetOptions['detection'] | undefined
  /** Script to run after storing */
  readonly onSuccess?: UploadWidgetOptions['onSuccess'] | undefined
  /** Further upload parameters, by their wire names */
  readonly uploadParameters?: UploadWidgetOptions['uploadParameters'] | undefined
  /** Files over this size go in parts of this size @default 20000000 */
  readonly maxChunkSize?: UploadWidgetOptions['maxChunkSize'] | undefined
  /** How often a failing request is tried again @default 3 */
  readonly retries?: UploadWidgetOptions['retries'] | undefined
  /** Do not offer to go on with interrupted uploads after a reload @default false */
  readonly withoutResume?: UploadWidgetOptions['withoutResume'] | undefined
  /** Show the widget in place instead of in a dialog @default false */
  readonly inline?: UploadWidgetOptions['inline'] | undefined
  /** Element to show the widget in (compat) */
  readonly inlineContainer?: UploadWidgetOptions['inlineContainer'] | undefined
  /** Leave out the button that opens the dialog @default false */
  readonly withoutTrigger?: UploadWidgetOptions['withoutTrigger'] | undefined
  /** Leave out the button that minimises @default false */
  readonly withoutMinimize?: UploadWidgetOptions['withoutMinimize'] | undefined
  /** Leave out the button that picks a folder @default false */
  readonly withoutFolders?: UploadWidgetOptions['withoutFolders'] | undefined
  /** Wait with each batch until people press the button that uploads, so that they can put it in order @default false */
  readonly manualStart?: UploadWidgetOptions['manualStart'] | undefined
  /** Take files that are dropped anywhere on the page @default false */
  readonly dropOnPage?: UploadWidgetOptions['dropOnPage'] | undefined
  /** Where a paste adds files: in the widget, anywhere on the page, or nowhere @default "widget" */
  readonly pasteScope?: UploadWidgetOptions['pasteScope'] | undefined
  /** Minimise when the upload starts @default false */
  readonly autoMinimize?: UploadWidgetOptions['autoMinimize'] | undefined
  /** Side of the minimised bar: left or right, with a distance @default "right:35px" */
  readonly queueViewPosition?: UploadWidgetOptions['queueViewPosition'] | undefined
  /** Host names that the image search offers to search; `all` is anywhere, the first is chosen @default ["all"] */
  readonly searchBySites?: UploadWidgetOptions['searchBySites'] | undefined
  /** Let people narrow the image search by what they may do with pictures @default false */
  readonly searchByRights?: UploadWidgetOptions['searchByRights'] | undefined
  /** Let people set public ID, tags, context and, where there is a choice, the preset @default false */
  readonly showAdvancedOptions?: UploadWidgetOptions['showAdvancedOptions'] | undefined
  /** Function (callback, prefix) that suggests tags while people type; else those that a preset with widget_tags tells */
  readonly getTags?: UploadWidgetOptions['getTags'] | undefined
  /** Function (callback) that gives the presets people may choose from; else those with widget_listed */
  readonly getUploadPresets?: UploadWidgetOptions['getUploadPresets'] | undefined
  /** Function (callback, batch) that may cancel before anything is sent */
  readonly preBatch?: UploadWidgetOptions['preBatch'] | undefined
  /** Show the line that names the product @default true */
  readonly showPoweredBy?: UploadWidgetOptions['showPoweredBy'] | undefined
  /** Show the button that lists finished uploads @default false */
  readonly showCompletedButton?: UploadWidgetOptions['showCompletedButton'] | undefined
  /** Show the button that adds more files @default true */
  readonly showUploadMoreButton?: UploadWidgetOptions['showUploadMoreButton'] | undefined
  /** Show pictures of web addresses from where they lie; their hosts learn of it. Absent: no preview before the upload @default false */
  readonly showInsecurePreview?: UploadWidgetOptions['showInsecurePreview'] | undefined
  /** Close after the only file is uploaded @default true */
  readonly singleUploadAutoClose?: UploadWidgetOptions['singleUploadAutoClose'] | undefined
  /** Theme; default follows the page, auto the system @default "default" */
  readonly theme?: UploadWidgetOptions['theme'] | undefined
  /** Palette, fonts, frame background */
  readonly styles?: UploadWidgetOptions['styles'] | undefined
  /** Language; else the nearest lang attribute, else the browser's */
  readonly language?: UploadWidgetOptions['language'] | undefined
  /** Texts of yours, by language and key */
  readonly text?: UploadWidgetOptions['text'] | undefined
  /** Form that gets hidden inputs */
  readonly form?: UploadWidgetOptions['form'] | undefined
  /** Name of these hidden inputs */
  readonly fieldName?: UploadWidgetOptions['fieldName'] | undefined
  /** Where the list of thumbnails goes; false for none */
  readonly thumbnails?: UploadWidgetOptions['thumbnails'] | undefined
  /** Transformation of thumbnails */
  readonly thumbnailTransformation?: UploadWidgetOptions['thumbnailTransformation'] | undefined
  /** Class of the generated button @default "cloudinary-button" */
  readonly buttonClass?: UploadWidgetOptions['buttonClass'] | undefined
  /** Caption of the generated button @default "Upload image" */
  readonly buttonCaption?: UploadWidgetOptions['buttonCaption'] | undefined
  /** Name in a form */
  readonly name?: UploadWidgetOptions['name'] | undefined
  /** At least one upload before the form may be sent @default false */
  readonly required?: UploadWidgetOptions['required'] | undefined
  /** Nothing can be picked @default false */
  readonly disabled?: UploadWidgetOptions['disabled'] | undefined
  /** What a form gets for each upload @default "reference" */
  readonly valueFormat?: UploadWidgetOptions['valueFormat'] | undefined
  /** A file was accepted into the queue. */
  readonly onUploadAdded?: ElementHandler<UploadWidgetEvents['tintype-upload-added']> | undefined
  /** Files are about to be queued; cancellable. */
  readonly onUploadBeforeBatch?: ElementHandler<UploadWidgetEvents['tintype-upload-before-batch']> | undefined
  /** Bytes went out: percent of the file and of the queue. */
  readonly onUploadProgress?: ElementHandler<UploadWidgetEvents['tintype-upload-progress']> | undefined
  /** One file is stored; `detail` is the upload response. */
  readonly onUploadSuccess?: ElementHandler<UploadWidgetEvents['tintype-upload-success']> | undefined
  /** One file was refused or failed; `detail` has status, text and file. */
  readonly onUploadError?: ElementHandler<UploadWidgetEvents['tintype-upload-error']> | undefined
  /** The queue starts to move. */
  readonly onUploadQueueStart?: ElementHandler<UploadWidgetEvents['tintype-upload-queue-start']> | undefined
  /** Every file of the queue has ended. */
  readonly onUploadQueueEnd?: ElementHandler<UploadWidgetEvents['tintype-upload-queue-end']> | undefined
  /** Another source is shown. */
  readonly onUploadSourceChange?: ElementHandler<UploadWidgetEvents['tintype-upload-source-change']> | undefined
  /** shown, hidden, minimized or expanded. */
  readonly onUploadDisplayChange?: ElementHandler<UploadWidgetEvents['tintype-upload-display-change']> | undefined
  /** Files were cancelled. */
  readonly onUploadAbort?: ElementHandler<UploadWidgetEvents['tintype-upload-abort']> | undefined
  /** Failed files are tried again. */
  readonly onUploadRetry?: ElementHandler<UploadWidgetEvents['tintype-upload-retry']> | undefined
  /** A batch was refused as a whole. */
  readonly onUploadBatchCancelled?: ElementHandler<UploadWidgetEvents['tintype-upload-batch-cancelled']> | undefined
  /** People changed the tags. */
  readonly onUploadTags?: ElementHandler<UploadWidgetEvents['tintype-upload-tags']> | undefined
  /** People changed the public ID. */
  readonly onUploadPublicId?: ElementHandler<UploadWidgetEvents['tintype-upload-public-id']> | undefined
  /** Only finished files are listed. */
  readonly onUploadShowCompleted?: ElementHandler<UploadWidgetEvents['tintype-upload-show-completed']> | undefined
  /** The widget was closed. */
  readonly onUploadClose?: ElementHandler<UploadWidgetEvents['tintype-upload-close']> | undefined
}

export const UploadWidget = wrapElement<TintypeUploadWidget, UploadWidgetProps>({
  tagName: 'tintype-upload-widget',
  elementClass: TintypeUploadWidget,
  attributes: {
    cloudName: 'cloud-name',
    uploadPreset: 'upload-preset',
    apiKey: 'api-key',
    signatureEndpoint: 'signature-endpoint',
    apiBase: 'api-base',
    deliveryBase: 'delivery-base',
    sources: 'sources',
    defaultSource: 'default-source',
    multiple: 'multiple',
    maxFiles: 'max-files',
    minFiles: 'min-files',
    maxTotalFileSize: 'max-total-file-size',
    clientAllowedFormats: 'accept',
    maxFileSize: 'max-file-size',
    maxImageFileSize: 'max-image-file-size',
    maxVideoFileSize: 'max-video-file-size',
    maxRawFileSize: 'max-raw-file-size',
    minImageWidth: 'min-image-width',
    minImageHeight: 'min-image-height',
    maxImageWidth: 'max-image-width',
    maxImageHeight: 'max-image-height',
    validateMaxWidthHeight: 'validate-max-width-height',
    cameraVideo: 'camera-video',
    cameraFacing: 'camera-facing',
    nativeCamera: 'native-camera',
    maxRecordingSeconds: 'max-recording-seconds',
    withoutRecordingSound: 'without-recording-sound',
    reduceImages: 'reduce-images',
    stripMetadata: 'strip-metadata',
    whenMetadataStays: 'when-metadata-stays',
    reduceWorker: 'reduce-worker',
    cropping: 'cropping',
    showSkipCropButton: 'show-skip-crop-button',
    cropRequired: 'crop-required',
    croppingAspectRatio: 'crop-aspect-ratio',
    croppingDefaultSelectionRatio: 'cropping-default-selection-ratio',
    croppingShowDimensions: 'cropping-show-dimensions',
    croppingCoordinatesMode: 'cropping-coordinates-mode',
    croppingShowBackButton: 'cropping-show-back-button',
    croppingValidateDimensions: 'cropping-validate-dimensions',
    publicId: 'public-id',
    folder: 'folder',
    assetFolder: 'asset-folder',
    useAssetFolderAsPublicIdPrefix: 'use-asset-folder-as-public-id-prefix',
    displayName: 'display-name',
    tags: 'tags',
    metadataForm: 'metadata-form',
    resourceType: 'resource-type',
    detection: 'detection',
    maxChunkSize: 'max-chunk-size',
    retries: 'retries',
    withoutResume: 'without-resume',
    inline: 'inline',
    withoutTrigger: 'without-trigger',
    withoutMinimize: 'without-minimize',
    withoutFolders: 'without-folders',
    manualStart: 'manual-start',
    dropOnPage: 'drop-on-page',
    pasteScope: 'paste-scope',
    autoMinimize: 'auto-minimize',
    queueViewPosition: 'queue-position',
    searchBySites: 'search-by-sites',
    searchByRights: 'search-by-rights',
    showAdvancedOptions: 'show-advanced-options',
    showPoweredBy: 'show-powered-by',
    showCompletedButton: 'show-completed-button',
    showUploadMoreButton: 'show-upload-more-button',
    showInsecurePreview: 'show-insecure-preview',
    singleUploadAutoClose: 'single-upload-auto-close',
    theme: 'theme',
    language: 'language',
    fieldName: 'field-name',
    name: 'name',
    required: 'required',
    disabled: 'disabled',
    valueFormat: 'value-format',
  },
  properties: [
    'uploadSignature',
    'uploadSignatureTimestamp',
    'prepareUploadParams',
    'deleteHost',
    'secure',
    'sources',
    'clientAllowedFormats',
    'validators',
    'tags',
    'context',
    'metadata',
    'onSuccess',
    'uploadParameters',
    'inlineContainer',
    'searchBySites',
    'getTags',
    'getUploadPresets',
    'preBatch',
    'styles',
    'text',
    'form',
    'thumbnails',
    'thumbnailTransformation',
    'buttonClass',
    'buttonCaption',
  ],
  events: {
    onUploadAdded: 'tintype-upload-added',
    onUploadBeforeBatch: 'tintype-upload-before-batch',
    onUploadProgress: 'tintype-upload-progress',
    onUploadSuccess: 'tintype-upload-success',
    onUploadError: 'tintype-upload-error',
    onUploadQueueStart: 'tintype-upload-queue-start',
    onUploadQueueEnd: 'tintype-upload-queue-end',
    onUploadSourceChange: 'tintype-upload-source-change',
    onUploadDisplayChange: 'tintype-upload-display-change',
    onUploadAbort: 'tintype-upload-abort',
    onUploadRetry: 'tintype-upload-retry',
    onUploadBatchCancelled: 'tintype-upload-batch-cancelled',
    onUploadTags: 'tintype-upload-tags',
    onUploadPublicId: 'tintype-upload-public-id',
    onUploadShowCompleted: 'tintype-upload-show-completed',
    onUploadClose: 'tintype-upload-close',
  },
})
