/** What is written against the two published type packages of the reference fits our functions. */
import type {
  CloudinaryCreateUploadWidget,
  CloudinaryUploadWidgetError,
  CloudinaryUploadWidgetInstanceMethods,
  CloudinaryUploadWidgetResults,
  CloudinaryUploadWidgetOptions as UtilOptions,
} from '@cloudinary-util/types'
import type { CloudinaryNamespace } from '@tintype/widgets/types/namespace'

declare const ours: CloudinaryNamespace

// The one whose types are global: our functions may stand in the place of its.
const definitelyTyped: typeof cloudinary = ours
const options: CloudinaryUploadWidgetOptions = {
  cloudName: 'demo',
  uploadPreset: 'getting_started',
  sources: ['local', 'camera'],
  cropping: true,
  croppingAspectRatio: 1,
  styles: { palette: { action: '#339933' } as never },
  preBatch: (callback) => callback({ cancel: true }),
}
const theirs: CloudinaryUploadWidget = ours.createUploadWidget(options, (error, result) => {
  if (error === null && result.event === 'success') theirs.close({ quiet: true })
})
theirs.open()
theirs.update({ folder: 'b' })
definitelyTyped.createUploadWidget(options, (error: string | null, result: CloudinaryEvent) => [error, result])

// The one whose types are imported.
const utilOptions: UtilOptions = { cloudName: 'demo', maxFiles: 2, multiple: true }
const utilCreate: CloudinaryCreateUploadWidget = ours.createUploadWidget
const methods: CloudinaryUploadWidgetInstanceMethods = utilCreate(
  utilOptions,
  (error: CloudinaryUploadWidgetError, results: CloudinaryUploadWidgetResults) => {
    if (error === null && typeof results.info === 'object') ours.setCloudName(results.info.public_id)
  },
)
void methods.destroy({ removeThumbnails: true })
