import { describe, expect, it } from 'vitest'
import type { Metadata, MetadataField, MetadataOption } from '../../../server/domain/metadata-field.ts'
import type { MetadataCondition, MetadataRule } from '../../../server/domain/metadata-rule.ts'
import { evaluateMetadata, type MetadataRequest } from '../../../server/metadata-rules/evaluate-metadata.ts'
import { haveCycle, holds } from '../../../server/metadata-rules/field-states.ts'
import { readFieldValue } from '../../../server/metadata-rules/field-values.ts'
import { fc } from '../../support/properties.ts'
import { aMetadataField, aMetadataRule } from '../adapters/database/rows.ts'

function options(...ids: readonly string[]): readonly MetadataOption[] {
  return ids.map((id, index) => ({ externalId: id, value: `Value ${id}`, state: 'active', position: index + 1 }))
}

const text = aMetadataField({ externalId: 'text' })
const category = aMetadataField({ externalId: 'category', type: 'enum', options: options('person', 'place') })
const team = aMetadataField({ externalId: 'team', type: 'set', options: options('rnd', 'qa', 'hr') })
const isPerson: MetadataCondition = { metadata_field_id: 'category', equals: 'person' }
const forTeam = (result: MetadataRule['result'], changes: Partial<MetadataRule> = {}) =>
  aMetadataRule({ fieldId: 'team', condition: isPerson, result, ...changes })

function evaluate(request: Partial<MetadataRequest>): Metadata {
  return evaluateMetadata({
    fields: [text, category, team],
    rules: [],
    current: null,
    given: {},
    clearInvalid: false,
    ...request,
  }).metadata
}

describe('values', () => {
  it.each<readonly [Partial<MetadataField>, unknown, unknown]>([
    [{ type: 'string' }, 'a', 'a'],
    [{ type: 'string' }, 5, '5'],
    [{ type: 'integer' }, ' -12 ', -12],
    [{ type: 'integer' }, 12, 12],
    [{ type: 'date' }, '2024-02-29', '2024-02-29'],
    [{ type: 'enum', options: options('a') }, 'a', 'a'],
    [{ type: 'set', options: options('a', 'b,c') }, '["a","b,c"]', ['a', 'b,c']],
    [{ type: 'set', options: options('a', 'b,c') }, 'b,c', ['b,c']],
    [{ type: 'set', options: options('a', 'b') }, 'b, a,b', ['b', 'a']],
    [{ type: 'set', options: options('a', 'b') }, ['b'], ['b']],
  ])('of %j: %j is %j', (changes, given, value) => {
    expect(readFieldValue(aMetadataField(changes), given)).toEqual({ value, newOptions: [] })
  })

  it.each<readonly [Partial<MetadataField>, unknown, string]>([
    [{ type: 'integer' }, '1.5', 'a whole number'],
    [{ type: 'integer' }, '9007199254740993', 'a whole number'],
    [{ type: 'integer' }, 'ten', 'a whole number'],
    [{ type: 'date' }, '2023-02-29', 'a date'],
    [{ type: 'date' }, '01.02.2023', 'a date'],
    [{ type: 'enum', options: options('a') }, 'Value a', 'the external id of one of its values'],
    [{ type: 'set', options: options('a') }, '["a","z"]', 'the external id of one of its values'],
    [{ type: 'set', options: options('a') }, '{"a":1}', 'the external id of one of its values'],
    [{ type: 'set', options: options('a') }, '[{}]', 'a list of external ids'],
    [{ type: 'string' }, { a: 1 }, 'text'],
    [{ type: 'string', validation: { type: 'strlen', min: 2, max: 3 } }, 'abcd', '2 to 3 characters'],
    [{ type: 'integer', validation: { type: 'greater_than', value: 3 } }, 3, 'greater than 3'],
    [{ type: 'integer', validation: { type: 'less_than', value: 3, equals: true } }, 4, 'less than or equal to 3'],
    [
      {
        type: 'date',
        validation: {
          type: 'and',
          rules: [
            { type: 'greater_than', value: '2024-01-01' },
            { type: 'less_than', value: '2024-12-31' },
          ],
        },
      },
      '2025-01-01',
      'less than 2024-12-31',
    ],
  ])('of %j refuse %j', (changes, given, expected) => {
    expect(() => readFieldValue(aMetadataField(changes), given)).toThrow(`expected ${expected}`)
  })

  it('counts characters of a text as people do', () => {
    const field = aMetadataField({ validation: { type: 'strlen', max: 1 } })

    expect(readFieldValue(field, '🦉').value).toBe('🦉')
  })

  it('of a field with dynamic values become options, once, unless an option shows that value already', () => {
    const field = aMetadataField({ type: 'set', options: options('a'), allowDynamicListValues: true })

    expect(readFieldValue(field, '["new","Value a","new","a"]')).toEqual({
      value: ['new', 'a'],
      newOptions: [{ externalId: 'new', value: 'new', state: 'active', position: 2 }],
    })
  })

  it('of an option that was switched off are refused, also where unknown ones become options', () => {
    const off = options('a').map((option) => ({ ...option, state: 'inactive' as const }))
    const field = aMetadataField({ type: 'enum', options: off })

    expect(() => readFieldValue(field, 'a')).toThrow('expected an active value')
    expect(() => readFieldValue({ ...field, allowDynamicListValues: true }, 'a')).toThrow('expected an active value')
  })
})

