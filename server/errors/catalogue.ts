/**
 * What is usually behind an error and what to do about it, by its code. The answers of the API, the page `/docs/errors`
 * and the documentation are made from this; the type of `TintypeError.code` sees to it that no error is without an entry.
 */
export interface ErrorEntry {
  /** What leads to it, in general; the message of the error says what it was this time. */
  readonly cause: string
  readonly remedy: string
}

export const ERROR_CATALOGUE = {
  BACKUP_UNUSABLE: {
    cause: 'A backup of the data folder cannot be made, read or restored.',
    remedy: 'Do what the message says; `tintype backup verify` reads a backup whole.',
  },
  CLIENT_GONE: {
    cause: 'The request was aborted by its sender: nobody reads the answer.',
    remedy: 'Nothing was changed unless an answer had been sent. Send it again.',
  },
  CONFLICT: {
    cause: 'The name is taken.',
    remedy: 'Choose another name, or change what has this one.',
  },
  CORRUPT_MEDIA: {
    cause: 'The bytes cannot be decoded as what they claim to be: damaged, cut off, or of another format.',
    remedy: 'Open the file in another program and save it again; compare its size with that of the original.',
  },
  DAMAGED_BACKUP: {
    cause: 'The copy of a backed-up version is missing, or its digest is not the one that was noted.',
    remedy: 'Restore another version, or the whole installation from its own backup.',
  },
  DAMAGED_UPLOAD: {
    cause: 'Parts of a chunked upload were damaged on this server after they had been acknowledged.',
    remedy: 'Send the parts that the message names again, then the last one; look at the disk of the server.',
  },
  DATABASE_IN_USE: {
    cause: 'Another server works on the same database.',
    remedy: 'Stop it, or give this one a database of its own.',
  },
  DATABASE_UNAVAILABLE: {
    cause: 'The database server does not answer, or its driver is missing.',
    remedy: 'Look at the log line of the request; check TINTYPE_DATABASE_URL and that the package pg is installed.',
  },
  DATA_FOLDER_UNUSABLE: {
    cause: 'The data folder is missing, not writable, in use by another server, or on a file system without locks.',
    remedy: 'Do what the message says; `tintype doctor` looks at more.',
  },
  DELETION_HELD: {
    cause: 'A backup of the data folder is being made, and its files are not deleted meanwhile.',
    remedy: 'Nothing: they are deleted when the backup is done.',
  },
  INTERNAL_ERROR: {
    cause: 'A mistake in the server. What it was stands in its log, under the id of the request.',
    remedy: 'Report it with the log line that has the X-Request-Id of this answer.',
  },
  FOREIGN_ORIGIN: {
    cause: 'A page of an origin that the product environment does not name signs somebody in to the Media Library.',
    remedy: 'Add the origin of the page to the setting `widget_origins` (PUT /settings).',
  },
  FOREIGN_PAGE: {
    cause: 'A call of the Console API lacks the header that only pages of this server send.',
    remedy: 'Send X-Tintype-Console with any value; from a page of another origin that is not possible.',
  },
  IDENTITY_PROVIDER: {
    cause: 'The identity provider did not answer, or not as it should.',
    remedy: 'Check TINTYPE_OIDC_ISSUER and that the server can reach it; sign in by password meanwhile.',
  },
  INVALID_CONFIGURATION: {
    cause: 'A setting of the server is unknown or invalid.',
    remedy: 'Correct what the message names; the page of the configuration lists every setting.',
  },
  INVALID_EXPRESSION: {
    cause: 'A search expression cannot be understood.',
    remedy: 'Look at the position that the message names; quote values that hold reserved characters.',
  },
  INVALID_PARAMETER: {
    cause: 'A parameter is missing, malformed or contradicts another.',
    remedy: 'Compare the parameter that the message names with the reference of the operation at /docs.',
  },
  INVALID_SIGNATURE: {
    cause:
      'The signature was not made over the parameters that arrived, or with another secret: a parameter was added or changed after signing, or values were encoded before.',
    remedy:
      'Compare the string in the message with the one that was signed. Asked from the same machine, the server says what seems to be wrong.',
  },
  INVALID_TRANSFORMATION: {
    cause: 'A delivery URL or a transformation cannot be understood, or cannot be carried out for this asset.',
    remedy: 'Look at the component that the message names; the page of transformations lists what is possible.',
  },
  LICENCE_PENDING: {
    cause: 'The library was asked for the licence of this order a moment ago, and has not said what became of it.',
    remedy: 'Send the same request again after the seconds of the header Retry-After; nothing is bought twice.',
  },
  LICENCE_REFUSED: {
    cause: 'A paid library sells no licence for this order: no quota, no payment, not for sale. Nothing was bought.',
    remedy: 'Choose another plan or format, or see what the account at the library allows.',
  },
  LICENCE_UNKNOWN: {
    cause: 'A licence was ordered, and the answer of the library got lost. It may have been bought.',
    remedy: 'See in the account at the library whether it was; order again only if it was not.',
  },
  LICENSED_FILE_REFUSED: {
    cause: 'A licence was bought, and its file could not be fetched or is not what the upload allows.',
    remedy: 'Send the same order again with other settings: it is not paid for again. `GET /stock_orders` lists it.',
  },
  LIMIT_EXCEEDED: {
    cause: 'Pixels, frames, bytes or time past a limit of this installation or environment.',
    remedy: 'Send something smaller, or raise the limit: the page of limits names the setting.',
  },
  LOCK_TIMEOUT: {
    cause: 'Another request works on the same asset for longer than this one could wait.',
    remedy: 'Send the request again.',
  },
  MALFORMED_BODY: {
    cause: 'The body is not what its content type says, or is larger than allowed.',
    remedy: 'Send multipart/form-data, application/x-www-form-urlencoded or JSON, as the content type says.',
  },
  NEWER_SCHEMA: {
    cause: 'The database was written by a newer release; going on could destroy what that release stored.',
    remedy: 'Start that release, or one after it.',
  },
  NOT_FOUND: {
    cause: 'There is no such asset, preset, field or operation in this environment.',
    remedy: 'Check the name, the resource type and the type: the same public ID may exist under another of them.',
  },
  OBJECT_NOT_FOUND: {
    cause: 'A stored file is gone although the database names it.',
    remedy: '`tintype check` finds what is missing; restore it from a backup.',
  },
  OLDER_SCHEMA: {
    cause: 'The data were written by an older release, and this command changes nothing.',
    remedy: 'Start the server of this release once, which brings them up to date.',
  },
  OVERLOADED: {
    cause: 'More work is waiting than the server accepts.',
    remedy: 'Try again after the seconds of Retry-After.',
  },
  PERMISSION_DENIED: {
    cause: 'The API key is good, but may not do this.',
    remedy: 'Give the key the permission that the message names, or use another key.',
  },
  RATE_LIMITED: {
    cause: 'This environment or this client has asked too often in this time.',
    remedy: 'Wait for the time that the message or Retry-After names; the limits are among the settings.',
  },
  REMOTE_ACCOUNT_SIGNED_OUT: {
    cause: 'The sign-in at a provider has ended there, or none was sent.',
    remedy: 'Refresh it by POST …/refresh-token, or sign in again.',
  },
  REMOTE_REFUSED: {
    cause:
      'The address is one that this server does not ask: not http(s), not public, or on a port that is not allowed.',
    remedy: 'Upload the file itself, or allow the address by TINTYPE_FETCH_ALLOW_PRIVATE.',
  },
  REMOTE_SOURCES_UNAVAILABLE: {
    cause: 'Remote sources are not installed, not configured completely, or their process does not answer.',
    remedy: 'Do what the message says; look at the log of the server; send the request again.',
  },
  REMOTE_SOURCE_FAILED: {
    cause: 'A provider refused what it was asked for, or did not answer.',
    remedy: 'Send it again; see whether the file still exists at the provider and what its own pages say.',
  },
  REMOTE_SOURCE_OFF: {
    cause: 'This server has no keys for the source.',
    remedy: 'Set the settings that the message names.',
  },
  REMOTE_TOO_LARGE: {
    cause: 'The answer of the remote address is larger than allowed.',
    remedy: 'Fetch a smaller file, or raise the limit of its kind.',
  },
  REMOTE_UNREACHABLE: {
    cause: 'The remote address gave no answer, or not a success.',
    remedy: 'Open the address from the machine of the server; check its name, its certificate and what it asks for.',
  },
  RENDER_TIMEOUT: {
    cause: 'Rendering took longer than allowed and was stopped.',
    remedy: 'Make the transformation or its source smaller, or raise TINTYPE_RENDER_TIMEOUT_MS.',
  },
  SCRIPT_FAILED: {
    cause: 'The script of `eval` is wrong, runs too long, or needs too much memory.',
    remedy: 'Do what the message says; try the script on a small file, and print nothing: it has no console.',
  },
  SEARCH_TOO_EXPENSIVE: {
    cause: 'The search would have to look at more than it may in its time, and was stopped.',
    remedy: 'Narrow it: name a field, make a wildcard or a range smaller, or leave the aggregation out.',
  },
  SECRET_KEY_MISMATCH: {
    cause: 'A stored secret was sealed with another key than that of secret.key.',
    remedy: 'Restore the secret.key that belongs to this database.',
  },
  STORAGE_FULL: {
    cause: 'There is no room left to store anything. Nothing was acknowledged.',
    remedy: 'Delete something or enlarge the volume; deliveries and deletions go on meanwhile.',
  },
  SECOND_FACTOR_REQUIRED: {
    cause: 'The user has a second factor, and the sign-in came without its code.',
    remedy: 'Send the code of the authenticator app, or a recovery code, as `totp` with e-mail and password.',
  },
  TOO_MANY_ATTEMPTS: {
    cause: 'Somebody has guessed at this e-mail, from this address, or at this code too often.',
    remedy: 'Wait for the time that the message names; an operator can set a password meanwhile.',
  },
  USAGE_LIMIT_REACHED: {
    cause: 'This environment has used up what its limits of use allow, and they throttle what makes something new.',
    remedy: '`GET /usage` says what was used. Wait, delete what is not needed, or raise `usage_limits`.',
  },
  UNAUTHORIZED: {
    cause: 'Credentials, a signature or a token are missing or wrong, or do not give access to this.',
    remedy: 'Check that key, secret and cloud name belong together and that the key is enabled.',
  },
  UNIQUE_VIOLATION: {
    cause: 'Something with the same name was made at the same time.',
    remedy: 'Choose another name, or look at what has this one.',
  },
  UNSUPPORTED_FORMAT: {
    cause: 'Nobody here reads or writes this format.',
    remedy: 'Convert the file first, or ask for another format.',
  },
  UNSUPPORTED_PARAMETER: {
    cause: 'The parameter is understood, but this installation does not carry it out.',
    remedy: 'Leave it out, or install what the message names.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>

export type ErrorCode = keyof typeof ERROR_CATALOGUE

/** Of its section in the documentation and on `/docs/errors`. */
export function errorAnchor(code: ErrorCode): string {
  return code.toLowerCase()
}
