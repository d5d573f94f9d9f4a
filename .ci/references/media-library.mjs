/** `widgets/docs/media-library.md`. */
import { widgetPage } from './widget-page.mjs'

const HEAD = `# Media Library

<!-- Generated from widgets/media-library by "npm run references". -->

Shows the assets of a product environment to people who may see them, and hands what they choose to the page.

## As an element

\`\`\`html
<script src="http://127.0.0.1:8080/widgets/media-library/latest/global/all.js"></script>
<tintype-media-library cloud-name="demo"></tintype-media-library>
\`\`\`

From npm: \`import '@tintype/widgets/define/media-library'\` registers the element; \`import { TintypeMediaLibrary } from
'@tintype/widgets/media-library'\` gives the class and registers nothing.

## As Cloudinary's functions

\`cloudinary.createMediaLibrary(options, handlers)\` and \`openMediaLibrary\` take the same options in snake case.

## Signing in

No cookie is needed, and none is sent. One of:

- Your server signs who may look: \`username\`, \`timestamp\`, \`signature\` and \`api_key\`. The signature is the SHA-256, in
  hexadecimal digits, of \`cloud_name=…&timestamp=…&username=…\` and the API secret; it is good for an hour.
- Your server asks for a token and hands it over as \`token\`, or whenever one is needed by \`getToken\`.
- Nothing: people sign in themselves, with e-mail and password, a code where they have a second factor, or single sign-on.

Pages of other origins have to be allowed by the setting \`widget_origins\`. When a session ends the library asks \`getToken\`
for another; where that fails a form lies over what is shown, and the selection is kept. What is remembered in the page's
storage is the last folder and searches that people kept (\`without-memory\` leaves the folder out), never a session.

## Dragging into the page

Where the library lies in the page (\`inline\`, \`inline_container\`) its tiles can be dragged out; with one of what is
selected all of it comes along. In the transfer lie the payload of \`insert\` as JSON under the type
\`application/vnd.tintype.assets+json\`, addresses as \`text/uri-list\` and \`text/plain\`, and \`text/html\` for editors.

\`\`\`js
place.addEventListener('dragover', (event) => event.preventDefault())
place.addEventListener('drop', (event) => {
  const { assets } = JSON.parse(event.dataTransfer.getData('application/vnd.tintype.assets+json'))
})
\`\`\`

No \`insert\` is fired: the page knows what was dropped on it. \`tintype-library-before-insert\` is, with \`by: 'drag'\`, and may be
cancelled. Without the insert button (\`insert_caption: ''\`) nothing can be dragged, nor what cannot be selected.

## Keys

| key | |
|---|---|
| arrows, Page Up and Down, Home, End | move through the assets; with Ctrl, Home and End go to the first and last |
| Space | selects; with Shift from the last one to here |
| Shift and an arrow | selects a range |
| Ctrl or Cmd and A | selects all that is loaded |
| Enter | opens the large view |
| letters | jump to a name |
| \`/\` | leads to the search |
| Esc | steps out: suggestions, what was typed, menu, large view, drawer, dialog |

`

export const mediaLibraryPage = () => widgetPage('media-library', HEAD)
