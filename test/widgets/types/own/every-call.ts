/**
 * What the published types of the reference accept is accepted by ours too, call by call: every function and method, and
 * the options in the shapes that those types give them.
 */
const { applyUploadWidget, createUploadWidget, openUploadWidget, setCloudName } = cloudinary
const presets = { cloudName: 'demo', uploadPreset: 'getting_started' }
const heard: string[] = []

setCloudName('demo')
// @ts-expect-error: a name is needed
setCloudName()

const widget = createUploadWidget(presets, () => undefined)
widget.open()
widget.open('url')
widget.show()
widget.hide()
widget.minimize()
widget.close()
widget.close({ quiet: true })
void widget.destroy({ removeThumbnails: true })
const states: readonly boolean[] = [widget.isShowing(), widget.isMinimized(), widget.isDestroyed()]

openUploadWidget(presets, (error, result) => {
  if (error !== null) heard.push(typeof error === 'string' ? error : String(error.status))
  else if (result.event === 'show-completed')
    for (const { uploadInfo } of result.info.items) heard.push(uploadInfo.public_id)
  else if (result.event === 'success') heard.push(result.info.secure_url, ...result.info.tags)
  else if (result.event === 'queues-end') heard.push(...result.info.files.map(({ name }) => name))
})
applyUploadWidget(document.querySelector('a') as HTMLElement, presets, () => undefined)
applyUploadWidget('#opener', presets)

createUploadWidget({ cloudName: 'demo', uploadSignature: 'c0ffee', uploadSignatureTimestamp: 1_795_417_790 })
createUploadWidget({
  cloudName: 'demo',
  uploadSignature: (next: (signature: string) => void, parameters: object) => next(JSON.stringify(parameters)),
})
createUploadWidget({ cloudName: 'demo', inlineContainer: document.body, form: '#form', fieldName: 'photo' })
createUploadWidget({
  ...presets,
  getTags: (tell: (tags: string[]) => void, prefix: string) => tell([prefix]),
  getUploadPresets: (tell: (presets: string[]) => void) => tell(['plain']),
  preBatch: (go: (answer?: object) => void, { files }: { files: readonly File[] }) =>
    go(files.length > 5 ? { cancel: true } : undefined),
  prepareUploadParams: (go: (parameters: object) => void, wanted: object | readonly object[]) =>
    Promise.all([wanted].flat().map(async (each) => each)).then(go),
})
widget.update({
  sources: ['local', 'url'],
  defaultSource: 'local',
  encryption: { key: '00', iv: '01' },
  croppingAspectRatio: null,
  croppingCoordinatesMode: 'face',
  clientAllowedFormats: ['webp', 'videos'],
  context: { alt: 'A harbour' },
  thumbnailTransformation: [{ width: 200, crop: 'fill' }, { effect: 'sepia' }],
  styles: { palette: { action: '#0b6e4f' }, fonts: { "'Own', serif": 'https://fonts.example/own.css' } },
  text: { en: { queue: { title: 'Pictures to send' } } },
  queueViewPosition: 'right:35px',
})

export const used = [states, heard]
