/** Values of metadata fields on assets, through the genuine Node SDK and over plain HTTP. */
import { beforeAll, describe, expect, it } from 'vitest'
import { picture } from '../server/contract/examples/world.ts'
import { adminError, describeMethod, startSdk } from './sdk.ts'

const sdk = startSdk()

const file = `data:image/png;base64,${picture.toString('base64')}`
const upload = (options: object) => sdk.cloudinary.uploader.upload(file, options as never)
const options = (...ids: readonly string[]) => ({ values: ids.map((id) => ({ external_id: id, value: `The ${id}` })) })
const add = (external_id: string, definition: object) =>
  sdk.cloudinary.api.add_metadata_field({ external_id, label: external_id, ...definition } as never)

/** What the SDK leaves out of a body. */
async function putField(id: string, settings: object): Promise<unknown> {
  const { url, cloudName, apiKey, apiSecret } = sdk.server
  const answer = await fetch(`${url}/v1_1/${cloudName}/metadata_fields/${id}`, {
    method: 'PUT',
    headers: {
      authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(settings),
  })
  return answer.json()
}

beforeAll(async () => {
  await add('title', { type: 'string', validation: { type: 'strlen', max: 20 } })
  await add('stock', { type: 'integer' })
  await add('taken', { type: 'date' })
  await add('colour', { type: 'enum', datasource: options('red', 'blue') })
  await add('sizes', { type: 'set', datasource: options('s', 'm', 'l') })
  await add('licence', { type: 'string', default_value: 'none' })
  await add('label', { type: 'set', datasource: options('a'), allow_dynamic_list_values: true })
})

const all = {
  title: 'a=b|c, "d"',
  stock: 12,
  taken: '2024-02-29',
  colour: 'red',
  sizes: ['m', 's'],
}

describe('metadata of an upload', () => {
  it('is kept by the types of its fields, with defaults', async () => {
    const { public_id, metadata } = (await upload({ metadata: all })) as unknown as Record<string, unknown>

    expect(metadata).toEqual({ ...all, licence: 'none' })
    const again = await sdk.cloudinary.uploader.explicit(public_id as string, { type: 'upload' })
    expect((again as unknown as Record<string, unknown>).metadata).toEqual(metadata)
  })

  it('is known to conditions of transformations', async () => {
    const { public_id, url } = await upload({ public_id: 'conditional', metadata: { colour: 'red' } })
    const widthOf = async () => {
      const answer = await fetch(
        url.replace('/upload/', '/upload/if_md:!colour!_eq_!red!/c_scale,w_7/if_end/fl_getinfo/'),
      )
      return ((await answer.json()) as { output: { width: number } }).output.width
    }

    expect(await widthOf()).toBe(7)
    await sdk.cloudinary.uploader.update_metadata({ colour: 'blue' } as never, [public_id])
    expect(await widthOf()).toBe(1)
  })

  it('is dropped when the asset is overwritten without it', async () => {
    await upload({ public_id: 'twice', metadata: { title: 'first' } })

    const second = (await upload({ public_id: 'twice' })) as unknown as Record<string, unknown>

    expect(second.metadata).toEqual({ licence: 'none' })
  })

  it('adds options to a field that takes any', async () => {
    const uploaded = (await upload({ metadata: { label: ['a', 'new one'] } })) as unknown as Record<string, object>

    expect(uploaded.metadata).toMatchObject({ label: ['a', 'new one'] })
    const { datasource } = await sdk.cloudinary.api.metadata_field_by_field_id('label')
    expect(datasource?.values).toContainEqual({
      external_id: 'new one',
      value: 'new one',
      state: 'active',
      position: 2,
    })
  })

  it('adds every option when several uploads do so at the same time', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, index) => upload({ metadata: { label: [`at once ${index}`] } })))

    const { datasource } = await sdk.cloudinary.api.metadata_field_by_field_id('label')
    const ids = datasource?.values.map(({ external_id }) => external_id)
    expect(ids).toEqual(expect.arrayContaining(Array.from({ length: 8 }, (_, index) => `at once ${index}`)))
  })

  it.each([
    [{ stock: 'many' }, 'Invalid value many for metadata field stock: expected a whole number'],
    [
      { colour: 'green' },
      'Invalid value green for metadata field colour: expected the external id of one of its values',
    ],
    [{ taken: '2023-02-29' }, 'expected a date as YYYY-MM-DD'],
    [{ title: 'more than twenty characters' }, 'expected 0 to 20 characters'],
    [{ title: 'x', unknown: '1', none: '2' }, 'Metadata External IDs do not exist: [unknown, none]'],
  ])('%j is refused, and nothing is stored', async (metadata, message) => {
    await expect(upload({ public_id: 'refused', metadata })).rejects.toMatchObject({
      http_code: 400,
      message: expect.stringContaining(message),
    })
    await expect(sdk.cloudinary.uploader.explicit('refused', { type: 'upload' })).rejects.toMatchObject({
      http_code: 404,
    })
  })
})

