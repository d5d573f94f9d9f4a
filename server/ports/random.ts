/** The only source of chance; cryptographically strong in production, seeded in tests. */
export interface Random {
  bytes(count: number): Uint8Array
  /** Lower-case hexadecimal digits. */
  hex(digits: number): string
  /** Lower-case letters and digits, evenly spread. */
  alphanumeric(length: number): string
}
