import { html, LitElement, type TemplateResult } from 'lit'
import { LazyPart } from '../../../widgets/kit/lazy-part.ts'
import { equal, eventually } from '../support/expect.ts'

/** Parts come and fail as the test says. */
class Host extends LitElement {
  loads = 0
  answer: () => Promise<{ readonly text: string }> = () => Promise.resolve({ text: 'here' })
  lazy = new LazyPart(this, () => {
    this.loads += 1
    return this.answer()
  })
  shown = false

  override render(): TemplateResult {
    if (!this.shown) return html`nothing`
    const { state } = this.lazy
    return html`${state.phase === 'ready' ? state.module.text : state.phase}`
  }
}
customElements.define('lazy-part-host', Host)

describe('a part that is loaded on demand', () => {
  let host: Host
  const says = (text: string): void => equal(host.shadowRoot?.textContent?.trim(), text)
  beforeEach(async () => {
    host = new Host()
    document.body.append(host)
    await host.updateComplete
  })
  afterEach(() => host.remove())

  it('is not loaded before it is shown, and once when it is shown often', async () => {
    equal(host.loads, 0)

    host.shown = true
    host.requestUpdate()
    await host.updateComplete
    says('loading')
    host.requestUpdate()
    await eventually(() => says('here'))

    equal(host.loads, 1)
  })

  it('says that it failed, and can be loaded again', async () => {
    host.answer = () => Promise.reject(new Error('no connection'))
    host.shown = true
    host.requestUpdate()
    await eventually(() => says('failed'))

    host.answer = () => Promise.resolve({ text: 'at last' })
    await host.lazy.load()

    await eventually(() => says('at last'))
    equal(host.loads, 2)
  })
})