describe('explicit', () => {
  it('changes the fields that it names, and empties those that it gives nothing', async () => {
    const { public_id } = await upload({ metadata: all })

    const changed = await sdk.cloudinary.uploader.explicit(public_id, {
      type: 'upload',
      metadata: { title: 'new', colour: '' },
    } as never)

    const { colour: _gone, ...rest } = all
    expect((changed as unknown as Record<string, unknown>).metadata).toEqual({ ...rest, title: 'new', licence: 'none' })
  })
})

describeMethod('uploader.update_metadata', sdk, {
  async succeeds({ cloudinary }) {
    const first = await upload({ metadata: all })
    const second = await upload({})

    const { public_ids } = await cloudinary.uploader.update_metadata({ title: 'of both', sizes: ['l'] } as never, [
      first.public_id,
      'nobody',
      second.public_id,
    ])

    expect(public_ids).toEqual([first.public_id, second.public_id])
    const metadataOf = async (id: string) =>
      ((await cloudinary.uploader.explicit(id, { type: 'upload' })) as unknown as Record<string, unknown>).metadata
    expect(await metadataOf(first.public_id)).toEqual({ ...all, title: 'of both', sizes: ['l'], licence: 'none' })
    expect(await metadataOf(second.public_id)).toEqual({ title: 'of both', sizes: ['l'], licence: 'none' })
  },
  async fails({ cloudinary }) {
    const { public_id } = await upload({})
    await expect(cloudinary.uploader.update_metadata({ nothing: 'x' } as never, [public_id])).rejects.toMatchObject({
      http_code: 400,
      message: 'Metadata External IDs do not exist: [nothing]',
    })
    await expect(cloudinary.uploader.update_metadata({ stock: 'x' } as never, ['nobody'])).rejects.toMatchObject({
      http_code: 400,
    })
  },
})

describe('conditional rules', () => {
  beforeAll(async () => {
    await add('kind', { type: 'enum', datasource: options('person', 'place') })
    await add('team', { type: 'enum', datasource: options('rnd', 'qa') })
    await putField('team', { default_disabled: true })
    await sdk.cloudinary.api.add_metadata_rule({
      metadata_field_id: 'team',
      condition: { metadata_field_id: 'kind', equals: 'person' },
      result: { enable: true, set_mandatory: true },
      name: 'people have teams',
    } as never)
  })

  it('decide over uploads and updates', async () => {
    const refused = (metadata: object) => expect(upload({ metadata })).rejects
    await refused({ kind: 'person' }).toMatchObject({ message: 'Metadata fields are mandatory: [team]' })
    await refused({ team: 'qa' }).toMatchObject({ message: 'Metadata field team is disabled by a conditional rule' })
    const { public_id } = await upload({ metadata: { kind: 'person', team: 'qa' } })
    const update = (extra: object) =>
      sdk.cloudinary.uploader.update_metadata({ kind: 'place' } as never, [public_id], extra as never)

    await expect(update({})).rejects.toMatchObject({ http_code: 400 })
    await update({ clear_invalid: true })

    const { metadata } = (await sdk.cloudinary.uploader.explicit(public_id, {
      type: 'upload',
    })) as unknown as Record<string, unknown>
    expect(metadata).toEqual({ kind: 'place', licence: 'none' })
  })
})

describe('deactivated values', () => {
  it('stay on assets and are refused for others', async () => {
    await add('grade', { type: 'enum', datasource: options('good', 'bad') })
    const { public_id } = await upload({ metadata: { grade: 'bad' } })
    await sdk.cloudinary.api.delete_datasource_entries('grade', ['bad'])

    await sdk.cloudinary.uploader.update_metadata({ title: 'new' } as never, [public_id])

    const { metadata } = (await sdk.cloudinary.uploader.explicit(public_id, {
      type: 'upload',
    })) as unknown as Record<string, unknown>
    expect(metadata).toMatchObject({ grade: 'bad', title: 'new' })
    await expect(upload({ metadata: { grade: 'bad' } })).rejects.toMatchObject({
      message: expect.stringContaining('expected an active value'),
    })
  })
})

describe('a JSON body', () => {
  it('takes settings away with null', async () => {
    await add('nulls', { type: 'integer', default_value: 3, validation: { type: 'less_than', value: 5 } })
    const answer = await putField('nulls', { default_value: null, validation: null })

    expect(answer).toMatchObject({ external_id: 'nulls', default_value: null, validation: null })
  })
})

describe('mandatory fields', () => {
  it('refuse uploads that do not fill them, until a default does', async () => {
    await add('needed', { type: 'string', mandatory: true })
    await expect(upload({})).rejects.toMatchObject(
      expect.objectContaining({ http_code: 400, message: 'Metadata fields are mandatory: [needed]' }),
    )

    await sdk.cloudinary.api.update_metadata_field('needed', { default_value: 'filled' } as never)

    expect(((await upload({})) as unknown as Record<string, object>).metadata).toMatchObject({ needed: 'filled' })
    await expect(sdk.cloudinary.api.delete_metadata_field('nothing')).rejects.toMatchObject(adminError(404))
  })
})
