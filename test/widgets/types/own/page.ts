/** A page in TypeScript that loads the widgets by script tags, with `@tintype/widgets/types/compat`. */
import type { CloudinaryMediaLibrary, CloudinaryUploadWidget } from '@tintype/widgets/types/compat'

const widget: CloudinaryUploadWidget = cloudinary.createUploadWidget(
  { cloudName: 'demo', uploadPreset: 'getting_started', sources: ['local', 'url'] },
  (error, result) => {
    if (error === null && result.event === 'success') window.cloudinary.tintype.restore('createUploadWidget')
  },
)
widget.open('url').close({ quiet: true })
void widget.destroy({ removeThumbnails: true }).then(() => widget.isDestroyed())
window.cloudinaryQueue?.push(() => cloudinary.setCloudName('demo'))
cloudinary.tintype.configure({ apiBase: 'https://media.example' })

// @ts-expect-error: options are an object
cloudinary.createUploadWidget('demo')

const library: CloudinaryMediaLibrary = cloudinary.createMediaLibrary(
  {
    cloud_name: 'demo',
    api_key: '123456789012345',
    max_files: '3',
    folder: { path: 'press', resource_type: 'image' },
    default_transformations: [[{ quality: 'auto' }, { fetch_format: 'auto' }]],
    show_folders: true,
  },
  {
    insertHandler: ({ mlId, assets }) =>
      assets.map(({ derived, insert_url: url }) => derived?.[0]?.secure_url ?? url + mlId),
    identityHandler: ({ authorized, username }) => (authorized ? username : undefined),
  },
  document.querySelector('#open'),
)
library.on('error', ({ message, http_code: status }) => [message, status]).show({ insert_caption: 'Take' })
cloudinary.openMediaLibrary({ cloudName: 'demo' }).hide()

// @ts-expect-error: not a place
cloudinary.createMediaLibrary({ cloud_name: 'demo', folder: 7 })
// @ts-expect-error: no such event
library.on('inserted', () => undefined)
