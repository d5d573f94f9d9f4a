/** Signing in, and what a user does for themselves. */

import type { OperationContract } from './operation.ts'
import {
  acceptInvitation,
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endOtherSessions,
  endSession,
  finishIdentity,
  listSessions,
  removeSecondFactor,
  renewRecoveryCodes,
  requestPasswordReset,
  resetPassword,
  signIn,
  signInMethods,
  signInWithCode,
  signOut,
  startIdentity,
  whoAmI,
} from './sign-in.ts'

export const CONSOLE_OPERATIONS: readonly OperationContract[] = [
  signInMethods,
  signIn,
  signInWithCode,
  whoAmI,
  signOut,
  listSessions,
  endSession,
  endOtherSessions,
  changePassword,
  requestPasswordReset,
  resetPassword,
  acceptInvitation,
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  startIdentity,
  finishIdentity,
]