describe('new assets', () => {
  it('get default values, unless something else was said, also nothing', () => {
    const fields = [{ ...text, defaultValue: 'default' }]

    expect(evaluate({ fields })).toEqual({ text: 'default' })
    expect(evaluate({ fields, given: { text: 'given' } })).toEqual({ text: 'given' })
    expect(evaluate({ fields, given: { text: '' } })).toEqual({})
  })

  it('are refused without a value in a mandatory field', () => {
    const fields = [{ ...text, mandatory: true }, { ...category, mandatory: true }, team]

    expect(() => evaluate({ fields })).toThrow('Metadata fields are mandatory: [text, category]')
    expect(evaluate({ fields, given: { text: 'a', category: 'place' } })).toEqual({ text: 'a', category: 'place' })
  })

  it('are refused with values of unknown fields', () => {
    expect(() => evaluate({ given: { text: 'a', x: '1', y: '2' } })).toThrow(
      'Metadata External IDs do not exist: [x, y]',
    )
  })
})

describe('changed assets', () => {
  it('keep what is not mentioned, and lose what is emptied', () => {
    const current = { text: 'old', category: 'place' }

    expect(evaluate({ current, given: { text: '' } })).toEqual({ category: 'place' })
    expect(evaluate({ current, given: { team: 'rnd' } })).toEqual({ ...current, team: ['rnd'] })
  })

  it('lose values of fields that were deleted', () => {
    expect(evaluate({ current: { text: 'a', deleted: 'b' }, given: { category: 'place' } })).toEqual({
      text: 'a',
      category: 'place',
    })
  })

  it('get no defaults, and may go on lacking what became mandatory, but not lose it', () => {
    const fields = [
      { ...text, mandatory: true },
      { ...category, defaultValue: 'place' },
    ]

    expect(evaluate({ fields, current: {}, given: {} })).toEqual({})
    expect(() => evaluate({ fields, current: { text: 'a' }, given: { text: '' } })).toThrow('mandatory: [text]')
  })
})

