/** A page in TypeScript that loads the widgets by script tags, with `@tintype/widgets/types/compat`. */
import type { CloudinaryUploadWidget } from '@tintype/widgets/types/compat'

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
