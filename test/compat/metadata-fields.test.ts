/** Metadata fields and conditional rules through the genuine Node SDK. */
import { describe, expect, it } from 'vitest'
import { adminError, describeMethod, startSdk } from './sdk.ts'

const sdk = startSdk()

const api = () => sdk.cloudinary.api
const colours = () => [
  { external_id: 'red', value: 'Red' },
  { external_id: 'blue', value: 'Blue' },
  { external_id: 'amber', value: 'Amber' },
]
const add = (external_id: string, definition: object) =>
  api().add_metadata_field({ external_id, label: external_id, ...definition } as never)
const addSet = (external_id: string) => add(external_id, { type: 'set', datasource: { values: colours() } })
const idsOf = (answer: unknown) => (answer as { values: { external_id: string }[] }).values.map((v) => v.external_id)

/** The types of the SDK lack two of its methods. */
const ordering = () =>
  api() as unknown as Record<
    'order_metadata_field_datasource' | 'reorder_metadata_fields',
    (...values: readonly string[]) => Promise<{ metadata_fields: { external_id: string }[] }>
  >

async function withWrongSecret(call: () => Promise<unknown>): Promise<void> {
  const { api_secret } = sdk.cloudinary.config()
  sdk.cloudinary.config({ api_secret: 'wrong' })
  const refused = call()
  sdk.cloudinary.config({ api_secret } as never)
  await expect(refused).rejects.toMatchObject(adminError(401, 'api_secret mismatch'))
}

describeMethod('api.add_metadata_field', sdk, {
  async succeeds() {
    const validation = { type: 'and', rules: [{ type: 'greater_than', value: 3, equals: true }] }
    const field = await add('add_int', { type: 'integer', default_value: 5, validation, mandatory: true })

    expect(field).toMatchObject({
      type: 'integer',
      external_id: 'add_int',
      label: 'add_int',
      mandatory: true,
      default_value: 5,
      default_disabled: false,
      validation,
      restrictions: { readonly_ui: false },
    })
    expect(await addSet('add_set')).toMatchObject({
      type: 'set',
      datasource: {
        values: [
          { external_id: 'red', value: 'Red', state: 'active', position: 1 },
          { external_id: 'blue', value: 'Blue', state: 'active', position: 2 },
          { external_id: 'amber', value: 'Amber', state: 'active', position: 3 },
        ],
      },
    })
    const unnamed = await api().add_metadata_field({ label: 'No id', type: 'string' } as never)
    expect(unnamed.external_id).toMatch(/^[a-z0-9]{20}$/)
  },
  async fails() {
    const rule = { type: 'less_than', value: '2026-01-01', equals: false }
    await expect(add('late', { type: 'date', validation: rule, default_value: '2026-01-01' })).rejects.toMatchObject(
      adminError(400, expect.stringContaining('default_value is invalid')),
    )
    await expect(add('list', { type: 'enum' })).rejects.toMatchObject(
      adminError(400, expect.stringContaining('datasource')),
    )
    await expect(add('a/b', { type: 'string' })).rejects.toMatchObject(
      adminError(400, expect.stringContaining('external_id')),
    )
    await expect(add('order', { type: 'string' })).rejects.toMatchObject(adminError(400))
    await expect(add('text', { type: 'string', validation: { ...rule, value: 3 } })).rejects.toMatchObject(
      adminError(400, expect.stringContaining('validation is invalid')),
    )
    await expect(add('odd', { type: 'colour' })).rejects.toMatchObject(
      adminError(400, expect.stringContaining('one of string, integer, date, enum, set')),
    )
    await add('taken', { type: 'string' })
    await expect(add('taken', { type: 'date' })).rejects.toMatchObject(
      adminError(400, 'external id taken already exists'),
    )
  },
})