describe('conditional rules', () => {
  const disabled = { ...team, defaultDisabled: true }

  it('enable a field that is disabled by default', () => {
    const request = { fields: [category, disabled], rules: [forTeam({ enable: true })] }

    expect(evaluate({ ...request, given: { category: 'person', team: 'rnd' } })).toMatchObject({ team: ['rnd'] })
    expect(() => evaluate({ ...request, given: { category: 'place', team: 'rnd' } })).toThrow(
      'Metadata field team is disabled by a conditional rule',
    )
    expect(evaluate({ ...request, given: { category: 'place', team: 'rnd' }, clearInvalid: true })).toEqual({
      category: 'place',
    })
  })

  it('refuse a change that makes another value invalid, or clear that value when asked to', () => {
    const request = {
      fields: [category, disabled],
      rules: [forTeam({ enable: true })],
      current: { category: 'person', team: ['rnd'] },
      given: { category: 'place' },
    }

    expect(() => evaluate(request)).toThrow('disabled')
    expect(evaluate({ ...request, clearInvalid: true })).toEqual({ category: 'place' })
  })

  it('let values stand that were invalid before', () => {
    const request = { fields: [text, category, disabled], rules: [forTeam({ enable: true })], given: { text: 'new' } }

    expect(evaluate({ ...request, current: { team: ['rnd'] } })).toEqual({ team: ['rnd'], text: 'new' })
  })

  it('activate options: the last override, and what is appended to it', () => {
    const rules = [
      forTeam({ activate_values: { external_ids: ['hr'], mode: 'override' } }, { externalId: '1', position: 1 }),
      forTeam({ activate_values: { external_ids: ['rnd'] } }, { externalId: '2', position: 2 }),
      forTeam({ activate_values: { external_ids: ['qa'], mode: 'append' } }, { externalId: '3', position: 3 }),
    ]
    const given = (value: string) => ({ category: 'person', team: value })

    expect(evaluate({ rules, given: given('rnd,qa') })).toMatchObject({ team: ['rnd', 'qa'] })
    expect(() => evaluate({ rules, given: given('hr') })).toThrow('expected one that its conditional rules activate')
    expect(evaluate({ rules, given: given('hr,qa'), clearInvalid: true })).toMatchObject({ team: ['qa'] })
    expect(evaluate({ rules, given: { category: 'place', team: 'hr' } })).toMatchObject({ team: ['hr'] })
    const all = [...rules, forTeam({ activate_values: 'all' }, { externalId: '4', position: 4 })]
    expect(evaluate({ rules: all, given: given('hr') })).toMatchObject({ team: ['hr'] })
  })

  it('apply a value when their condition becomes true: as a default, or to what a set has', () => {
    const asDefault = [forTeam({ apply_value: { value: ['qa'] } })]
    const appended = [forTeam({ apply_value: { value: ['qa'], mode: 'append' } })]
    const given = { category: 'person' }

    expect(evaluate({ rules: asDefault, given })).toEqual({ category: 'person', team: ['qa'] })
    expect(evaluate({ rules: asDefault, current: { team: ['hr'] }, given })).toMatchObject({ team: ['hr'] })
    expect(evaluate({ rules: appended, current: { team: ['hr'] }, given })).toMatchObject({ team: ['hr', 'qa'] })
    expect(evaluate({ rules: appended, current: { ...given, team: ['hr'] }, given })).toMatchObject({ team: ['hr'] })
    expect(evaluate({ rules: asDefault, given: { ...given, team: '' } })).toEqual(given)
  })

  it('make a field mandatory', () => {
    const rules = [forTeam({ set_mandatory: true })]

    expect(() => evaluate({ rules, given: { category: 'person' } })).toThrow('mandatory: [team]')
    expect(() => evaluate({ rules, current: {}, given: { category: 'person' } })).toThrow('mandatory: [team]')
    expect(evaluate({ rules, current: { category: 'person' }, given: { text: 'a' } })).toMatchObject({ text: 'a' })
    expect(evaluate({ rules, given: { category: 'place' } })).toEqual({ category: 'place' })
  })

  it('see what rules of other fields have applied, whatever the order of the fields', () => {
    const rules = [
      forTeam({ apply_value: { value: ['qa'] } }),
      aMetadataRule({
        fieldId: 'text',
        condition: { metadata_field_id: 'team', includes: ['qa'] },
        result: { apply_value: { value: 'applied' } },
      }),
    ]

    expect(evaluate({ rules, given: { category: 'person' } })).toMatchObject({ team: ['qa'], text: 'applied' })
  })

  it('that are inactive do nothing', () => {
    const rules = [forTeam({ apply_value: { value: ['qa'] } }, { state: 'inactive' })]

    expect(evaluate({ rules, given: { category: 'person' } })).toEqual({ category: 'person' })
  })
})

describe('conditions', () => {
  it.each<readonly [MetadataCondition, Metadata, boolean]>([
    [{ metadata_field_id: 'a', populated: true }, { a: 'x' }, true],
    [{ metadata_field_id: 'a', populated: true }, {}, false],
    [{ metadata_field_id: 'a', populated: false }, {}, true],
    [{ metadata_field_id: 'constructor', populated: true }, {}, false],
    [{ metadata_field_id: 'a', equals: 'x' }, { a: 'x' }, true],
    [{ metadata_field_id: 'a', equals: '5' }, { a: 5 }, true],
    [{ metadata_field_id: 'a', equals: ['x', 'y'] }, { a: ['y', 'x'] }, true],
    [{ metadata_field_id: 'a', equals: ['x', 'y'] }, { a: ['x'] }, false],
    [{ metadata_field_id: 'a', includes: ['x', 'y'] }, { a: ['z', 'y', 'x'] }, true],
    [{ metadata_field_id: 'a', includes: ['x', 'y'] }, { a: ['x'] }, false],
    [{ metadata_field_id: 'a', includes: ['x', 'y'] }, { a: 'y' }, true],
    [
      {
        and: [
          { metadata_field_id: 'a', equals: 'x' },
          { metadata_field_id: 'b', populated: true },
        ],
      },
      { a: 'x' },
      false,
    ],
    [
      {
        or: [
          { metadata_field_id: 'a', equals: 'x' },
          { metadata_field_id: 'b', populated: true },
        ],
      },
      { a: 'x' },
      true,
    ],
  ])('%j for %j: %s', (condition, values, expected) => {
    expect(holds(condition, values)).toBe(expected)
  })

  it('that go in a circle are found', () => {
    const rule = (fieldId: string, used: string) =>
      aMetadataRule({ fieldId, condition: { metadata_field_id: used, populated: true } })

    expect(haveCycle([rule('a', 'b'), rule('b', 'c'), rule('a', 'c')])).toBe(false)
    expect(haveCycle([rule('a', 'b'), rule('b', 'c'), rule('c', 'a')])).toBe(true)
    expect(haveCycle([rule('a', 'a')])).toBe(true)
  })
})

