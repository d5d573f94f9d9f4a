/** Keeps the tab of what is shown in sight, where there are more sources than room. Scrolls the rail and nothing around it. */

export function revealTab(root: ParentNode): void {
  const tab = root.querySelector('.tab[aria-selected=true]')
  const rail = tab?.closest('.rail')
  if (!tab || !rail) return
  const here = tab.getBoundingClientRect()
  const seen = rail.getBoundingClientRect()
  if (here.top < seen.top || here.bottom > seen.bottom) {
    rail.scrollTop += here.top + here.height / 2 - seen.top - seen.height / 2
  }
  if (here.left < seen.left || here.right > seen.right) {
    rail.scrollLeft += here.left + here.width / 2 - seen.left - seen.width / 2
  }
}
