/** An element's translator, made anew only when its language, the catalogue that has come, or the page's own texts are others. */

interface Languages {
  catalogueFor(asked: string): { readonly language: string }
}

export class KeptTexts<Texts> {
  readonly #languages: Languages
  readonly #make: (language: string, own: unknown) => Texts
  #kept: { readonly key: string; readonly texts: Texts } | undefined

  /** @param make a translator for a language, with the page's own texts over ours */
  constructor(languages: Languages, make: (language: string, own: unknown) => Texts) {
    this.#languages = languages
    this.#make = make
  }

  of(language: string, own: unknown): Texts {
    const key = JSON.stringify([language, this.#languages.catalogueFor(language).language, own])
    if (this.#kept?.key !== key) this.#kept = { key, texts: this.#make(language, own) }
    return this.#kept.texts
  }
}
