/** Every effect of the language, one line each, in the order of the alphabet. */
import type { EffectValue } from '../ast.ts'
import { type EffectDefinition, readWith } from '../define-effect.ts'
import { invalidValue, type ValuePlace } from '../readers.ts'
import { accelerate } from './accelerate.ts'
import { advRedeye } from './adv-redeye.ts'
import { antiRemoval } from './anti-removal.ts'
import { art } from './art.ts'
import { assistColorblind } from './assist-colorblind.ts'
import { autoBrightness } from './auto-brightness.ts'
import { autoColor } from './auto-color.ts'
import { autoContrast } from './auto-contrast.ts'
import { autoEnhance } from './auto-enhance.ts'
import { backgroundRemoval } from './background-removal.ts'
import { bgremoval } from './bgremoval.ts'
import { blackwhite } from './blackwhite.ts'
import { blue } from './blue.ts'
import { blur } from './blur.ts'
import { blurFaces } from './blur-faces.ts'
import { blurRegion } from './blur-region.ts'
import { boomerang } from './boomerang.ts'
import { brightness } from './brightness.ts'
import { brightnessHsb } from './brightness-hsb.ts'
import { camera } from './camera.ts'
import { cartoonify } from './cartoonify.ts'
import { colorize } from './colorize.ts'
import { contrast } from './contrast.ts'
import { cutOut } from './cut-out.ts'
import { deshake } from './deshake.ts'
import { displace } from './displace.ts'
import { distort } from './distort.ts'
import { dropshadow } from './dropshadow.ts'
import { embedClippingPath } from './embed-clipping-path.ts'
import { enhance } from './enhance.ts'
import { extract } from './extract.ts'
import { fade } from './fade.ts'
import { fillLight } from './fill-light.ts'
import { gamma } from './gamma.ts'
import { genBackgroundReplace } from './gen-background-replace.ts'
import { genRecolor } from './gen-recolor.ts'
import { genRemove } from './gen-remove.ts'
import { genReplace } from './gen-replace.ts'
import { genRestore } from './gen-restore.ts'
import { gradientFade } from './gradient-fade.ts'
import { grayscale } from './grayscale.ts'
import { green } from './green.ts'
import { hue } from './hue.ts'
import { improve } from './improve.ts'
import { light } from './light.ts'
import { lightroom } from './lightroom.ts'
import { loop } from './loop.ts'
import { makeTransparent } from './make-transparent.ts'
import { mask } from './mask.ts'
import { morphology } from './morphology.ts'
import { multiply } from './multiply.ts'
import { negate } from './negate.ts'
import { noise } from './noise.ts'
import { oilPaint } from './oil-paint.ts'
import { opacityThreshold } from './opacity-threshold.ts'
import { orderedDither } from './ordered-dither.ts'
import { outline } from './outline.ts'
import { overlay } from './overlay.ts'
import { pixelate } from './pixelate.ts'
import { pixelateFaces } from './pixelate-faces.ts'
import { pixelateRegion } from './pixelate-region.ts'
import { preview } from './preview.ts'
import { progressbar } from './progressbar.ts'
import { recolor } from './recolor.ts'
import { red } from './red.ts'
import { redeye } from './redeye.ts'
import { replaceColor } from './replace-color.ts'
import { reverse } from './reverse.ts'
import { saturation } from './saturation.ts'
import { screen } from './screen.ts'
import { sepia } from './sepia.ts'
import { shadow } from './shadow.ts'
import { sharpen } from './sharpen.ts'
import { shear } from './shear.ts'
import { simulateColorblind } from './simulate-colorblind.ts'
import { styleTransfer } from './style-transfer.ts'
import { swapImage } from './swap-image.ts'
import { theme } from './theme.ts'
import { tint } from './tint.ts'
import { transition } from './transition.ts'
import { trim } from './trim.ts'
import { unsharpMask } from './unsharp-mask.ts'
import { upscale } from './upscale.ts'
import { vectorize } from './vectorize.ts'
import { vibrance } from './vibrance.ts'
import { viesusCorrect } from './viesus-correct.ts'
import { vignette } from './vignette.ts'
import { volume } from './volume.ts'
import { zoompan } from './zoompan.ts'

const ALL: readonly EffectDefinition[] = [
  accelerate,
  advRedeye,
  antiRemoval,
  art,
  assistColorblind,
  autoBrightness,
  autoColor,
  autoContrast,
  autoEnhance,
  backgroundRemoval,
  bgremoval,
  blackwhite,
  blue,
  blur,
  blurFaces,
  blurRegion,
  boomerang,
  brightness,
  brightnessHsb,
  camera,
  cartoonify,
  colorize,
  contrast,
  cutOut,
  deshake,
  displace,
  distort,
  dropshadow,
  embedClippingPath,
  enhance,
  extract,
  fade,
  fillLight,
  gamma,
  genBackgroundReplace,
  genRecolor,
  genRemove,
  genReplace,
  genRestore,
  gradientFade,
  grayscale,
  green,
  hue,
  improve,
  light,
  lightroom,
  loop,
  makeTransparent,
  mask,
  morphology,
  multiply,
  negate,
  noise,
  oilPaint,
  opacityThreshold,
  orderedDither,
  outline,
  overlay,
  pixelate,
  pixelateFaces,
  pixelateRegion,
  preview,
  progressbar,
  recolor,
  red,
  redeye,
  replaceColor,
  reverse,
  saturation,
  screen,
  sepia,
  shadow,
  sharpen,
  shear,
  simulateColorblind,
  styleTransfer,
  swapImage,
  theme,
  tint,
  transition,
  trim,
  unsharpMask,
  upscale,
  vectorize,
  vibrance,
  viesusCorrect,
  vignette,
  volume,
  zoompan,
]

/** Definitions by wire name. */
export const effects: ReadonlyMap<string, EffectDefinition> = new Map(ALL.map((effect) => [effect.name, effect]))

/**
 * Reads the value of `e_`, e.g. `sepia:50`.
 * @throws TransformationError for an unknown effect and for arguments that the effect refuses.
 */
export function readEffect(text: string, place: ValuePlace): EffectValue {
  const colon = text.indexOf(':')
  const name = colon === -1 ? text : text.slice(0, colon)
  const definition = effects.get(name)
  if (definition === undefined) throw invalidValue(text, place, 'the name of an effect')
  return readWith(definition, colon === -1 ? '' : text.slice(colon + 1), {
    ...place,
    parameter: `effect ${name}`,
  })
}
