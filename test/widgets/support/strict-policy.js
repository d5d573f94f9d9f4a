/**
 * Middleware for web-test-runner: `/__strict__/<test id>` is a page of a site with a strict Content-Security-Policy that
 * embeds the bundle of a widget (`?widget=…`, default the upload widget) by a script tag, and nothing else. Violations are counted in `window.violations`.
 */

export function strictPolicy({ origin }) {
  return async (context, next) => {
    const id = /^\/__strict__\/([\w-]+)$/.exec(context.path)?.[1]
    if (id === undefined) return next()
    context.set(
      'Content-Security-Policy',
      [
        "default-src 'none'",
        `script-src 'self' ${origin}`,
        `style-src 'self' ${origin}`,
        `img-src ${origin} data: blob:`,
        `connect-src 'self' ${origin}`,
        "require-trusted-types-for 'script'",
        'trusted-types tintype',
      ].join('; '),
    )
    const widget = context.query.widget === 'media-library' ? 'media-library' : 'upload-widget'
    context.type = 'html'
    context.body = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>A strict page</title>
    <script src="/test/widgets/fixtures/count-violations.js"></script>
    <script data-nonce="of-the-page" src="${origin}/t/${id}/widgets/${widget}/latest/global/all.js"></script>
  </head>
  <body><form><input id="file" type="file" name="photo" /></form></body>
</html>`
    return undefined
  }
}
