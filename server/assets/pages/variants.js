/** The variants that the page shows of a picture: what each is for, and its transformation. */
export const VARIANTS = [
  { name: 'Card', chain: 'c_fill,h_360,w_480/f_auto/q_auto' },
  { name: 'Portrait in a circle', chain: 'c_fill,h_320,w_320/r_max/f_png' },
  { name: 'The old plate', chain: 'c_fill,h_360,w_480/e_sepia:80/e_vignette:40' },
  {
    name: 'With a caption',
    chain: 'c_fill,h_360,w_480/co_white,l_text:Gelasio_44:Tintype/fl_layer_apply,g_south_west,x_24,y_20',
  },
  { name: 'Whole, on paper', chain: 'c_pad,h_360,w_480,b_rgb:efe7da' },
  { name: 'Placeholder', chain: 'c_fill,h_360,w_480/e_blur:1200/q_30' },
]

/** Steps that the editor offers to append. */
export const STEPS = [
  'c_fill,h_400,w_600',
  'r_40',
  'e_grayscale',
  'e_sharpen',
  'a_8',
  'bo_8px_solid_rgb:8f4a1d',
  'f_webp',
  'q_60',
]

/**
 * @param {{ publicId: string, version: number, format: string }} asset
 * @param {{ base: string, cloudName: string }} server
 * @param {string} chain
 */
export function deliveryUrl(asset, server, chain) {
  const name = asset.publicId.split('/').map(encodeURIComponent).join('/')
  const steps = chain === '' ? '' : `${encodeChain(chain)}/`
  return `${server.base}/${server.cloudName}/image/upload/${steps}v${asset.version}/${name}${extension(asset, chain)}`
}

/** Formats that every browser shows; a changed picture of another format is asked for as PNG. */
const SHOWN = new Set(['jpg', 'png', 'gif', 'webp', 'avif'])

/** A format in the chain decides: a name that contradicts it would only confuse who reads the address. */
function extension(asset, chain) {
  const [, format = 'auto'] = /(?:^|[,/])f_([a-z0-9]+)/.exec(chain) ?? []
  if (format !== 'auto') return `.${format}`
  return chain === '' || SHOWN.has(asset.format) ? `.${asset.format}` : '.png'
}

function encodeChain(chain) {
  return chain.replace(/[^A-Za-z0-9_,/:.$!()~*'-]/g, (character) => encodeURIComponent(character))
}
