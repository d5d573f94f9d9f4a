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

`

export const uploadWidgetPage = () => widgetPage('upload-widget', HEAD)
