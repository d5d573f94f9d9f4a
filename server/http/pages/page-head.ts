import { type Html, html } from './html.ts'

export interface PageHead {
  readonly title: string
  /** Way from the page to the folder of `assets/`: empty, or `../`. */
  readonly up?: '' | '../'
  /** Name of the style sheet that only pages of its kind use. */
  readonly style: string
  /** Descriptions and scripts. */
  readonly more?: Html | null
}

/** How every page of the server begins, up to its body. */
export function pageHead({ title, up = '', style, more = null }: PageHead): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${up}assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${up}assets/theme.css">
<link rel="stylesheet" href="${up}assets/${style}.css">
${more}
</head>`
}
