/** Openings that begin with an address of a derived file: which asset it is of, and what becomes of it. */
import { originalsOf } from '../../../widgets/media-library/choose/derived-address.ts'
import { equal, eventually, matches, same } from '../support/expect.ts'
import { all, find, LibraryPage, settled, tile } from '../support/library-page.ts'

interface Inserted {
  readonly assets: readonly {
    readonly public_id: string
    readonly insert_url: string
    readonly derived?: readonly { readonly raw_transformation: string }[]
  }[]
}

describe('media library: addresses of derived files', () => {
  const guesses = (url: string): readonly string[] =>
    originalsOf(url).map(({ key, chain, format }) => `${chain} | ${key.public_id} | ${format ?? ''}`)

  it('with a version between them tell transformation and asset apart', () => {
    same(guesses('https://h/demo/image/upload/c_fill,w_100/e_blur:300/v123/w_5/cat.webp?x=1'), [
      'c_fill,w_100/e_blur:300 | w_5/cat | webp',
    ])
    same(guesses('https://h/demo/image/upload/v123/cat.jpg'), [' | cat | jpg'])
  })

  it('without one are read as far as they look like a transformation, then with less of it', () => {
    same(guesses('https://h/demo/image/upload/t_small/w_5/cat.jpg'), [
      't_small/w_5 | cat | jpg',
      't_small | w_5/cat | jpg',
      ' | t_small/w_5/cat | jpg',
    ])
    same(guesses('https://h/demo/image/upload/shop/cat'), [' | shop/cat | '])
  })

  it('may be signed, escaped, of other kinds, or none at all', () => {
    same(guesses('https://h/demo/image/authenticated/s--AbCd1234--/w_9/v1/a%20b.png'), ['w_9 | a b | png'])
    same(guesses('https://h/demo/raw/upload/v1/notes.txt'), [' | notes.txt | '])
    same(guesses('https://h/demo/image/upload/v1/bad%2.png'), [])
    same(guesses('https://example.com/cat.jpg'), [])
    same(guesses('https://h/demo/image/upload/w_100'), [' | w_100 | '])
  })
})

describe('media library: deep links', () => {
  let page: LibraryPage
  beforeEach(() => {
    page = new LibraryPage()
  })
  afterEach(() => page.close())

  it('transformation opens and selects the original, which is inserted as it was transformed', async () => {
    await page.store('cat', 'dog')
    const first = await page.open()
    const { secure_url: url } = first.element.pages.at(1) ?? { secure_url: '' }
    matches(url, /cat/)
    first.destroy()
    const derived = url.replace('/image/upload/', '/image/upload/c_fill,w_20/e_grayscale/').replace(/\.png$/, '.webp')

    const library = await page.open({ transformation: { url: derived } })
    await eventually(() => equal(library.element.selection.length, 1))
    await find(library, '[part~=preview] h3')
    ;(await find(library, '[part~=insert-button]')).click()

    const [only] = page.heardOf<Inserted>('insert').at(-1)?.assets ?? []
    equal(only?.public_id, `${page.folder}/cat`)
    equal(only?.derived?.[0]?.raw_transformation, 'c_fill,w_20/e_grayscale/f_webp')
    equal((await fetch(only?.insert_url ?? '')).headers.get('content-type'), 'image/webp')
  })

  it('transformation without a version finds the asset also where its folder looks like a transformation', async () => {
    await page.store({ publicId: 'w_50/cat' })
    const library = await page.open({
      transformation: { url: `https://cdn.example/image/upload/c_scale,w_10/${page.folder}/w_50/cat.png` },
    })

    await eventually(() => equal(library.element.selection[0]?.public_id, `${page.folder}/w_50/cat`))
    equal([...library.element.library.chosenTransformations.values()][0], 'c_scale,w_10')
  })

  it('transformation of show() is for that opening, and one that names nothing says so', async () => {
    await page.store('cat')
    const library = await page.open()
    library.hide()
    library.show({ transformation: { url: `https://h/demo/image/upload/w_10/v1/${page.folder}/gone.jpg` } })
    await find(library, '[part~=preview] [data-say=assertive]')
    library.hide()

    library.show({ transformation: { url: 'https://example.com/cat.jpg' } })
    await eventually(() => equal(page.heardOf('error').at(-1)?.code, 'invalid'))
    await tile(library, 'cat')
    equal(library.element.selection.length, 0)
    library.hide()
    library.show()
    await settled(library)
    equal(all(library, '[part~=preview]').length, 0)
  })
})