describe('for all schemas and requests', () => {
  const ids = ['f0', 'f1', 'f2', 'f3', 'f4']
  const choices = ['a', 'b', 'c']
  const field = (id: string) =>
    fc
      .record({
        type: fc.constantFrom('string', 'enum', 'set'),
        mandatory: fc.boolean(),
        defaultDisabled: fc.boolean(),
        hasDefault: fc.boolean(),
      })
      .map(({ type, hasDefault, ...rest }) =>
        aMetadataField({
          ...rest,
          type: type as MetadataField['type'],
          externalId: id,
          options: type === 'string' ? [] : options(...choices),
          defaultValue: !hasDefault ? null : type === 'set' ? ['a'] : 'a',
        }),
      )
  const fields = fc.tuple(...ids.map(field))
  const subset = fc.subarray(choices, { minLength: 1 })
  const leaf = (below: number) =>
    fc.record({ metadata_field_id: fc.constantFrom(...ids.slice(0, below)) }).chain(({ metadata_field_id }) =>
      fc.oneof(
        fc.boolean().map((populated) => ({ metadata_field_id, populated })),
        subset.map((includes) => ({ metadata_field_id, includes })),
        fc.constantFrom(...choices).map((equals) => ({ metadata_field_id, equals })),
      ),
    )
  const condition = (below: number): fc.Arbitrary<MetadataCondition> =>
    fc.oneof(
      leaf(below),
      fc.array(leaf(below), { minLength: 1, maxLength: 3 }).map((and) => ({ and })),
      fc.array(leaf(below), { minLength: 1, maxLength: 3 }).map((or) => ({ or })),
    )
  // Rules look at fields before theirs only, so that no field depends on itself.
  const rule = fc
    .integer({ min: 1, max: ids.length - 1 })
    .chain((target) =>
      fc
        .record({ condition: condition(target), result: result() })
        .map((parts) => aMetadataRule({ ...parts, fieldId: ids[target] as string })),
    )
  const rules = fc
    .array(rule, { maxLength: 8 })
    .map((list) => list.map((entry, index) => ({ ...entry, externalId: `r${index}`, position: index })))
  const given = fc.dictionary(
    fc.constantFrom(...ids),
    fc.oneof(
      fc.constant(''),
      fc.constantFrom(...choices),
      subset.map((list) => JSON.stringify(list)),
    ),
  )

  function result(): fc.Arbitrary<MetadataRule['result']> {
    return fc.record(
      {
        enable: fc.boolean(),
        set_mandatory: fc.boolean(),
        activate_values: fc.oneof(
          fc.constant('all' as const),
          fc.record({ external_ids: subset, mode: fc.constantFrom('override' as const, 'append' as const) }),
        ),
        apply_value: fc.record({ value: subset, mode: fc.constantFrom('default' as const, 'append' as const) }),
      },
      { requiredKeys: [] },
    )
  }

  function attempt(request: MetadataRequest): Metadata | null {
    try {
      return evaluateMetadata(request).metadata
    } catch (error) {
      expect((error as { status?: number }).status).toBe(400)
      return null
    }
  }

  it('what comes out is valid for its fields, and sending the same again changes nothing', () => {
    fc.assert(
      fc.property(fields, rules, given, fc.boolean(), (allFields, allRules, sent, clearInvalid) => {
        const request = { fields: allFields, rules: allRules, given: sent, clearInvalid }

        const first = attempt({ ...request, current: null })

        if (first === null) return
        for (const [id, value] of Object.entries(first)) {
          const owner = allFields.find(({ externalId }) => externalId === id) as MetadataField
          expect(readFieldValue(owner, value).value).toEqual(value)
        }
        // A value that is cleared anew would take the default away that came in its place.
        if (!clearInvalid) expect(attempt({ ...request, current: first })).toEqual(first)
      }),
      { numRuns: 500 },
    )
  })

  it('fields that neither the request nor a rule names keep their values', () => {
    fc.assert(
      fc.property(fields, rules, given, given, fc.boolean(), (allFields, allRules, sent, later, clearInvalid) => {
        const current = attempt({ fields: allFields, rules: allRules, given: sent, current: null, clearInvalid: true })
        if (current === null) return

        const next = attempt({ fields: allFields, rules: allRules, given: later, current, clearInvalid })

        if (next === null) return
        const touched = new Set([...Object.keys(later), ...allRules.map(({ fieldId }) => fieldId)])
        for (const id of ids) if (!touched.has(id)) expect(next[id]).toEqual(current[id])
      }),
      { numRuns: 500 },
    )
  })
})