describeMethod('api.list_metadata_fields', sdk, {
  async succeeds() {
    await add('listed_1', { type: 'string' })
    await add('listed_2', { type: 'date' })

    const { metadata_fields } = await api().list_metadata_fields()

    const ids = metadata_fields.map(({ external_id }: { external_id: string }) => external_id)
    expect(ids.indexOf('listed_1')).toBeGreaterThanOrEqual(0)
    expect(ids.indexOf('listed_2')).toBeGreaterThan(ids.indexOf('listed_1'))
  },
  fails: () => withWrongSecret(() => api().list_metadata_fields()),
})

describeMethod('api.metadata_field_by_field_id', sdk, {
  async succeeds() {
    const added = await add('with space & sign', { type: 'string' })

    const found = await api().metadata_field_by_field_id('with space & sign')

    expect(found).toMatchObject({ external_id: added.external_id, type: 'string' })
  },
  async fails() {
    await expect(api().metadata_field_by_field_id('nothing')).rejects.toMatchObject(
      adminError(404, 'Metadata field with external id nothing not found'),
    )
  },
})

describeMethod('api.update_metadata_field', sdk, {
  async succeeds() {
    await add('changing', { type: 'string', default_value: 'old', validation: { type: 'strlen', max: 10 } })

    await api().update_metadata_field('changing', {
      external_id: 'another',
      type: 'integer',
      label: 'New',
      mandatory: true,
      default_value: 'new',
    } as never)
    const changed = await api().metadata_field_by_field_id('changing')

    expect(changed).toMatchObject({ type: 'string', label: 'New', mandatory: true, default_value: 'new' })
  },
  async fails() {
    await add('strict', { type: 'string', default_value: 'abcdef' })
    await expect(
      api().update_metadata_field('strict', { validation: { type: 'strlen', max: 3 } } as never),
    ).rejects.toMatchObject(adminError(400, expect.stringContaining('default_value is invalid')))
    await expect(api().update_metadata_field('nothing', { label: 'x' } as never)).rejects.toMatchObject(adminError(404))
  },
})

describeMethod('api.update_metadata_field_datasource', sdk, {
  async succeeds() {
    await addSet('growing')

    const answer = await api().update_metadata_field_datasource('growing', {
      values: [{ external_id: 'red', value: 'Crimson' }, { value: 'Green' }, { value: 'Blue' }],
    } as never)

    expect(answer).toMatchObject({
      values: [
        { external_id: 'red', value: 'Crimson' },
        { external_id: 'blue', value: 'Blue' },
        { external_id: 'amber', value: 'Amber' },
        { value: 'Green', state: 'active', position: 4 },
      ],
    })
  },
  async fails() {
    await add('no_list', { type: 'string' })
    await addSet('twice')
    const values = [{ external_id: 'a', value: 'A' }]
    await expect(api().update_metadata_field_datasource('no_list', { values } as never)).rejects.toMatchObject(
      adminError(400, 'Metadata field no_list has no datasource'),
    )
    await expect(
      api().update_metadata_field_datasource('twice', { values: [...values, ...values] } as never),
    ).rejects.toMatchObject(adminError(400, 'external id a is given twice'))
    const many = Array.from({ length: 2999 }, (_, index) => ({ external_id: `o${index}`, value: `${index}` }))
    await expect(api().update_metadata_field_datasource('twice', { values: many } as never)).rejects.toMatchObject(
      adminError(400, 'Too many values: at most 3000'),
    )
  },
})

describeMethod('api.delete_datasource_entries', sdk, {
  async succeeds() {
    await addSet('shrinking')

    const left = await api().delete_datasource_entries('shrinking', ['red'])

    expect(idsOf(left)).toEqual(['blue', 'amber'])
    const { datasource } = await api().metadata_field_by_field_id('shrinking')
    expect(datasource?.values[0]).toMatchObject({ external_id: 'red', state: 'inactive' })
  },
  async fails() {
    await add('default_red', { type: 'enum', datasource: { values: colours() }, default_value: 'red' })
    await expect(api().delete_datasource_entries('default_red', ['red'])).rejects.toMatchObject(
      adminError(400, expect.stringContaining('external id red is the default_value')),
    )
    await expect(api().delete_datasource_entries('default_red', ['gone', 'blue'])).rejects.toMatchObject(
      adminError(400, 'External ids do not exist: [gone]'),
    )
  },
})

