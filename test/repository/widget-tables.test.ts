/**
 * One table per widget: every option and event is in the manifest, the controls of the stories, the page of the
 * documentation, the types for frameworks and the wrapper for React, and none of these knows another.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { describedWidgets, describeWidget } from '../../.ci/widget-description.mjs'
import { argumentsOf, manifest } from '../../stories/.storybook/manifest.ts'
import { optionControls } from '../../stories/option-controls.ts'

interface Named {
  readonly name: string
  readonly description: string
}

interface Described {
  readonly tagName: string
  readonly className: string
  readonly options: readonly (Named & { readonly attribute?: string })[]
  readonly events: readonly (Named & { readonly detail: string })[]
  readonly slots: readonly Named[]
  readonly cssParts: readonly Named[]
  readonly cssProperties: readonly Named[]
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

it('tables are found of every widget', () => {
  expect(describedWidgets()).toEqual(expect.arrayContaining(['media-library', 'upload-widget']))
})

describe.each(describedWidgets())('the table of the %s', async (name) => {
  const widget = (await describeWidget(name)) as unknown as Described
  const optionNames = widget.options.map((option) => option.name).sort()
  const eventNames = widget.events.map((event) => event.name).sort()
  const declaration = manifest.modules
    .flatMap(({ declarations }) => declarations)
    .find(({ tagName }) => tagName === widget.tagName)

  it('describes every option, event, slot, part and custom property, once', () => {
    const { options, events, slots, cssParts, cssProperties } = widget
    const all = [options, events, slots, cssParts, cssProperties]

    expect(all.flat().filter(({ description }) => description === '')).toEqual([])
    for (const list of all) expect(new Set(list.map((entry) => entry.name)).size).toBe(list.length)
  })

  it('is in the manifest', () => {
    const fields = declaration?.members.filter(
      ({ kind, name: field }) => kind === 'field' && optionNames.includes(field),
    )
    const attributes = declaration?.attributes.map((attribute) => attribute.name)

    expect(fields?.map((field) => field.name).sort()).toEqual(optionNames)
    expect(attributes).toEqual(expect.arrayContaining(widget.options.flatMap(({ attribute }) => attribute ?? [])))
    expect(declaration?.events?.map((event) => event.name).sort()).toEqual(eventNames)
  })

  it('is in the controls and the reference of the stories', async () => {
    const module: object = await import(`../../widgets/${name}/options.ts`)
    const table = Object.values(module).find((value) => typeof value === 'object')
    const rows = Object.keys(argumentsOf(widget.tagName))

    expect(Object.keys(optionControls(table)).sort()).toEqual(optionNames)
    expect(optionNames.filter((option) => !rows.includes(option))).toEqual([])
    expect(rows.filter((row) => row.startsWith('event ')).sort()).toEqual(eventNames.map((event) => `event ${event}`))
  })

  it('has stories whose controls are made from it', () => {
    const path = join(root, `stories/${name}/arguments.ts`)

    expect(existsSync(path), `stories/${name}/arguments.ts`).toBe(true)
    expect(readFileSync(path, 'utf8')).toMatch(/optionControls\(\w+Options\)/)
  })

  it('is the page of the documentation', () => {
    const [, options = ''] = /^## Options\n([\s\S]*?)^## /m.exec(read(`widgets/docs/${name}.md`)) ?? []
    const [, events = ''] = /^## Events\n([\s\S]*?)^## /m.exec(read(`widgets/docs/${name}.md`)) ?? []

    expect(rowsOf(options)).toEqual(optionNames)
    expect(rowsOf(events)).toEqual(eventNames)
  })

  it('is in the types and in the wrapper for React', () => {
    const wrapper = read(`widgets/react/${name}.ts`)
    const types = read('widgets/types/elements.d.ts')

    for (const option of optionNames) expect(wrapper).toMatch(new RegExp(`^  readonly ${option}\\?: `, 'm'))
    for (const event of eventNames) {
      expect(wrapper).toContain(`: '${event}'`)
      expect(types).toContain(`'on${event}'?:`)
    }
    expect(types).toContain(`'${widget.tagName}': ${widget.className}`)
  })
})

describe.each(describedWidgets().filter((name) => existsSync(join(root, `widgets/${name}/css-parts.ts`))))(
  'the parts of the %s',
  async (name) => {
    const { cssParts } = (await describeWidget(name)) as unknown as Described
    const parts = new Set(cssParts.map((part) => part.name))
    const folder = join(root, 'widgets', name)
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.ts$/.test(path) && !/^(css-parts|options|messages)/.test(path))
      .map((path) => readFileSync(join(folder, path), 'utf8'))
      .join('\n')
    // Names that end or begin with `${…}` are looked up by what is certain of them.
    const used = [...sources.matchAll(/\spart="([^"]*)"/g)]
      .flatMap(([, value = '']) => value.replace(/\$\{[^}]*\}/g, '*').split(' '))
      .filter((part) => part !== '*')

    it('are all in the table', () => {
      const isKnown = (part: string): boolean => {
        const pattern = new RegExp(`^${part.replace('*', '[\\w-]+')}$`)
        return [...parts].some((known) => pattern.test(known))
      }

      expect(used.length).toBeGreaterThan(50)
      expect([...new Set(used)].filter((part) => !isKnown(part))).toEqual([])
    })

    it('are all in the templates', () => {
      const texts = `${sources}${read('widgets/kit/a11y/live-region.ts')}`
      const isUsed = (part: string): boolean =>
        new RegExp(`['"\\s]${part}['"\\s]`).test(texts) ||
        used.some(
          (name) =>
            name.includes('*') &&
            part.startsWith(name.slice(0, name.indexOf('*'))) &&
            part.endsWith(name.slice(name.indexOf('*') + 1)),
        )

      expect([...parts].filter((part) => !isUsed(part))).toEqual([])
    })
  },
)

function rowsOf(table: string): readonly string[] {
  return [...table.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name ?? '').sort()
}
