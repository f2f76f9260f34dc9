/**
 * All that set-up says goes to stderr: `npm run dte` keeps stdout for its JSON.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A failure that the user can act on: printed as one line, without a stack. */
export class SetupError extends Error {}

/**
 * Says what begins, how long it has been going on, and that it is done.
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @param {() => string} [detail] what to add to the progress, such as a size
 * @returns {Promise<T>}
 */
export async function withProgress(label, work, detail = () => '') {
  const started = Date.now();
  const live = process.stderr.isTTY === true && !process.env.CI;
  const seconds = () => Math.round((Date.now() - started) / 1000);
  say(`setup: ${label}`);
  const timer = setInterval(
    () => {
      const line = `setup: … ${seconds()} s ${detail()}`.trimEnd();
      if (live) process.stderr.write(`\r${line}`);
      else say(line);
    },
    live ? 1000 : 10_000,
  );
  try {
    const result = await work();
    clearInterval(timer);
    if (live) process.stderr.write('\r\u001b[K');
    say(`setup: done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/**
 * Runs a script's main function; a SetupError becomes one line, all else keeps its stack.
 * @param {() => Promise<number | undefined | void>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    say(
      error instanceof SetupError
        ? `resguardo: ${error.message}`
        : String(/** @type {Error} */ (error).stack),
    );
    process.exitCode = 1;
  }
}