describeMethod('api.restore_metadata_field_datasource', sdk, {
  async succeeds() {
    await addSet('restored')
    await api().delete_datasource_entries('restored', ['red', 'amber'])

    const values = await api().restore_metadata_field_datasource('restored', ['red'])

    expect(idsOf(values)).toEqual(['red', 'blue'])
  },
  async fails() {
    await addSet('not_restored')
    await expect(api().restore_metadata_field_datasource('not_restored', ['gone'])).rejects.toMatchObject(
      adminError(400, 'External ids do not exist: [gone]'),
    )
  },
})

describeMethod('api.order_metadata_field_datasource', sdk, {
  async succeeds() {
    await addSet('sorted')

    const ascending = await ordering().order_metadata_field_datasource('sorted', 'value')
    const descending = await ordering().order_metadata_field_datasource('sorted', 'value', 'desc')

    expect(idsOf(ascending)).toEqual(['amber', 'blue', 'red'])
    expect(idsOf(descending)).toEqual(['red', 'blue', 'amber'])
  },
  async fails() {
    await addSet('unsorted')
    await expect(ordering().order_metadata_field_datasource('unsorted', 'size')).rejects.toMatchObject(
      adminError(400, expect.stringContaining('one of value')),
    )
  },
})

describeMethod('api.reorder_metadata_fields', sdk, {
  async succeeds() {
    await add('zz_last', { type: 'string' })
    await add('aa_first', { type: 'string' })

    const { metadata_fields } = await ordering().reorder_metadata_fields('external_id', 'desc')

    const ids = metadata_fields.map(({ external_id }: { external_id: string }) => external_id)
    expect(ids).toEqual([...ids].toSorted().toReversed())
    const listed = (await api().list_metadata_fields()).metadata_fields
    expect(listed.map(({ external_id }: { external_id: string }) => external_id)).toEqual(ids)
  },
  async fails() {
    await expect(ordering().reorder_metadata_fields('type')).rejects.toMatchObject(
      adminError(400, expect.stringContaining('one of label, external_id, created_at')),
    )
  },
})

describeMethod('api.delete_metadata_field', sdk, {
  async succeeds() {
    await add('doomed', { type: 'string' })

    expect(await api().delete_metadata_field('doomed')).toMatchObject({ message: 'ok' })

    await expect(api().metadata_field_by_field_id('doomed')).rejects.toMatchObject(adminError(404))
    await expect(add('doomed', { type: 'string' })).rejects.toMatchObject(
      adminError(400, 'external id doomed already exists'),
    )
  },
  async fails() {
    await expect(api().delete_metadata_field('nothing')).rejects.toMatchObject(adminError(404))
  },
})

