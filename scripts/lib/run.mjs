import { spawn } from 'node:child_process';
import { projectEnv, ROOT } from './paths.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {Record<string, string | undefined>} [env]
 * @property {number} [timeoutMs] the process is ended after that
 * @property {import('node:child_process').StdioOptions} [stdio] when given, nothing is captured
 */

/**
 * Runs a program to its end and captures what it prints. Never throws for a failing program.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: options.env ?? projectEnv(),
      stdio: options.stdio ?? ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    const timer = options.timeoutMs ? setTimeout(() => child.kill('SIGKILL'), options.timeoutMs) : undefined;
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, output: `${output}${error.message}` });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * Runs a program on the user's terminal, hands on Ctrl+C and the other ends, and resolves with its exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export function runAttached(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: options.env ?? projectEnv(),
      stdio: options.stdio ?? 'inherit',
    });
    const hand = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    process.on('SIGINT', hand).on('SIGTERM', hand).on('SIGHUP', hand);
    const settle = (/** @type {number} */ code) => {
      process.off('SIGINT', hand).off('SIGTERM', hand).off('SIGHUP', hand);
      resolve(code);
    };
    child.on('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      settle(127);
    });
    child.on('close', (code, signal) => settle(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/**
 * The last lines of a long output: enough to see the cause.
 * @param {string} output
 * @param {number} [lines]
 */
export function tail(output, lines = 15) {
  return output.trimEnd().split('\n').slice(-lines).join('\n');
}
