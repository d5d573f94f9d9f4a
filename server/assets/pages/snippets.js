/** The code to copy, for a picture and a transformation. */

/**
 * @param {{ publicId: string, version: number, format: string } | null} asset
 * @param {{ base: string, publicUrl: string, cloudName: string, preset: string }} server
 * @param {string} chain
 * @param {string} url
 * @returns {{ name: string, code: string }[]}
 */
export function snippets(asset, server, chain, url) {
  const host = server.publicUrl.replace(/^https?:\/\//, '')
  const secure = server.publicUrl.startsWith('https:')
  const publicId = asset?.publicId ?? 'your-picture'
  const shown = url || `${server.publicUrl}/${server.cloudName}/image/upload/${chain}/${publicId}`
  const hostOption = secure ? `secure_distribution: '${host}'` : `secure: false, cname: '${host}'`
  return [
    {
      name: 'HTML',
      code: `<script src="${server.publicUrl}/widgets/upload-widget/latest/global/all.js"></script>
<button id="upload">Upload a picture</button>
<img id="picture" src="${shown}" alt="">
<script>
  const widget = cloudinary.createUploadWidget(
    { cloudName: '${server.cloudName}', uploadPreset: '${server.preset}' },
    (error, result) => {
      if (result.event === 'success') document.getElementById('picture').src = result.info.url
    },
  )
  document.getElementById('upload').onclick = () => widget.open()
</script>`,
    },
    {
      name: 'Node.js',
      code: `// Set CLOUDINARY_URL first: "npx tintype env --for node" prints it.
import { v2 as cloudinary } from 'cloudinary'

const { public_id } = await cloudinary.uploader.upload('picture.jpg')
const url = cloudinary.url(public_id, {
  raw_transformation: '${chain}',
  ${hostOption},
})`,
    },
    {
      name: 'url-gen',
      code: `import { Cloudinary } from '@cloudinary/url-gen'

const cloud = new Cloudinary({
  cloud: { cloudName: '${server.cloudName}' },
  url: { ${secure ? `secureDistribution: '${host}'` : `secure: false, cname: '${host}'`} },
})
const url = cloud.image('${publicId}').addTransformation('${chain}').toURL()`,
    },
    { name: 'Address', code: shown },
  ]
}
