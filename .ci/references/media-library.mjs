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

`

export const mediaLibraryPage = () => widgetPage('media-library', HEAD)
