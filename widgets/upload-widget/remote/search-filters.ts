/** By what a search for pictures can be narrowed, where the page lets people: a site, and what may be done with pictures. */
import { html, nothing, type TemplateResult } from 'lit'
import type { RemoteView } from './remote-view.ts'

const RIGHTS = ['not_filtered', 'free', 'free_com', 'free_mod', 'free_mod_com'] as const

export function searchFilters({ view, remote }: RemoteView): TemplateResult | typeof nothing {
  const { texts, options } = view
  const { filters } = remote.state
  const { searchBySites: sites, searchByRights } = options
  if (sites.length < 2 && !searchByRights) return nothing
  const chosen = ({ target }: Event): string => (target as HTMLSelectElement).value
  return html`<div class="remote-filters">
    ${
      sites.length < 2
        ? nothing
        : html`<label class="remote-filter">
            <span class="field-label">${texts.text('remote.site')}</span>
            <select
              class="field"
              part="remote-site"
              @change=${(event: Event) => remote.narrow({ site: chosen(event) === 'all' ? null : chosen(event) })}
            >
              ${sites.map(
                (site) => html`<option value=${site} ?selected=${(filters.site ?? 'all') === site}>
                  ${site === 'all' ? texts.text('remote.site_all') : site}
                </option>`,
              )}
            </select>
          </label>`
    }
    ${
      searchByRights
        ? html`<label class="remote-filter">
            <span class="field-label">${texts.text('remote.rights')}</span>
            <select class="field" part="remote-rights" @change=${(event: Event) => remote.narrow({ rights: chosen(event) })}>
              ${RIGHTS.map(
                (rights) => html`<option value=${rights} ?selected=${filters.rights === rights}>
                  ${texts.text(`remote.rights_${rights}`)}
                </option>`,
              )}
            </select>
          </label>`
        : nothing
    }
  </div>`
}
