/** The fixture of a search for pictures: finds the files of the stand-ins by their names, and remembers what it was asked. */
import type { ImageSearch, PictureQuery } from '../../../server/ports/image-search.ts'
import type { StandIn } from './stand-in.ts'

const PAGE = 4

export type Asked = Omit<PictureQuery, 'signal'>

export function fixtureImageSearch(providers: StandIn): ImageSearch & { readonly asked: Asked[] } {
  const asked: Asked[] = []
  return {
    asked,
    async search({ signal: _signal, ...query }) {
      asked.push(query)
      if (query.words === 'fail') throw new Error('The engine of the fixture was told to fail')
      const pictures = providers.state.files.filter(
        ({ type, name }) => type === 'image/jpeg' && name.includes(query.words),
      )
      const items = pictures.slice((query.page - 1) * PAGE, query.page * PAGE).map(({ name }) => ({
        id: name,
        title: name,
        thumbnail: `https://images.unsplash.com/files/${name}`,
        url: `${new URL(providers.control).origin}/files/${name}`,
        mime: 'image/jpeg',
        author: { name: 'A Painter', url: null },
        licence: query.rights === 'not_filtered' ? null : 'CC0',
      }))
      return { items, nextPage: pictures.length > query.page * PAGE ? query.page + 1 : null }
    },
  }
}
