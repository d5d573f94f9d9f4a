/**
 * What a screen reader finds on a page, in reading order, as lines of text: role, name, value, states, description. Read
 * from Chromium's own accessibility tree, which is what it hands to screen readers; what is indented lies inside.
 *
 * Said once is enough: texts that are the name of what they lie in or of the field they belong to, the value again as
 * content, options of closed lists and the inside of the browser's own controls are left out. So is what a widget
 * announces, and what is measured: both come and go.
 */
import type { CDPSession, Page } from 'playwright-core'

interface AxValue {
  readonly value?: unknown
}

interface AxNode {
  readonly nodeId: string
  readonly parentId?: string
  readonly backendDOMNodeId?: number
  readonly ignored: boolean
  readonly role?: AxValue
  readonly name?: AxValue
  readonly value?: AxValue
  readonly description?: AxValue
  readonly properties?: readonly { readonly name: string; readonly value: AxValue }[]
  readonly childIds?: readonly string[]
}

interface DomNode {
  readonly backendNodeId: number
  readonly attributes?: readonly string[]
  readonly children?: readonly DomNode[]
  readonly shadowRoots?: readonly DomNode[]
}

type Attributes = Readonly<Record<string, string>>

interface Tree {
  readonly nodes: ReadonlyMap<string, AxNode>
  readonly attributes: ReadonlyMap<number, Attributes>
}

/** Texts with nothing around them that is worth a word. */
const PLAIN = ['generic', 'none', 'paragraph', 'strong', 'emphasis', 'time', 'Abbr', 'code', 'StaticText']
/** Only what is inside of them is read. */
const THROUGH = ['generic', 'none', 'paragraph', 'RootWebArea', 'rowgroup', 'sectionheader', 'sectionfooter', 'Iframe']
/** Never read, or read with what they belong to. */
const SILENT = ['InlineTextBox', 'ListMarker', 'Legend']
/** Their texts are the name of what lies in them, or are part of their own. */
const TEXTLESS = ['LabelText', 'gridcell']
/** Nothing is read inside of them. */
const WHOLE = [
  ...['textbox', 'searchbox', 'spinbutton', 'combobox', 'Date', 'DateTime', 'timer', 'Video', 'Audio', 'MenuListPopup'],
  ...['button', 'checkbox', 'radio', 'tab', 'option'],
]
const ROLE_NAMES: Readonly<Record<string, string>> = {
  StaticText: 'text',
  Date: 'date field',
  DescriptionList: 'description list',
  Video: 'video',
  Audio: 'audio',
}
const STATES: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  focused: (is) => (is ? 'focused' : undefined),
  modal: (is) => (is ? 'modal' : undefined),
  checked: (is) => ({ true: 'checked', mixed: 'partly checked' })[String(is)] ?? 'not checked',
  pressed: (is) => ({ true: 'pressed', mixed: 'partly pressed' })[String(is)] ?? 'not pressed',
  selected: (is) => (is ? 'selected' : 'not selected'),
  expanded: (is) => (is ? 'expanded' : 'collapsed'),
  disabled: (is) => (is ? 'unavailable' : undefined),
  readonly: (is) => (is ? 'read only' : undefined),
  required: (is) => (is ? 'required' : undefined),
  invalid: (is) => (is === 'false' || is === false ? undefined : 'invalid'),
  busy: (is) => (is ? 'busy' : undefined),
  multiselectable: (is) => (is ? 'several may be selected' : undefined),
  hasPopup: (kind) => (kind === 'false' ? undefined : `opens a ${kind === 'true' ? 'menu' : kind}`),
  roledescription: (words) => `called ${words}`,
}
/** Of these parts it depends on the moment whether they are there: announcements, and how fast uploads are. */
const FLEETING = ['live-polite', 'live-assertive', 'time-left', 'speed', 'stalled']
const PORT = /(http:\/\/127\.0\.0\.1):\d+/g

/** Reads until the page says the same twice: what still arrives is waited for. */
export async function readAloud(page: Page, devtools: CDPSession): Promise<string> {
  let before: string | undefined
  for (let turn = 0; turn < 40; turn += 1) {
    const { nodes } = (await devtools.send('Accessibility.getFullAXTree')) as { readonly nodes: readonly AxNode[] }
    const { root } = (await devtools.send('DOM.getDocument', { depth: -1, pierce: true })) as { readonly root: DomNode }
    const text = transcriptOf(nodes, root)
    if (text === before) return text
    before = text
    await page.waitForTimeout(120)
  }
  throw new Error(`The page does not come to rest; at last it said:\n${before}`)
}

