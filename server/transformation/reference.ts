/**
 * The whole language as rows: what the pages about it are generated from, and the builders of the console. Nothing is
 * written down here that is not read from the registries, so a row cannot be wrong about what the code does.
 */
import { crops } from './crops/index.ts'
import type { EffectDefinition, Media, Tier } from './define-effect.ts'
import { effects } from './effects/index.ts'
import { flagTable } from './families/flag-table.ts'
import { families } from './families/index.ts'
import { flagSupport, parameterSupport, type Support } from './plan/support.ts'

export interface ReferenceRow {
  readonly section: 'syntax' | 'parameter' | 'crop' | 'effect' | 'flag'
  /** Wire name: `w`, `fill`, `sepia`, `layer_apply`. */
  readonly name: string
  /** Wire forms. */
  readonly forms: readonly string[]
  readonly summary: string
  readonly media: readonly Media[]
  readonly tier: Tier
  /**
   * `rendered`; `part`: but for `except`; `parsed`: understood, refused by name until it is rendered; `model`: needs a
   * local model; `unavailable`: needs a service that this installation does not have.
   */
  readonly status: 'rendered' | 'part' | 'parsed' | 'model' | 'unavailable'
  /** What of it is not rendered. */
  readonly except: string | null
}

/** Every key, crop mode, effect and flag, by section and then in the order of the registries. */
export function referenceRows(): readonly ReferenceRow[] {
  return [...SYNTAX, ...parameterRows(), ...cropRows(), ...effectRows(), ...flagRows()]
}

const ALL_MEDIA: readonly Media[] = ['image', 'video', 'animation']

const SYNTAX: readonly ReferenceRow[] = [
  {
    section: 'syntax',
    name: 'if',
    forms: ['if_<condition>,<parameters>', 'if_<condition>/…[/if_else/…]/if_end'],
    summary: 'Does something only when a condition holds at that point of the chain',
    media: ALL_MEDIA,
    tier: 'A',
    status: 'part',
    except: 'conditions on tar, ils, px, py and pgnames',
  },
  {
    section: 'syntax',
    name: '$',
    forms: [
      '$<name>_<number>',
      '$<name>_<expression>[_to_i|_to_f]',
      '$<name>_!<text>!',
      '$<name>_!<item>:<item>…!',
      '$<name>_ctx:!<key>!',
      '$<name>_md:!<field>!',
      '$<name>_ref:!<public ID>!',
      '$<name>_current',
      '$<name>_current:public_id',
    ],
    summary: 'Sets a variable for the components that follow',
    media: ALL_MEDIA,
    tier: 'A',
    status: 'part',
    except: 'a layer made of the picture that current keeps',
  },
]

function parameterRows(): readonly ReferenceRow[] {
  return families.flatMap(({ parameters }) =>
    parameters.map(({ key, forms, summary, media, tier }) => ({
      section: 'parameter' as const,
      name: key,
      forms,
      summary,
      media,
      tier,
      ...standing(parameterSupport[key]),
    })),
  )
}

function cropRows(): readonly ReferenceRow[] {
  return Object.values(crops).map(({ mode, summary, plan, unavailable }) => ({
    section: 'crop',
    name: mode,
    forms: [`c_${mode}`],
    summary,
    media: ALL_MEDIA,
    tier: unavailable === 'add-on' ? 'D' : unavailable === 'model' ? 'C' : 'A',
    status:
      plan !== undefined ? 'rendered' : unavailable === 'model' ? 'model' : unavailable ? 'unavailable' : 'parsed',
    except: null,
  }))
}

function effectRows(): readonly ReferenceRow[] {
  return [...effects.values()].map((effect) => ({
    section: 'effect',
    name: effect.name,
    forms: [effect.form],
    summary: effect.summary,
    media: effect.media,
    tier: effect.tier,
    status: effectStatus(effect),
    except: null,
  }))
}

function effectStatus({ plan, placement, output, tier }: EffectDefinition): ReferenceRow['status'] {
  if (plan !== undefined || placement !== undefined || output !== undefined) return 'rendered'
  if (tier === 'D') return 'unavailable'
  return tier === 'C' ? 'model' : 'parsed'
}

function flagRows(): readonly ReferenceRow[] {
  return [...flagTable].map(([name, { summary, tier, argument }]) => ({
    section: 'flag',
    name,
    forms: [argument === undefined ? `fl_${name}` : `fl_${name}[:${argument.shown}]`],
    summary,
    media: ALL_MEDIA,
    tier,
    ...standing(flagSupport.get(name)),
  }))
}

function standing(support: Support | undefined): Pick<ReferenceRow, 'status' | 'except'> {
  switch (support?.status) {
    case 'rendered':
    case 'moving':
      return support.except === undefined
        ? { status: 'rendered', except: null }
        : { status: 'part', except: support.except }
    case 'not enabled':
      return { status: 'unavailable', except: null }
    default:
      return { status: 'parsed', except: null }
  }
}
