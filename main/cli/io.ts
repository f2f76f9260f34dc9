/** What the command line tool touches of the world, so that tests can hand in their own. */
export interface CliIo {
  /** Rejects with an ErrnoException. */
  readFile(path: string): Promise<Buffer>;
  /** Makes the folders that are missing. */
  writeFile(path: string, bytes: Buffer): Promise<void>;
  /** UTC epoch ms. */
  now(): number;
}

/** JSON alone for stdout, perhaps a line for people on stderr, and the exit code. */
export interface CliResult {
  readonly code: 0 | 1 | 2;
  readonly output: unknown;
  readonly message: string;
}