function transcriptOf(nodes: readonly AxNode[], root: DomNode): string {
  const tree: Tree = { nodes: new Map(nodes.map((node) => [node.nodeId, node])), attributes: attributesBelow(root) }
  const roots = nodes.filter(({ parentId }) => parentId === undefined)
  const text = roots.flatMap((each) => linesOf(each, tree)).join('\n')
  return `${text.replaceAll(PORT, '$1')}\n`
}

function linesOf(node: AxNode, tree: Tree): readonly string[] {
  const role = roleOf(node)
  const attributes = attributesOf(node, tree)
  if (SILENT.includes(role)) return []
  const inside = (): readonly string[] => {
    const lines = childrenOf(node, tree).flatMap((child) => linesOf(child, tree))
    return TEXTLESS.includes(role) ? lines.filter((line) => !/^ *text /.test(line)) : lines
  }
  if (node.ignored) return inside()
  if (PLAIN.includes(role) && isOnlyText(node, tree)) {
    const text = textOf(node, tree)
    return text === '' ? [] : [`text ${JSON.stringify(text)}`]
  }
  // A row is called by all of its cells.
  const name = role === 'row' ? '' : plain(node.name?.value)
  if (role === 'LabelText') return inside()
  if (THROUGH.includes(role) && (name === '' || role === 'RootWebArea')) return inside()
  const isSaid = WHOLE.includes(role) || (isOnlyText(node, tree) && textOf(node, tree) === name)
  return [lineOf(node, name, attributes), ...(isSaid ? [] : inside()).map((line) => `  ${line}`)]
}

function lineOf(node: AxNode, name: string, attributes: Attributes): string {
  const { value, description, properties = [] } = node
  const role = roleOf(node)
  const property = (wanted: string): unknown => properties.find((each) => each.name === wanted)?.value.value
  const level = role === 'heading' ? ` ${property('level')}` : ''
  const told = role === 'progressbar' ? shareOf(attributes) : plain(property('valuetext') ?? value?.value)
  const more = plain(description?.value)
  const words = [
    `${ROLE_NAMES[role] ?? role}${level}${name === '' ? '' : ` ${JSON.stringify(name)}`}`,
    ...(told === '' || told === name ? [] : [`says ${JSON.stringify(told)}`]),
    ...(['page', 'true', 'step', 'location'].includes(attributes['aria-current'] ?? '') ? ['current'] : []),
    ...properties.flatMap((each) => STATES[each.name]?.(each.value.value) ?? []),
  ]
  return `${words.join(', ')}${more === '' ? '' : `: ${JSON.stringify(more)}`}`
}

/** Of progress bars the tree does not tell the value. */
function shareOf(attributes: Attributes): string {
  const now = attributes['aria-valuenow'] ?? attributes.value
  const most = attributes['aria-valuemax'] ?? attributes.max ?? '1'
  return now === undefined ? '' : `${now} of ${most}`
}

function roleOf({ role }: AxNode): string {
  return String(role?.value ?? '')
}

function childrenOf(node: AxNode, tree: Tree): readonly AxNode[] {
  const children = (node.childIds ?? []).flatMap((id) => tree.nodes.get(id) ?? [])
  return children.filter((child) => !FLEETING.includes(attributesOf(child, tree).part ?? ''))
}

/** Nothing but texts below it. */
function isOnlyText(node: AxNode, tree: Tree): boolean {
  const isPlain = (child: AxNode): boolean => PLAIN.includes(roleOf(child)) && plain(child.name?.value) === ''
  return childrenOf(node, tree).every(
    (child) =>
      ['StaticText', 'InlineTextBox'].includes(roleOf(child)) ||
      ((child.ignored || isPlain(child)) && isOnlyText(child, tree)),
  )
}

function textOf(node: AxNode, tree: Tree): string {
  if (roleOf(node) === 'StaticText') return plain(node.name?.value)
  const texts = childrenOf(node, tree).map((child) => textOf(child, tree))
  return plain(texts.join(' '))
}

function plain(value: unknown): string {
  return String(value ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function attributesOf({ backendDOMNodeId: id }: AxNode, { attributes }: Tree): Attributes {
  return (id === undefined ? undefined : attributes.get(id)) ?? {}
}

function attributesBelow(root: DomNode): ReadonlyMap<number, Attributes> {
  const found = new Map<number, Attributes>()
  const visit = ({ backendNodeId, attributes = [], children = [], shadowRoots = [] }: DomNode): void => {
    const pairs = attributes.flatMap((name, place) => (place % 2 === 0 ? [[name, attributes[place + 1] ?? '']] : []))
    if (pairs.length > 0) found.set(backendNodeId, Object.fromEntries(pairs))
    for (const child of [...children, ...shadowRoots]) visit(child)
  }
  visit(root)
  return found
}
