/**
 * Pages with Media Libraries as the reference's documentation writes them, for `snippet-pages.js`: nothing is changed but
 * the address of the script. What `insertHandler` is told is collected in `window.calls`.
 */

const ALL = 'media-library/global/all.js'
const BUTTON = '<button id="open-btn">Add from library</button>'
const HANDLERS = `{ insertHandler: function (data) {
    data.assets.forEach(function (asset) { calls.push({ mlId: data.mlId, asset: asset }) })
  } }`
const creating = (options) =>
  `window.ml = cloudinary.createMediaLibrary(${options}, ${HANDLERS}, document.getElementById('open-btn'))`
const script = (folder, more = '') => `<script ${more} src="${folder}/${ALL}"></script>`

export const LIBRARY_PAGES = {
  'library-classic': ({ folder, options }) => `${BUTTON}${script(folder)}<script>${creating(options)}</script>`,
  'library-latest': ({ folder, options }) =>
    `${BUTTON}<script src="${folder}/media-library/latest/global/all.js"></script><script>${creating(options)}</script>`,
  'library-selector': ({ folder, options }) =>
    `${BUTTON}${script(folder)}
    <script>window.ml = cloudinary.createMediaLibrary(${options}, ${HANDLERS}, '#open-btn')</script>`,
  'library-async': ({ folder, options }) =>
    `${BUTTON}${script(folder, 'async')}
    <script>(window.cloudinaryQueue = window.cloudinaryQueue || []).push(function () {${creating(options)}})</script>`,
  'library-defer': ({ folder, options }) =>
    `${BUTTON}${script(folder, 'defer')}
    <script>document.addEventListener('DOMContentLoaded', function () {${creating(options)}})</script>`,
  'library-module': ({ folder, options }) =>
    `${BUTTON}${script(folder, 'type="module"')}<script type="module">${creating(options)}</script>`,
  'library-import': ({ folder, options }) =>
    `${BUTTON}<script type="module">import '${folder}/${ALL.replace('.js', '.mjs')}'\n${creating(options)}</script>`,
  'library-data-attributes': ({ folder, options }) =>
    // A copy of the script on the page's own host: the attribute says where the server is.
    `${BUTTON}<script src="/widgets/dist/bundles/media-library/latest/global/all.js"
      data-api-base="${folder.replace(/\/widgets$/, '')}"></script><script>${creating(options)}</script>`,
  'library-open': ({ folder, options }) =>
    `${script(folder)}<script>window.ml = cloudinary.openMediaLibrary(${options}, ${HANDLERS})</script>`,
  // The sample that warns of the commonest mistake: what was transformed lies in `derived`.
  'library-derived': ({ folder, options }) =>
    `<img id="shown" alt="" />${script(folder)}
    <script>
      window.ml = cloudinary.openMediaLibrary(
        Object.assign({ default_transformations: [[{ quality: 'auto' }, { fetch_format: 'auto' }]] }, ${options}),
        { insertHandler: function (data) {
          data.assets.forEach(function (asset) {
            var url = asset.derived ? asset.derived[0].secure_url : asset.secure_url
            document.getElementById('shown').dataset.address = url
            calls.push({ mlId: data.mlId, asset: asset })
          })
        } })
    </script>`,
  'library-several': ({ folder, options }) =>
    `<div id="one" style="block-size: 600px"></div>${BUTTON}${script(folder)}
    <script>
      cloudinary.openMediaLibrary(Object.assign({ inline_container: '#one' }, ${options}), ${HANDLERS})
      ${creating(options)}
    </script>`,
  // Both scripts are called all.js and fill the same global.
  'library-beside-upload': ({ folder, options, cloudName, preset }) =>
    `${BUTTON}<button id="upload_widget">Upload</button>
    <script src="${folder}/upload-widget/latest/global/all.js"></script>${script(folder)}
    <script>
      ${creating(options)}
      var uploads = cloudinary.createUploadWidget({ cloudName: '${cloudName}', uploadPreset: '${preset}' },
        function (error, result) { if (!error && result.event === 'success') calls.push({ uploaded: result.info }) })
      document.getElementById('upload_widget').addEventListener('click', function () { uploads.open() }, false)
    </script>`,
  'library-dialog': ({ folder, options }) =>
    `<dialog id="host">${BUTTON}</dialog>${script(folder)}
    <script>document.getElementById('host').showModal();${creating(options)}</script>`,
  'library-shadow': ({ folder, options }) =>
    `<div id="host"></div>${script(folder)}
    <script>
      var options = ${options}
      var root = document.getElementById('host').attachShadow({ mode: 'open' })
      root.innerHTML = '<div id="box" style="block-size: 600px"></div><button id="inner">Open</button>' +
        '<tintype-media-library id="own" cloud-name="' + options.cloud_name + '"></tintype-media-library>'
      cloudinary.openMediaLibrary(Object.assign({ inline_container: root.getElementById('box') }, options), ${HANDLERS})
      cloudinary.createMediaLibrary(options, ${HANDLERS}, root.getElementById('inner'))
      root.getElementById('own').options = options
    </script>`,
}
