import { run, tail } from './run.mjs';
import { SetupError, say, withProgress } from './say.mjs';

/**
 * Each need is a list of names for the same thing: Debian 13 and Ubuntu 24.04 renamed some of them (64-bit time).
 * @typedef {readonly (readonly string[])[]} Needs
 */

/** @type {Needs} Shared libraries that Electron's executable links and a bare server lacks. */
export const ELECTRON_LIBRARIES = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libnotify4'],
  ['libxss1'],
  ['libxtst6'],
  ['libsecret-1-0'],
  ['libatspi2.0-0', 'libatspi2.0-0t64'],
];

/** @type {Needs} */
export const VIRTUAL_DISPLAY = [['xvfb'], ['xauth']];

/** @type {Needs} Second opinions of the tests: xmllint on the official schemas, xmlsec1 on signatures, poppler on PDFs. */
export const TEST_TOOLS = [['libxml2-utils'], ['xmlsec1'], ['poppler-utils']];

/** @type {Needs} */
export const BUILD_TOOLS = [['python3'], ['make'], ['g++']];

/**
 * Installs what is missing, when we may; says the command to type when we may not. Does nothing where there is no
 * dpkg: on another distribution the names differ, and a missing library then shows in Electron's own message.
 * @param {Needs} needs
 * @param {string} why
 */
export async function ensurePackages(needs, why) {
  if (process.platform !== 'linux') return;
  const missing = await missingPackages(needs);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    throw new SetupError(
      `${why} needs Debian packages: sudo apt-get install ${missing.map((names) => names[0]).join(' ')}`,
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  await withProgress(`apt-get install ${missing.map((names) => names[0]).join(' ')} (${why})`, async () => {
    // Ten minutes of waiting for another apt-get (two set-ups at once, or the system's own) before giving up.
    const lock = ['-o', 'DPkg::Lock::Timeout=600', '-o', 'Acquire::Retries=2', '-qq'];
    const update = await run('apt-get', ['update', ...lock], { env });
    if (update.code !== 0)
      say(`setup: apt-get update failed, going on with the lists at hand\n${tail(update.output, 5)}`);
    const names = await Promise.all(missing.map((alternatives) => available(alternatives)));
    const install = await run('apt-get', ['install', '-y', '--no-install-recommends', ...lock, ...names], {
      env,
    });
    if (install.code !== 0)
      throw new SetupError(`apt-get install ${names.join(' ')} failed:\n${tail(install.output)}`);
  });
}

/** @param {Needs} needs */
async function missingPackages(needs) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders.
  const query = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...needs.flat()], {
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (query.code === 127) return [];
  const installed = new Set([...query.output.matchAll(/^(\S+) installed$/gm)].map((match) => match[1]));
  return needs.filter((alternatives) => !alternatives.some((name) => installed.has(name)));
}

/** @param {readonly string[]} alternatives the first of them that this release knows */
async function available(alternatives) {
  for (const name of alternatives) {
    const policy = await run('apt-cache', ['policy', name], { env: { ...process.env, LC_ALL: 'C' } });
    if (/Candidate: (?!\(none\))/.test(policy.output)) return name;
  }
  return alternatives[0] ?? '';
}
