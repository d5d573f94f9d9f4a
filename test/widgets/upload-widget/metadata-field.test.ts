/** What values of structured metadata have to satisfy, and drafts of several files. */
import type { MetadataField as StoredField } from '../../../server/domain/metadata-field.ts'
import type { MetadataRule as StoredRule } from '../../../server/domain/metadata-rule.ts'
import { evaluateMetadata } from '../../../server/metadata-rules/evaluate-metadata.ts'
import { idOfTyped, nameOfValue, newAmong } from '../../../widgets/kit/metadata/list-values.ts'
import {
  differs,
  newDraft,
  saidIn,
  withCommon,
  withOverwriting,
  withValue,
} from '../../../widgets/upload-widget/metadata/metadata-draft.ts'
import {
  type MetadataField,
  type MetadataValue,
  problemOf,
  type Said,
  saidByPage,
} from '../../../widgets/upload-widget/metadata/metadata-field.ts'
import { RuledForm, type WireRule } from '../../../widgets/upload-widget/metadata/ruled-form.ts'
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

  it('is at first what the page says, else the default of the server', () => {
    const fields = [field('a', { default_value: 'x' }), field('b', { type: 'integer', default_value: 3 }), field('c')]
    const said = saidByPage(fields, { a: 'page', other: 1 })

    same(shown(new RuledForm(fields), said), { a: 'page', b: 3, c: undefined })
    same(new RuledForm(fields).toSend(said), { a: 'page' })
    same(saidByPage([field('n', { type: 'integer' })], { n: '7' }), { n: 7 })
  })
})

describe('conditional rules in the form', () => {
  const options = (...ids: string[]) => ({
    values: ids.map(
      (id) => ({ external_id: id, value: id, state: id.startsWith('off') ? 'inactive' : 'active' }) as const,
    ),
  })
  const fields = [
    field('kind', { type: 'enum', datasource: options('book', 'film', 'off') }),
    field('pages', { type: 'integer', default_disabled: true }),
    field('formats', { type: 'set', datasource: options('paper', 'screen', 'sound') }),
    field('shelf', { restrictions: { readonly_ui: true } }),
  ]
  const isBook = { metadata_field_id: 'kind', equals: 'book' }
  const rules = [
    rule('pages', isBook, { enable: true, set_mandatory: true }),
    rule('formats', isBook, { activate_values: { external_ids: ['paper', 'screen'] } }),
    rule('formats', isBook, { apply_value: { value: ['paper'], mode: 'append' } }),
    rule('shelf', { metadata_field_id: 'pages', populated: true }, { apply_value: { value: 'long' } }),
  ]
  const form = new RuledForm(fields, rules)

  it('turn fields on and off, and demand them', () => {
    same(Object.keys(shown(form, {})), ['kind', 'formats', 'shelf'])
    const pages = form.shown({ kind: 'book' }).find((each) => each.field.external_id === 'pages')
    same(
      [pages?.field.mandatory, pages && problemOf(pages.field, pages.value)?.key.split('.').at(-1)],
      [true, 'required'],
    )
  })

  it('leave the options that they open, none that is inactive, and keep what they put in', () => {
    const offered = (said: Said) =>
      form.shown(said).map((each) => each.field.datasource?.values.map(({ external_id: id }) => id).join() ?? '')
    same(offered({}), ['book,film', 'paper,screen,sound', ''])
    same(offered({ kind: 'book' }), ['book,film', '', 'paper,screen', ''])
    const formats = form.shown({ kind: 'book', formats: ['sound', 'screen'] })[2]
    same([formats?.value, [...(formats?.forced ?? [])]], [['screen', 'paper'], ['paper']])
  })

  it('take new values only where no rule narrows the list', () => {
    const growing = fields.map((each) => ({ ...each, allow_dynamic_list_values: each.type === 'set' }))
    const takesNew = (said: Said) => new RuledForm(growing, rules).shown(said).map((each) => each.takesNew)
    same(takesNew({}), [false, true, false])
    same(takesNew({ kind: 'book' }), [false, false, false, false])
    same(new RuledForm(growing, rules).toSend({ formats: ['sound', 'smoke'] }), { formats: ['sound', 'smoke'] })
    same(new RuledForm(growing, rules).toSend({ kind: 'book', formats: ['smoke'] }), { kind: 'book' })
  })

  it('fill in what depends on what they filled in, also where nobody may write', () => {
    const shelf = form.shown({ kind: 'book', pages: 300 }).at(-1)
    same([shelf?.value, shelf?.isReadOnly], ['long', true])
  })

  it('send what was said and is allowed; what was taken away goes empty, so that no default comes', () => {
    same(form.toSend({ kind: 'film', pages: 300, formats: ['sound'] }), { kind: 'film', formats: ['sound'] })
    same(form.toSend({ kind: 'book', pages: 300, formats: ['sound', 'screen'] }), {
      ...{ kind: 'book', pages: 300 },
      formats: ['screen'],
    })
    same(new RuledForm([field('a', { default_value: 'x' })]).toSend({ a: null }), { a: '' })
  })
})

