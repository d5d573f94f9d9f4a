/** A tab list with arrow keys, and a button that copies the text of each panel. */

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} panels
 * @param {(text: string) => void} say tells a screen reader
 */
export function tabs(list, panels, say) {
  let selected = 0
  let items = []
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0
    const target = { Home: 0, End: items.length - 1 }[event.key] ?? (selected + step + items.length) % items.length
    if (step === 0 && event.key !== 'Home' && event.key !== 'End') return
    event.preventDefault()
    select(target)
    list.children[target].focus()
  })

  function select(index) {
    selected = index
    for (const [at, tab] of [...list.children].entries()) {
      tab.ariaSelected = String(at === index)
      tab.tabIndex = at === index ? 0 : -1
      panels.children[at].hidden = at !== index
    }
  }

  /** @param {{ name: string, code: string }[]} next */
  return (next) => {
    const same = next.length === items.length
    items = next
    if (!same) {
      list.replaceChildren(...next.map(({ name }, index) => tab(name, index, () => select(index))))
      panels.replaceChildren(...next.map((_item, index) => panel(index, say)))
    }
    for (const [index, { code }] of next.entries()) panels.children[index].querySelector('code').textContent = code
    select(selected)
  }
}

function tab(name, index, choose) {
  const button = document.createElement('button')
  button.type = 'button'
  button.role = 'tab'
  button.id = `tab-${index}`
  button.textContent = name
  button.setAttribute('aria-controls', `panel-${index}`)
  button.addEventListener('click', choose)
  return button
}

function panel(index, say) {
  const element = document.createElement('div')
  element.className = 'panel'
  element.role = 'tabpanel'
  element.id = `panel-${index}`
  element.setAttribute('aria-labelledby', `tab-${index}`)
  const pre = document.createElement('pre')
  pre.tabIndex = 0
  const code = document.createElement('code')
  pre.append(code)
  const copy = document.createElement('button')
  copy.type = 'button'
  copy.textContent = 'Copy'
  copy.addEventListener('click', async () => {
    const done = await navigator.clipboard.writeText(code.textContent).then(
      () => true,
      () => false,
    )
    copy.textContent = done ? 'Copied' : 'Select and copy'
    say(done ? 'Copied' : 'Copying is not allowed here')
    setTimeout(() => {
      copy.textContent = 'Copy'
    }, 2000)
  })
  element.append(pre, copy)
  return element
}
