/**
 * Middleware for web-test-runner: `/__snippet__/<test id>/<way>` is a page as the reference's documentation writes it,
 * with nothing changed but the address of the script. What the callbacks are told is collected in `window.calls`.
 */
import { LIBRARY_PAGES } from './library-snippets.js'

export function snippetPages({ origin, cloudName, presets }) {
  return async (context, next) => {
    const [, id, way] = /^\/__snippet__\/([\w-]+)\/([\w-]+)$/.exec(context.path) ?? []
    const page = PAGES[way] ?? LIBRARY_PAGES[way]
    if (!page) return next()
    const folder = `${origin}/t/${id}/widgets`
    const options =
      way in PAGES ? uploadOptions(cloudName, presets) : await libraryOptions(`${origin}/t/${id}`, cloudName, id)
    context.type = 'html'
    context.body = `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>${way}</title>
<script>window.calls = []; function told(error, result) { calls.push({ error: error, result: result }) }</script></head>
<body>${page({ folder, options, cloudName, preset: presets.unsigned, deletable: presets.deletable })}</body></html>`
    return undefined
  }
}

function uploadOptions(cloudName, presets) {
  return `{ cloudName: '${cloudName}', uploadPreset: '${presets.unsigned}' }`
}

/** As the server of the site writes them into its page: it has signed for its visitor. */
async function libraryOptions(base, cloudName, id) {
  const body = JSON.stringify({ username: 'guest@example.com' })
  const visitor = await (await fetch(`${base}/__visitor`, { method: 'POST', body })).json()
  return JSON.stringify({ cloud_name: cloudName, ...visitor, folder: { path: `library-${id}` } })
}

const ALL = 'upload-widget/latest/global/all.js'
const opener = (options) => `
  var myWidget = cloudinary.createUploadWidget(${options}, told)
  document.getElementById('upload_widget').addEventListener('click', function () { myWidget.open() }, false)`
const BUTTON = '<button id="upload_widget" class="cloudinary-button">Upload files</button>'

/** Every event with where it began, as a page of the reference's first generation listens for it. */
const jqueryPage = (options) => `
  window.news = []
  $(document).on('cloudinarywidgetfileuploadsuccess cloudinarywidgetfileuploadfail cloudinarywidgetclosed ' +
    'cloudinarywidgetdeleted cloudinarywidgetsuccess cloudinarywidgeterror', function (e, data) {
    news.push({ type: e.type.replace('cloudinarywidget', ''), target: e.target.id || 'document', data: data })
  })
  $('#file').cloudinary_upload_widget(Object.assign({ max_file_size: 50000 }, ${options}), told)`

const PAGES = {
  classic: ({ folder, options }) =>
    `${BUTTON}<script src="${folder}/${ALL}" type="text/javascript"></script><script>${opener(options)}</script>`,
  'older-address': ({ folder, options }) =>
    `${BUTTON}<script src="${folder}/v2.0/global/all.js"></script><script>${opener(options)}</script>`,
  'bare-address': ({ folder, options }) =>
    `${BUTTON}<script src="${folder}/global/all.js"></script><script>${opener(options)}</script>`,
  async: ({ folder, options }) =>
    `${BUTTON}<script async src="${folder}/${ALL}"></script>
    <script>(window.cloudinaryQueue = window.cloudinaryQueue || []).push(function () {${opener(options)}})</script>`,
  defer: ({ folder, options }) =>
    `${BUTTON}<script defer src="${folder}/${ALL}"></script>
    <script>document.addEventListener('DOMContentLoaded', function () {${opener(options)}})</script>`,
  module: ({ folder, options }) =>
    `${BUTTON}<script type="module" src="${folder}/${ALL}"></script><script type="module">${opener(options)}</script>`,
  import: ({ folder, options }) =>
    `${BUTTON}<script type="module">import '${folder}/${ALL.replace('.js', '.mjs')}'\n${opener(options)}</script>`,
  'data-attributes': ({ folder, options }) =>
    // A copy of the script on the page's own host: the attribute says where the server is.
    `${BUTTON}<script src="/widgets/dist/bundles/${ALL}" data-api-base="${folder.replace(/\/widgets$/, '')}"></script>
    <script>${opener(options)}</script>`,
  nonce: ({ folder, options }) =>
    `${BUTTON}<script nonce="abc" data-nonce="abc" src="${folder}/${ALL}"></script><script>${opener(options)}</script>`,
  jquery: ({ folder, options }) =>
    `<form id="form"><input type="file" name="photo" id="file" /></form>
    <script src="/node_modules/jquery/dist/jquery.js"></script><script src="${folder}/${ALL}"></script>
    <script>${jqueryPage(options)}</script>`,
  'jquery-later': ({ folder, options }) =>
    `<form id="form"><input type="file" name="photo" id="file" /></form><script src="${folder}/${ALL}"></script>
    <script src="/node_modules/jquery/dist/jquery.js"></script>
    <script>jQuery(window).on('load', function () {${jqueryPage(options)}})</script>`,
  'jquery-deleting': ({ folder, options, deletable }) =>
    `<form id="form"><input type="file" name="photo" id="file" /></form>
    <script src="/node_modules/jquery/dist/jquery.js"></script><script src="${folder}/${ALL}"></script>
    <script>${jqueryPage(`Object.assign(${options}, { uploadPreset: '${deletable}' })`)}</script>`,
  several: ({ folder, options }) =>
    `<div id="one"></div><div id="two"></div><form><input type="file" name="photo" id="file" /></form>
    <script src="${folder}/${ALL}"></script>
    <script>
      cloudinary.openUploadWidget(Object.assign({ inlineContainer: '#one' }, ${options}), told)
      cloudinary.openUploadWidget(Object.assign({ inlineContainer: '#two' }, ${options}), told)
      cloudinary.applyUploadWidget('#file', ${options}, told)
    </script>`,
  dialog: ({ folder, options }) =>
    `<dialog id="host">${BUTTON}</dialog><script src="${folder}/${ALL}"></script>
    <script>document.getElementById('host').showModal();${opener(options)}</script>`,
  shadow: ({ folder, cloudName, preset, options }) =>
    `<div id="host"></div><script src="${folder}/${ALL}"></script>
    <script>
      var root = document.getElementById('host').attachShadow({ mode: 'open' })
      root.innerHTML = '<div id="box"></div><tintype-upload-widget cloud-name="${cloudName}" upload-preset="${preset}"></tintype-upload-widget>'
      cloudinary.openUploadWidget(Object.assign({ inlineContainer: root.getElementById('box') }, ${options}), told)
    </script>`,
}
