/** `POST /image/text`: sets the text, and stores the picture as an asset of type `text`. */
import type { createText } from '../../contract/text-pictures.ts'
import { uploadParameters } from '../../contract/upload-parameters.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { presentUpload } from '../../present/asset.ts'
import { BLACK } from '../../transformation/effects/arguments/plain-colours.ts'
import type { TextPicture } from '../../transformation/plan/plan-types.ts'
import { PLAIN_PNG } from '../derivations/plain-png.ts'
import { upload } from '../upload/upload.ts'
import type { UploadOutcome } from '../upload/upload-types.ts'
import type { PictureDependencies, PictureRequest } from './picture-types.ts'
import { TRANSPARENT, withPicture } from './with-picture.ts'

export type TextWish = ReturnType<typeof createText.input.parse>

export async function makeText(
  wish: TextWish,
  request: PictureRequest,
  dependencies: PictureDependencies,
): Promise<UploadOutcome> {
  const { environment, telling, actor, within, signal } = request
  const { renderer } = dependencies
  const picture = textPicture(wish)
  assertAmount(picture, environment.settings.limits.outputPixels)
  const bitmap = await renderer.text(picture, { signal })
  const assembly = {
    pieces: [{ picture: { kind: 'bitmap', bitmap }, frame: 0, left: 0, top: 0 }],
    width: bitmap.width,
    height: bitmap.height,
    frames: 1,
    background: TRANSPARENT,
    encoding: PLAIN_PNG,
  } as const
  return withPicture(assembly, signal, dependencies, (file) =>
    upload(
      {
        environment,
        resourceType: 'image',
        parameters: uploadParameters.parse({ public_id: wish.publicId }),
        actor,
        unsigned: false,
        within,
        source: { kind: 'file', file, filename: null },
        telling: null,
        made: { type: 'text', publicId: null },
        signal,
        alsoRecord: async (tables, asset) => {
          const { signature: _unsigned, ...body } = presentUpload(asset, telling.present)
          await telling.notify(tables, { environmentId: environment.id, type: 'text', body })
        },
      },
      dependencies,
    ),
  )
}

function textPicture(wish: TextWish): TextPicture {
  const colour = wish.fontColor ?? BLACK
  const { textDecoration: decoration } = wish
  return {
    text: wish.text,
    style: {
      font: wish.fontFamily,
      size: wish.fontSize,
      weight: wish.fontWeight,
      style: wish.fontStyle,
      decoration: decoration === 'none' ? 'normal' : decoration,
      align: wish.textAlign,
      stroke: false,
      letterSpacing: wish.letterSpacing ?? null,
      lineSpacing: wish.lineSpacing ?? null,
      antialias: wish.fontAntialiasing ?? null,
      hinting: wish.fontHinting ?? null,
    },
    colour: { ...colour, alpha: (colour.alpha * wish.opacity) / 100 },
    background: wish.background ?? null,
    stroke: null,
    maxWidth: null,
    maxHeight: null,
    keepPadding: false,
  }
}

/** A bound before any font is asked: letters are not wider than they are high. */
function assertAmount({ text, style: { size, letterSpacing } }: TextPicture, outputPixels: number): void {
  const wide = size + Math.max(0, letterSpacing ?? 0)
  if (size * wide * text.length <= 4 * outputPixels) return
  throw new InvalidParameterError(
    `Invalid value for parameter text: ${text.length} characters of ${size} pixels are too many`,
  )
}
