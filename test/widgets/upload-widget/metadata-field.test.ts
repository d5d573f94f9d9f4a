/** What values of structured metadata have to satisfy, and drafts of several files. */
import {
  differs,
  newDraft,
  valueIn,
  valuesOf,
  withCommon,
  withOverwriting,
  withValue,
} from '../../../widgets/upload-widget/metadata/metadata-draft.ts'
import {
  fieldsToFill,
  initialValues,
  type MetadataField,
  type MetadataValue,
  problemOf,
} from '../../../widgets/upload-widget/metadata/metadata-field.ts'
import { equal, same } from '../support/expect.ts'

const less = (value: string | number, equals = false) => ({ type: 'less_than', value, equals }) as const
const greater = (value: string | number, equals = false) => ({ type: 'greater_than', value, equals }) as const

describe('a value of a metadata field', () => {
  const cases: readonly (readonly [Partial<MetadataField>, MetadataValue | undefined, string | undefined])[] = [
    [{ mandatory: true }, undefined, 'required'],
    [{ mandatory: true }, '', 'required'],
    [{ mandatory: true, type: 'set' }, [], 'required'],
    [{ mandatory: true, type: 'integer' }, 0, undefined],
    [{ mandatory: false }, undefined, undefined],
    [{ type: 'integer' }, 1.5, 'integer'],
    [{ type: 'integer' }, Number.NaN, 'integer'],
    [{ type: 'integer', validation: less(5) }, 5, 'less_than'],
    [{ type: 'integer', validation: less(5, true) }, 5, undefined],
    [{ type: 'integer', validation: less(5, true) }, 6, 'at_most'],
    [{ type: 'integer', validation: greater(5) }, 5, 'greater_than'],
    [{ type: 'integer', validation: greater(5, true) }, 4, 'at_least'],
    [{ type: 'date' }, '2026-1-1', 'date'],
    [{ type: 'date', validation: less('2026-02-01') }, '2026-02-01', 'before'],
    [{ type: 'date', validation: less('2026-02-01', true) }, '2026-02-02', 'not_after'],
    [{ type: 'date', validation: greater('2026-02-01') }, '2026-01-31', 'after'],
    [{ type: 'date', validation: greater('2026-02-01', true) }, '2026-02-01', undefined],
    [{ validation: { type: 'strlen', min: 2 } }, 'a', 'too_short'],
    [{ validation: { type: 'strlen', max: 2 } }, 'abc', 'too_long'],
    [{ validation: { type: 'strlen', max: 2 } }, '😀😀', undefined],
    [{ type: 'integer', validation: { type: 'and', rules: [greater(1), less(9)] } }, 9, 'less_than'],
  ]
  for (const [about, value, problem] of cases) {
    it(`${JSON.stringify(value)} in ${JSON.stringify(about)} is ${problem ?? 'right'}`, () => {
      equal(problemOf(field('a', about), value)?.key.split('.').at(-1), problem)
    })
  }

  it('is at first what the page says, else the default', () => {
    const fields = [field('a', { default_value: 'x' }), field('b', { type: 'integer', default_value: 3 }), field('c')]

    same(initialValues(fields, { a: 'page', other: 1 }), { a: 'page', b: 3 })
    same(initialValues([field('n', { type: 'integer' })], { n: '7' }), { n: 7 })
  })

  it('is not asked where it is read-only or off', () => {
    const fields = [
      field('a'),
      field('b', { default_disabled: true }),
      field('c', { restrictions: { readonly_ui: true } }),
    ]

    same(
      fieldsToFill(fields).map(({ external_id: id }) => id),
      ['a'],
    )
  })
})

describe('a draft of several files', () => {
  it('gives every file the common value but where it has its own', () => {
    const draft = withValue(withValue(newDraft({ a: 'all' }, 2), 1, 'a', 'own'), undefined, 'b', 'both')

    same(
      [valuesOf(draft, 0), valuesOf(draft, 1)],
      [
        { a: 'all', b: 'both' },
        { a: 'own', b: 'both' },
      ],
    )
    same([differs(draft, 0, 'a'), differs(draft, 1, 'a')], [false, true])
  })

  it('can overwrite what single files say, until one says something again', () => {
    const own = withValue(newDraft({ a: 'all' }, 2), 1, 'a', 'own')
    const over = withOverwriting(own, 'a', true)
    same([valuesOf(over, 1), valueIn(over, 1, 'a')], [{ a: 'all' }, 'all'])

    same(valuesOf(withValue(over, 1, 'a', 'again'), 1), { a: 'again' })
    same(valuesOf(withCommon(own, 1, 'a'), 1), { a: 'all' })
  })

  it('can take the common value away from one file', () => {
    const draft = withValue(newDraft({ a: 'all' }, 2), 0, 'a', '')

    same([valuesOf(draft, 0), valuesOf(draft, 1), differs(draft, 0, 'a')], [{}, { a: 'all' }, true])
  })
})

function field(id: string, about: Partial<MetadataField> = {}): MetadataField {
  return {
    type: 'string',
    external_id: id,
    label: id,
    mandatory: false,
    default_value: null,
    default_disabled: false,
    validation: null,
    restrictions: { readonly_ui: false },
    ...about,
  }
}
