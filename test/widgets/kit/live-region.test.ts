import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { LiveRegion } from '../../../widgets/kit/a11y/live-region.ts'
import { equal, eventually, ok, same } from '../support/expect.ts'

type Kind = 'polite' | 'assertive' | 'changes'

/** Shows what a test tells it to show. */
class Host extends LitElement {
  readonly live = new LiveRegion(this)
  shown: readonly { readonly say: Kind; readonly text: string; readonly isBusy?: boolean }[] = []

  override render(): TemplateResult {
    return html`
      ${this.shown.map(
        ({ say, text, isBusy }) =>
          html`<div data-say=${say} aria-busy=${isBusy ? 'true' : nothing}><p>${text}</p><button>Again</button></div>`,
      )}
      ${this.live.render()}
    `
  }

  show(...shown: Host['shown']): void {
    this.shown = shown
    this.requestUpdate()
  }
}
customElements.define('live-region-host', Host)

interface Heard {
  readonly text: string
  readonly atMs: number
}

describe('what a screen reader is told', () => {
  let host: Host
  let polite: readonly Heard[]
  let assertive: readonly Heard[]
  beforeEach(async () => {
    host = new Host()
    document.body.append(host)
    await host.updateComplete
    polite = listen('polite')
    assertive = listen('assertive')
  })
  afterEach(() => host.remove())

  it('is at most one message a second: what waits is said together, without doubles, the rest not at all', async () => {
    for (const message of ['One', 'Two', 'Three!', 'Two', 'Four']) host.live.say(message)
    await eventually(() => equal(polite.length, 2))

    same(texts(polite), ['One', 'Two. Three! Four'])
    const [first, second] = polite.map(({ atMs }) => atMs)
    ok((second ?? 0) - (first ?? 0) >= 990, 'a second in between')
  })

  it('is said again when the same happens again', async () => {
    host.live.say('Copied')
    await eventually(() => equal(polite.length, 1))
    host.live.say('Copied')
    await eventually(() => equal(polite.length, 2))

    same(
      texts(polite).map((text) => text.trim()),
      ['Copied', 'Copied'],
    )
  })

  it('is what appears in the widget, without its buttons, in the region of its urgency', async () => {
    host.show({ say: 'polite', text: 'Nothing here' }, { say: 'assertive', text: 'It failed' })
    await eventually(() => equal(polite.length + assertive.length, 2))

    same([texts(polite), texts(assertive)], [['Nothing here'], ['It failed']])
  })

  it('is the last of what changed meanwhile, and not what has gone', async () => {
    host.show({ say: 'changes', text: '1 of 9' }, { say: 'polite', text: 'Begun' })
    await eventually(() => equal(polite.length, 1))
    for (const text of ['2 of 9', '3 of 9']) {
      host.show({ say: 'changes', text }, { say: 'polite', text: 'Going' })
      await host.updateComplete
    }
    host.show({ say: 'changes', text: '4 of 9' })
    await eventually(() => equal(polite.length, 2))

    same(texts(polite), ['Begun', '4 of 9'])
  })

  it('is not that something comes, when it comes at once', async () => {
    host.show({ say: 'polite', text: 'Loading', isBusy: true })
    await host.updateComplete
    host.show()
    await host.updateComplete
    host.live.say('48 results')
    await eventually(() => equal(polite.length, 1))
    host.show({ say: 'polite', text: 'Loading', isBusy: true })
    await eventually(() => equal(polite.length, 2))

    same(texts(polite), ['48 results', 'Loading'])
  })

  function listen(urgency: 'polite' | 'assertive'): readonly Heard[] {
    const heard: Heard[] = []
    const region = host.shadowRoot?.querySelector(`[part=live-${urgency}]`)
    ok(region, `the ${urgency} region`)
    new MutationObserver(() => {
      const text = region.textContent ?? ''
      if (text !== heard.at(-1)?.text) heard.push({ text, atMs: performance.now() })
    }).observe(region, { childList: true, characterData: true, subtree: true })
    return heard
  }
})

function texts(heard: readonly Heard[]): string[] {
  return heard.map(({ text }) => text)
}
