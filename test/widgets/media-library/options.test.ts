/** Every documented option, attribute, handler and listener of the Media Library, one by one; nothing of it asks a server. */
import { createMediaLibrary } from '../../../widgets/media-library/compat.ts'
import { openingOptions, readCompatOptions } from '../../../widgets/media-library/compat-options.ts'
import type { TintypeMediaLibrary } from '../../../widgets/media-library/element.ts'
import { COMPAT_EVENTS } from '../../../widgets/media-library/events.ts'
import { type MediaLibraryOptionName, mediaLibraryOptions } from '../../../widgets/media-library/options.ts'
import { equal, matches, ok, same } from '../support/expect.ts'
import { listen } from '../support/listen.ts'
import '../../../widgets/media-library/define.ts'

const give = () => Promise.resolve('token')
const TRANSFORMATIONS = [[{ quality: 'auto' }, { fetch_format: 'auto' }]]

/** As the documented object spells it, a value that is not the default, and what the table of options calls it. */
const OPTIONS: readonly (readonly [name: string, value: unknown, as: MediaLibraryOptionName])[] = [
  ['cloud_name', 'demo', 'cloudName'],
  ['api_key', '123', 'apiKey'],
  ['username', 'ada@example.com', 'username'],
  ['timestamp', 1_795_417_790, 'timestamp'],
  ['signature', 'abc', 'signature'],
  ['use_saml', true, 'useSaml'],
  ['access_token', 'token', 'token'],
  ['integration', { type: 'cms', platform: 'own', version: '1', environment: 'test' }, 'integration'],
  ['inline_container', 'body', 'inlineContainer'],
  ['z_index', 5, 'zIndex'],
  ['remove_header', true, 'removeHeader'],
  ['multiple', false, 'multiple'],
  ['max_files', 3, 'maxFiles'],
  ['insert_caption', 'Use it', 'insertCaption'],
  ['default_transformations', TRANSFORMATIONS, 'defaultTransformations'],
  ['insert_transformation', false, 'allowTransform'],
  ['button_class', 'own', 'buttonClass'],
  ['button_caption', 'Pick', 'buttonCaption'],
  ['folder', { path: 'a/b', resource_type: 'image' }, 'folder'],
  ['search', { expression: 'tags=shoe' }, 'search'],
  ['collection', { id: 'c1' }, 'collection'],
  ['asset', { resource_type: 'image', type: 'upload', public_id: 'one' }, 'asset'],
  ['transformation', { url: 'https://media.example.com/demo/image/upload/w_9/one.jpg' }, 'transformation'],
  ['sandboxAttributes', ['allow-scripts'], 'sandboxAttributes'],
  ['className', 'wide', 'elementClass'],
  ['get_token', give, 'getToken'],
  ['public_only', true, 'publicOnly'],
  ['filter_definition', [{ field: 'context.season', label: 'Season' }], 'filterDefinition'],
  ['dimensions', { width: 700, height: '80vh' }, 'dimensions'],
]

const DEFAULTS: readonly (readonly [MediaLibraryOptionName, unknown])[] = [
  ['useSaml', false],
  ['inline', false],
  ['zIndex', 99_999],
  ['removeHeader', false],
  ['multiple', true],
  ['maxFiles', undefined],
  ['insertCaption', undefined],
  ['defaultTransformations', undefined],
  ['allowTransform', true],
  ['allowUpload', true],
  ['readonly', false],
  ['buttonClass', 'cloudinary-button'],
  ['buttonCaption', 'Open Media Library'],
  ['resourceType', 'all'],
  ['publicOnly', false],
  ['view', 'grid'],
  ['sort', 'newest'],
  ['filters', ['type', 'format', 'tag', 'folder', 'date']],
  ['tools', ['search', 'filters', 'upload', 'sort', 'view']],
  ['withoutMemory', false],
  ['theme', 'default'],
]

const ATTRIBUTES: readonly (readonly [attribute: string, text: string, MediaLibraryOptionName, unknown])[] = [
  ['cloud-name', 'demo', 'cloudName', 'demo'],
  ['api-key', '123', 'apiKey', '123'],
  ['username', 'ada', 'username', 'ada'],
  ['signature', 'abc', 'signature', 'abc'],
  ['timestamp', '1795417790', 'timestamp', 1_795_417_790],
  ['token', 'one', 'token', 'one'],
  ['inline', '', 'inline', true],
  ['multiple', 'false', 'multiple', false],
  ['max-files', '3', 'maxFiles', 3],
  ['insert-caption', '', 'insertCaption', ''],
  ['folder', 'a/b', 'folder', 'a/b'],
  ['resource-type', 'video', 'resourceType', 'video'],
  ['search', 'tags=shoe', 'search', 'tags=shoe'],
  ['collection', 'c1', 'collection', 'c1'],
  ['view', 'masonry', 'view', 'masonry'],
  ['sort', 'name', 'sort', 'name'],
  ['filters', 'type,format tag', 'filters', ['type', 'format', 'tag']],
  ['tools', 'search view', 'tools', ['search', 'view']],
  ['readonly', '', 'readonly', true],
  ['allow-upload', 'false', 'allowUpload', false],
  ['allow-transform', 'false', 'allowTransform', false],
  ['public-only', '', 'publicOnly', true],
  ['remove-header', '', 'removeHeader', true],
  ['theme', 'dark', 'theme', 'dark'],
  ['language', 'de', 'language', 'de'],
]

const OF_ONE_OPENING = new Set<MediaLibraryOptionName>([
  ...(['multiple', 'maxFiles', 'defaultTransformations', 'insertCaption', 'removeHeader'] as const),
  ...(['folder', 'search', 'collection', 'asset', 'transformation'] as const),
])

