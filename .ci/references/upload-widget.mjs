/** `widgets/docs/upload-widget.md`. */
import { widgetPage } from './widget-page.mjs'

const HEAD = `# Upload Widget

<!-- Generated from widgets/upload-widget by "npm run references". -->

Takes files from people and uploads them: from their device (button, drop, paste, folder), a web address or the camera.

## As an element

\`\`\`html
<script src="http://127.0.0.1:8080/widgets/upload-widget/latest/global/all.js"></script>
<tintype-upload-widget cloud-name="demo" upload-preset="getting_started" inline></tintype-upload-widget>
\`\`\`

From npm: \`import '@tintype/widgets/define/upload-widget'\` registers the element; \`import { TintypeUploadWidget } from
'@tintype/widgets/upload-widget'\` gives the class and registers nothing.

## As Cloudinary's functions

\`cloudinary.createUploadWidget(options, callback)\`, \`openUploadWidget\` and \`applyUploadWidget\` take the same options in
camel or snake case. The callback gets \`(error, result)\`; \`result.event\` and \`result.info\` are as you know them.

## Signed uploads

\`signature-endpoint\` names an address of yours: it gets \`{ paramsToSign }\` as JSON and answers \`{ signature }\`. Or give a
function as \`uploadSignature\`. The secret never reaches the page.

## Sources of your own

A page can add a source, with a screen that it makes itself:

\`\`\`js
const unregister = cloudinary.tintype.registerSource({
  name: 'archive',
  label: (language) => (language.startsWith('de') ? 'Unser Archiv' : 'Our archive'),
  icon: 'M4 6h16v12H4z',
  mount(panel, host) {
    const button = document.createElement('button')
    button.textContent = 'Take the newest picture'
    button.addEventListener('click', () => host.addFiles(['https://archive.example.com/newest.jpg']))
    panel.append(button)
    return () => {}
  },
})
cloudinary.openUploadWidget({ cloudName: 'demo', uploadPreset: 'getting_started', sources: ['local', 'archive'] }, done)
\`\`\`

\`mount\` is called when the tab is first shown. The panel lies in the page, below the element, so your own styles and scripts
apply to it; it gets nodes, never markup. It stays while people look at other sources, and is taken away, after the function
that \`mount\` gave, when the widget closes. \`icon\` is the \`d\` of a path in a square of 24. \`host\` has:

| | |
|---|---|
| \`addFiles(files)\` | hands files (\`File\`) and web addresses (text or \`URL\`) to the queue; the rules of the page apply to them |
| \`limits()\` | \`{ multiple, remaining, allowedFormats, maxFileSize }\` as they are now |
| \`signal\` | aborted when the panel is taken away |
| \`language\`, \`direction\` | of the widget's texts |
| \`close()\` | closes the widget |

What \`mount\` throws is shown as a failure that can be tried again; the widget goes on. Every widget of the page that lists the
name has the tab, from the moment of the registration to \`unregister()\`. From npm: \`import { registerSource } from
'@tintype/widgets/upload-widget'\`.

## Paid libraries

The sources \`shutterstock\`, \`getty\` and \`istock\` work where the server was given a way to buy. People choose a plan and a
format, see the total, and buy; the file is uploaded at once, with \`stock_library\`, \`stock_id\` and \`stock_license\` in its
context. It has to be a signed upload: the parameters to sign have \`stock_license\`, JSON of what is bought. Sign it for those
who may spend your money only.

`

export const uploadWidgetPage = () => widgetPage('upload-widget', HEAD)
