/**
 * A Lit base class whose reactive properties and attributes come from an option table: no decorators, no second list.
 *
 * `option(name)` is how an element reads: the value is complete and typed, whatever the page wrote. A value that the
 * reader refuses is reported once in the console, and the default is used.
 */
import { LitElement, type PropertyDeclarations } from 'lit'
import { warnOnce } from './log.ts'
import { attributeOf, type OptionTable, type OptionValues } from './options.ts'

export interface ElementWithOptions<Table extends OptionTable> {
  option<Name extends keyof Table>(name: Name): OptionValues<Table>[Name]
}

type Constructor<Instance> = new () => Instance
/** Everything static of LitElement; its constructor has the other instance type. */
type Statics = Omit<typeof LitElement, 'prototype'>

export function elementWithOptions<Table extends OptionTable>(
  table: Table,
): Constructor<LitElement & ElementWithOptions<Table> & OptionValues<Table>> & Statics {
  class ElementOfTable extends LitElement {
    static override properties: PropertyDeclarations = Object.fromEntries(
      Object.entries(table).map(([name, definition]) => [
        name,
        {
          attribute: attributeOf(name, definition) ?? false,
          // The text stays as the page wrote it; `option()` reads it, so that attribute and property behave alike.
          converter: (value: string | null) => value,
        },
      ]),
    )

    option(name: string): unknown {
      const definition = table[name]
      if (!definition) throw new Error(`There is no option ${name}`)
      const raw = (this as unknown as Record<string, unknown>)[name]
      try {
        return definition.read(raw)
      } catch (error) {
        warnOnce(`<${this.localName}> ${name}: ${error instanceof Error ? error.message : error}. The default is used.`)
        return definition.default
      }
    }
  }
  return ElementOfTable as unknown as ReturnType<typeof elementWithOptions<Table>>
}