const HANDLERS = ['show', 'hide', 'insert', 'error', 'identity']

const make = () => document.createElement('tintype-media-library') as TintypeMediaLibrary

describe('media library: options of the documented object', () => {
  for (const [name, value, as] of OPTIONS) {
    it(`${name} is taken, in either spelling`, () => {
      const element = make()
      const camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

      same(Object.entries(readCompatOptions({ [name]: value })), [[as, value]])
      same(Object.entries(readCompatOptions({ [camel]: value })), [[as, value]])
      element.options = { [name]: value }
      equal(element.option(as), value)
      equal(element.options[as], value)
    })
  }

  it('max_files and timestamp may be texts', () => {
    const element = make()
    element.options = { max_files: '3', timestamp: '1795417790' }

    same([element.option('maxFiles'), element.option('timestamp')], [3, 1_795_417_790])
  })

  for (const [name, value] of DEFAULTS) {
    it(`${name} is ${JSON.stringify(value)} when nobody says anything`, () => {
      same(make().option(name), value)
    })
  }

  for (const [attribute, text, name, value] of ATTRIBUTES) {
    it(`the attribute ${attribute} means ${name}`, () => {
      const element = make()
      element.setAttribute(attribute, text)

      same(element.option(name), value)
    })
  }

  for (const [name, value, as] of OPTIONS.filter(([, , option]) => OF_ONE_OPENING.has(option))) {
    it(`show({ ${name} }) holds for one opening`, () => {
      const element = make()
      const before = element.option(as)
      listen(() => element.show({ [name]: value }))
      equal(element.option(as), value)

      listen(() => element.show())

      equal(element.option(as), before)
      element.destroy()
    })
  }

  it('every other option is fixed when the library is made: show() says so, once each, and leaves it out', () => {
    const fixed = Object.keys(mediaLibraryOptions).filter((name) => !OF_ONE_OPENING.has(name as MediaLibraryOptionName))
    const heard = listen(() => {
      for (const name of fixed) same(openingOptions({ [name]: 'x' }), {})
    })

    same(
      heard.warn.map((text) => /show\(\): (\w+) is fixed/.exec(text)?.[1]),
      fixed,
    )
  })

  it('what is unknown is ignored, and said once to those who debug', () => {
    const heard = listen(() => {
      for (const _ of [1, 2]) same(readCompatOptions({ show_folders: true, no_such_thing: 1 }), {})
    })

    same(heard.warn, [])
    matches(heard.debug.join(), /show_folders.*no_such_thing/)
    equal(heard.debug.length, 2)
  })

  it('a value that is none is said once, and the default is used', () => {
    const element = make()
    const heard = listen(() => {
      for (const _ of [1, 2]) {
        element.setAttribute('view', 'mosaic')
        equal(element.option('view'), 'grid')
      }
    })

    equal(heard.warn.length, 1)
    matches(heard.warn[0], /view: expected one of grid, list, masonry, received "mosaic"/)
  })
})

describe('media library: handlers and listeners of the object that pages get', () => {
  for (const [event, name] of Object.entries(COMPAT_EVENTS)) {
    it(`${name} is told to handlers and listeners, with what belongs to it`, () => {
      const heard: unknown[] = []
      const hear = (by: string) => (detail: unknown) => heard.push([by, detail])
      const library = createMediaLibrary({ cloud_name: 'demo' }, { [`${name}Handler`]: hear('handler') })
      library.on(name, hear('listener'))
      const detail = { assets: [{ public_id: 'one' }] }

      library.element.dispatchEvent(new CustomEvent(event, { detail }))

      same(heard, [
        ['handler', detail],
        ['listener', detail],
      ])
      // As documented: five have handlers, the others listeners alone, though a handler under their name is no mistake.
      ok(HANDLERS.includes(name) || ['upload', 'delete'].includes(name), name)
      library.destroy()
    })
  }

  it('listeners are called in their order, those that were put in front first, once where it says once', () => {
    const library = createMediaLibrary({ cloud_name: 'demo' })
    const calls: string[] = []
    const call = (name: string) => () => void calls.push(name)
    const kept = call('on')
    library.on('upload', kept).addListener('upload', call('addListener')).once('upload', call('once'))
    library.prependListener('upload', call('prepend')).prependOnceListener('upload', call('prependOnce'))

    for (const _ of [1, 2]) library.element.emit('tintype-library-upload', { assets: [] })

    const always = ['prepend', 'on', 'addListener']
    same(calls, ['prependOnce', ...always, 'once', ...always])
    equal(library.listenerCount('upload'), 3)
    equal(library.listeners('upload')[1], kept)
    same(library.off('upload', kept).listenerCount('upload'), 2)
    library.destroy()
  })

  it('eventNames tells what is listened to; removeAllListeners forgets one name, or all', () => {
    const library = createMediaLibrary({ cloud_name: 'demo' }, { insertHandler: () => undefined })
    library.on('upload', () => undefined).on('delete', () => undefined)
    same(library.eventNames(), ['insert', 'upload', 'delete'])

    same(library.removeAllListeners('upload').eventNames(), ['insert', 'delete'])
    same(library.removeAllListeners().eventNames(), [])
    library.destroy()
  })

  it('a listener that is none is refused', () => {
    const library = createMediaLibrary({ cloud_name: 'demo' })
    let message = ''
    try {
      library.on('insert', 'run()' as never)
    } catch (error) {
      message = String(error)
    }

    matches(message, /TypeError: A listener has to be a function, received string/)
    library.destroy()
  })
})