describe('the form and the server', () => {
  const options = (...ids: string[]) => ({
    values: ids.map((id) => ({ external_id: id, value: id, state: 'active' as const })),
  })
  const fields = [
    field('kind', { type: 'enum', datasource: options('book', 'film'), default_value: 'film' }),
    field('pages', { type: 'integer', default_disabled: true, default_value: 100 }),
    field('formats', { type: 'set', datasource: options('paper', 'screen', 'sound') }),
    field('shelf'),
  ]
  const isBook = { metadata_field_id: 'kind', equals: 'book' }
  const rules = [
    rule('pages', isBook, { enable: true }),
    rule('formats', isBook, { activate_values: { external_ids: ['paper', 'screen'] } }),
    rule(
      'formats',
      { metadata_field_id: 'pages', populated: true },
      { apply_value: { value: ['paper'], mode: 'append' } },
    ),
    rule('shelf', { metadata_field_id: 'formats', includes: ['paper'] }, { apply_value: { value: 'room 1' } }),
  ]
  const form = new RuledForm(fields, rules)
  const said: Said[] = [undefined, null, 'book', 'film'].flatMap((kind) =>
    [undefined, null, 300].flatMap((pages) =>
      [undefined, null, ['sound'], ['screen', 'sound'], ['paper']].flatMap((formats) =>
        [undefined, null, 'room 2'].map((shelf) => JSON.parse(JSON.stringify({ kind, pages, formats, shelf })) as Said),
      ),
    ),
  )

  it('agree about every value, whatever was said', () => {
    for (const each of said) {
      const { metadata } = evaluateMetadata({
        fields: fields.map(storedField),
        rules: rules.map(storedRule),
        current: null,
        given: form.toSend(each),
        clearInvalid: false,
      })
      same([each, shown(form, each)], [each, { ...blank(form, each), ...metadata }])
    }
    equal(said.length, 180)
  })
})

describe('what people type into a list', () => {
  const values = [
    { external_id: 'id_a', value: 'A' },
    { external_id: 'b', value: 'id_a' },
  ]

  it('is the value that is called so, or becomes one of its own', () => {
    same(
      ['A', ' A ', 'id_a', 'new', 'two\twords', '  '].map((typed) => idOfTyped(typed, values)),
      ['id_a', 'id_a', 'b', 'new', 'two words', ''],
    )
    same([nameOfValue('id_a', values), nameOfValue('new', values)], ['A', 'new'])
    same(newAmong(['id_a', 'new', ''], values), ['new'])
  })
})

describe('a draft of several files', () => {
  it('gives every file the common value but where it has its own', () => {
    const draft = withValue(withValue(newDraft({ a: 'all' }, 2), 1, 'a', 'own'), undefined, 'b', 'both')

    same(
      [saidIn(draft, 0), saidIn(draft, 1)],
      [
        { a: 'all', b: 'both' },
        { a: 'own', b: 'both' },
      ],
    )
    same(
      [differs(draft, 0, 'a', 'all'), differs(draft, 1, 'a', 'all'), differs(draft, 1, 'a', 'own')],
      [false, true, false],
    )
  })

  it('can overwrite what single files say, until one says something again', () => {
    const own = withValue(newDraft({ a: 'all' }, 2), 1, 'a', 'own')
    const over = withOverwriting(own, 'a', true)
    same(saidIn(over, 1), { a: 'all' })

    same(saidIn(withValue(over, 1, 'a', 'again'), 1), { a: 'again' })
    same(saidIn(withCommon(own, 1, 'a'), 1), { a: 'all' })
  })

  it('can take the common value away from one file', () => {
    const draft = withValue(newDraft({ a: 'all' }, 2), 0, 'a', '')

    same([saidIn(draft, 0), saidIn(draft, 1), differs(draft, 0, 'a', 'all')], [{ a: null }, { a: 'all' }, true])
  })
})

/** Every field that the form shows, without a value; those that it does not show are taken out. */
function blank(form: RuledForm, said: Said): Record<string, undefined> {
  return Object.fromEntries(form.shown(said).map(({ field: { external_id: id } }) => [id, undefined]))
}

function storedField(wire: MetadataField): StoredField {
  return {
    ...{
      environmentId: 'e',
      externalId: wire.external_id,
      type: wire.type,
      label: wire.label,
      position: 1,
      createdAt: 1,
    },
    ...{ mandatory: wire.mandatory, defaultValue: wire.default_value, defaultDisabled: wire.default_disabled },
    ...{ validation: wire.validation, restrictions: { readonlyUi: false }, allowDynamicListValues: false },
    options: (wire.datasource?.values ?? []).map(({ external_id: externalId, value, state }) => ({
      ...{ externalId, value, state, position: 1 },
    })),
  }
}

function storedRule({ external_id, metadata_field_id, condition, result }: WireRule): StoredRule {
  return {
    ...{ environmentId: 'e', externalId: external_id, fieldId: metadata_field_id, name: null, state: 'active' },
    ...{ condition: condition as StoredRule['condition'], result: result as StoredRule['result'] },
    ...{ position: 1, createdAt: 1 },
  }
}

/** Value by field id, as the form shows them. */
function shown(form: RuledForm, said: Said): Record<string, MetadataValue | undefined> {
  return Object.fromEntries(form.shown(said).map(({ field: each, value }) => [each.external_id, value]))
}

function rule(id: string, condition: object, result: object): WireRule {
  return { external_id: `${id}${JSON.stringify(result)}`, metadata_field_id: id, condition, result }
}

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
