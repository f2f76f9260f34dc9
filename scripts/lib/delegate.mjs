import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectEnv, projectNode, ROOT } from './paths.mjs';
import { runAttached } from './run.mjs';
import { say } from './say.mjs';

/**
 * Runs scripts/NAME.ts on the project's Node with the user's arguments, and returns its exit code.
 * @param {string} name
 * @param {Record<string, string>} [env]
 */
export async function delegate(name, env = {}) {
  const script = join('scripts', `${name}.ts`);
  if (!existsSync(join(ROOT, script))) {
    say(`${script} does not exist in this checkout`);
    return 2;
  }
  // npm moves to the root first; paths among the arguments mean what they mean where the user typed them.
  const moved = process.cwd() === ROOT && process.env.npm_lifecycle_event === name;
  const cwd = moved ? (process.env.INIT_CWD ?? ROOT) : process.cwd();
  return runAttached(projectNode(), [join(ROOT, script), ...process.argv.slice(2)], {
    cwd,
    env: projectEnv(env),
  });
}