describe('metadata rules', () => {
  const condition = (metadata_field_id: string) => ({ metadata_field_id, equals: 'red' })
  const addRule = (metadata_field_id: string, parent: string, result: object = { enable: true }) =>
    api().add_metadata_rule({ metadata_field_id, condition: condition(parent), result, name: 'a rule' } as never)

  describeMethod('api.add_metadata_rule', sdk, {
    async succeeds() {
      await addSet('rule_parent')
      await addSet('rule_child')

      const rule = await addRule('rule_child', 'rule_parent', {
        enable: true,
        activate_values: { external_ids: ['blue'], mode: 'override' },
        apply_value: { value: ['blue'], mode: 'append' },
        set_mandatory: true,
      })
      const second = await addRule('rule_child', 'rule_parent')

      expect(rule).toMatchObject({
        external_id: expect.stringMatching(/^[0-9a-f]{64}$/),
        metadata_field_id: 'rule_child',
        condition: condition('rule_parent'),
        state: 'active',
        name: 'a rule',
        position: 1,
      })
      expect(second).toMatchObject({ position: 2, condition_signature: rule.condition_signature })
    },
    async fails() {
      await addSet('fail_parent')
      await addSet('fail_child')
      await expect(addRule('fail_child', 'unknown')).rejects.toMatchObject(
        adminError(400, 'Metadata External IDs do not exist: [unknown]'),
      )
      await expect(
        addRule('fail_child', 'fail_parent', { activate_values: { external_ids: ['violet'] } }),
      ).rejects.toMatchObject(adminError(400, expect.stringContaining('violet')))
      await expect(addRule('fail_child', 'fail_parent', { apply_value: { value: ['violet'] } })).rejects.toMatchObject(
        adminError(400, expect.stringContaining('violet')),
      )
      await expect(addRule('fail_child', 'fail_parent', {})).rejects.toMatchObject(
        adminError(400, expect.stringContaining('at least one of enable')),
      )
      await addRule('fail_child', 'fail_parent')
      await expect(addRule('fail_parent', 'fail_child')).rejects.toMatchObject(
        adminError(400, 'Metadata field fail_parent would depend on itself through its rules'),
      )
    },
  })

  describeMethod('api.list_metadata_rules', sdk, {
    async succeeds() {
      await addSet('list_parent')
      await addSet('list_b')
      await addSet('list_a')
      await addRule('list_b', 'list_parent')
      await addRule('list_a', 'list_parent')

      const { metadata_rules } = (await api().list_metadata_rules()) as unknown as {
        metadata_rules: { metadata_field_id: string }[]
      }

      const targets = metadata_rules.map((rule) => rule.metadata_field_id)
      expect(targets).toEqual(expect.arrayContaining(['list_a', 'list_b']))
      expect(targets).toEqual(targets.toSorted())
    },
    // Its first argument is taken for a callback by this SDK, so that options cannot be given.
    fails: () => withWrongSecret(() => api().list_metadata_rules()),
  })

  describeMethod('api.update_metadata_rule', sdk, {
    async succeeds() {
      await addSet('update_parent')
      await addSet('update_child')
      const rule = await addRule('update_child', 'update_parent')

      const changed = await api().update_metadata_rule(rule.external_id, {
        state: 'inactive',
        name: 'changed',
        condition: { or: [condition('update_parent'), { metadata_field_id: 'update_parent', populated: false }] },
      } as never)

      expect(changed).toMatchObject({ external_id: rule.external_id, state: 'inactive', name: 'changed', position: 1 })
      expect(changed.condition_signature).not.toBe(rule.condition_signature)
      expect(changed.result).toEqual({ enable: true })
    },
    async fails() {
      await expect(api().update_metadata_rule('nothing', { name: 'x' } as never)).rejects.toMatchObject(
        adminError(404, 'Metadata rule with external id nothing not found'),
      )
    },
  })

  describeMethod('api.delete_metadata_rule', sdk, {
    async succeeds() {
      await addSet('delete_parent')
      await addSet('delete_child')
      const rule = await addRule('delete_child', 'delete_parent')

      expect(await api().delete_metadata_rule(rule.external_id)).toMatchObject({ success: true })

      await expect(api().delete_metadata_rule(rule.external_id)).rejects.toMatchObject(adminError(404))
    },
    async fails() {
      await expect(api().delete_metadata_rule('nothing')).rejects.toMatchObject(adminError(404))
    },
  })

  it('go with the fields that they name', async () => {
    await addSet('gone_parent')
    await addSet('gone_child')
    const rule = await addRule('gone_child', 'gone_parent')

    await api().delete_metadata_field('gone_parent')

    await expect(api().delete_metadata_rule(rule.external_id)).rejects.toMatchObject(adminError(404))
  })
})
