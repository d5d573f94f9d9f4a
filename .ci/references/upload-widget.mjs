/** `widgets/docs/upload-widget.md`, from the option table and the header doc of the element. */
import { readFileSync } from 'node:fs'
import { attributeOf } from '../../widgets/kit/options.ts'
import { uploadWidgetOptions } from '../../widgets/upload-widget/options.ts'

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

export function uploadWidgetPage() {
  const header = /^\/\*\*([\s\S]*?)\*\//.exec(
    readFileSync(new URL('../../widgets/upload-widget/element.ts', import.meta.url), 'utf8'),
  )
  const text = (header?.[1] ?? '').replace(/^ ?\* ?/gm, '').replace(/^ \* ?/gm, '')
  return [
    HEAD + options(),
    section('Events', '@fires', text),
    section('Slots', '@slot', text),
    section('Parts', '@csspart', text),
    section('Custom properties', '@cssproperty', text),
  ].join('\n')
}

function options() {
  const rows = Object.entries(uploadWidgetOptions).map(([name, option]) => {
    const attribute = attributeOf(name, option)
    const value = option.default === undefined ? '' : `\`${JSON.stringify(option.default)}\``
    return `| \`${name}\` | ${attribute === undefined ? '' : `\`${attribute}\``} | ${value} | ${cell(option.summary)} |\n`
  })
  return `## Options\n\n| option | attribute | default | meaning |\n|---|---|---|---|\n${rows.join('')}`
}

function section(title, tag, text) {
  const entries = text.split(/^\s*(?=@)/m).filter((entry) => entry.startsWith(`${tag} `))
  const rows = entries.map((entry) => {
    const [, name = '', summary = ''] = /^@\w+\s+(\S+)\s*(?:-\s*)?([\s\S]*)$/.exec(entry.trim()) ?? []
    return `| \`${name}\` | ${cell(summary.replace(/\s+/g, ' '))} |\n`
  })
  return `## ${title}\n\n| name | meaning |\n|---|---|\n${rows.join('')}`
}

function cell(text) {
  return text.replace(/\|/g, '\\|')
}
