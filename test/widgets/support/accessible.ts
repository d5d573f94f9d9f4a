/** Asks axe about one element and what it shows; fails with what it has against it. */
import axe from 'axe-core'
import { same } from './expect.ts'

export async function assertAccessible(element: HTMLElement): Promise<void> {
  // A window that is still arriving is transparent, and axe takes that for hidden.
  const animations = element.shadowRoot?.getAnimations() ?? []
  const finite = animations.filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
  await Promise.all(finite.map((animation) => animation.finished.catch(() => undefined)))
  const { violations } = await axe.run(element, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  })
  same(
    violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`)}`,
    ),
    [],
  )
}
