/** Signing in: e-mail and password, the code of a second factor when it is asked for, or single sign-on in a window. */
import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../kit/icons/icons.ts'
import type { LibraryError } from '../api/answer.ts'
import { libraryIcon } from '../icons.ts'
import type { View } from './view.ts'

const SECOND_FACTOR = 'SECOND_FACTOR_REQUIRED'

export function loginForm(view: View): TemplateResult {
  const { state, texts, options, actions } = view
  const isExpired = state.access === 'expired'
  const { wantsCode, showsPassword, singleSignOn } = state.login
  const error = state.loginError
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget as HTMLFormElement)
    const [email, password, totp] = ['email', 'password', 'totp'].map((name) => String(fields.get(name) ?? ''))
    actions.signIn({ email: email ?? '', password: password ?? '', ...(totp ? { totp } : {}) })
  }
  return html`
    <form class="login" part="login-form" novalidate aria-labelledby="login-title" aria-busy=${state.isSigningIn ? 'true' : 'false'} @submit=${submit}>
      <div class="sheet-icon">${libraryIcon('key')}</div>
      <h3 id="login-title" class="sheet-title">${texts.text(isExpired ? 'login.expired_title' : 'login.title')}</h3>
      <p class="muted">${
        isExpired ? texts.text('login.expired') : texts.text('login.intro', { cloud: options.cloudName ?? '' })
      }</p>
      ${
        error && error.reason !== SECOND_FACTOR
          ? html`<p class="login-error" id="login-error" data-say="assertive" part="login-error">
              ${icon('bang')}<span>${sentenceOf(error, view)}</span>
            </p>`
          : nothing
      }
      <div class="field-group" ?hidden=${wantsCode}>
        <label class="field-label" for="login-user">${texts.text('login.email')}</label>
        <input
          class="field"
          id="login-user"
          part="login-user"
          name="email"
          type="text"
          inputmode="email"
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          required
          .value=${options.username ?? ''}
          ?data-autofocus=${!options.username && !wantsCode}
          aria-describedby=${error ? 'login-error' : nothing}
        />
      </div>
      <div class="field-group" ?hidden=${wantsCode}>
        <label class="field-label" for="login-password">${texts.text('login.password')}</label>
        <span class="field-with-button">
          <input
            class="field"
            id="login-password"
            part="login-password"
            name="password"
            type=${showsPassword ? 'text' : 'password'}
            autocomplete="current-password"
            required
            ?data-autofocus=${Boolean(options.username) && !wantsCode}
            aria-describedby=${error ? 'login-error' : nothing}
          />
          <button
            class="icon-button"
            type="button"
            aria-pressed=${showsPassword ? 'true' : 'false'}
            title=${texts.text('login.show_password')}
            @click=${actions.togglePassword}
          >${libraryIcon('eye')}</button>
        </span>
      </div>
      ${
        wantsCode
          ? html`<div class="field-group">
              <label class="field-label" for="login-code">${texts.text('login.code')}</label>
              <input
                class="field code"
                id="login-code"
                part="login-code"
                name="totp"
                type="text"
                inputmode="numeric"
                autocomplete="one-time-code"
                spellcheck="false"
                required
                data-autofocus
                aria-describedby="login-code-hint"
              />
              <p id="login-code-hint" class="muted small">${texts.text('login.code_hint')}</p>
            </div>`
          : nothing
      }
      <button class="button primary wide" part="button button-primary login-submit" type="submit" ?disabled=${state.isSigningIn}>
        ${texts.text(state.isSigningIn ? 'login.busy' : 'login.submit')}
      </button>
      ${
        singleSignOn === 'blocked' || singleSignOn === 'closed'
          ? html`<p class="login-error" data-say="assertive">
              ${icon('bang')}<span>${texts.text(singleSignOn === 'blocked' ? 'login.sso_blocked' : 'login.sso_closed')}</span>
            </p>`
          : nothing
      }
      ${
        options.useSaml || singleSignOn !== 'off'
          ? html`<button
              class="button quiet wide"
              part="button login-sso"
              type="button"
              ?disabled=${state.isSigningIn}
              @click=${actions.singleSignOn}
            >${texts.text(singleSignOn === 'waiting' ? 'login.sso_waiting' : 'login.sso')}</button>`
          : nothing
      }
    </form>
  `
}

function sentenceOf(error: LibraryError, { texts, state }: View): string {
  const { wantsCode, isOfPage } = state.login
  switch (error.code) {
    case 'unauthorized':
      return texts.text(isOfPage ? 'login.refused' : wantsCode ? 'login.wrong_code' : 'login.wrong', {
        message: error.message,
      })
    case 'too_many_requests':
      return texts.text('login.limited')
    case 'forbidden':
      return texts.text('login.forbidden')
    case 'unreachable':
      return texts.text('login.unreachable')
    default:
      return texts.text('login.failed', { message: error.message })
  }
}
