import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The material of the SII lies beside the repository and is read from there; nothing of it is copied into it. */
export const ROOT = resolve(import.meta.dirname, '../../..');
export const SHARED = resolve(ROOT, '../shared/sii');
export const SCHEMAS = join(SHARED, 'schemas');
export const readShared = (...path: readonly string[]): Buffer => readFileSync(join(SHARED, ...path));

export interface Run {
  readonly code: number;
  readonly output: string;
}

/** Runs a program that has to be there: a machine without it fails the test rather than passing it by. */
export const run = (program: string, args: readonly string[]): Run => {
  try {
    const output = execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    return { code: 0, output };
  } catch (error) {
    const { code, status, stdout, stderr } = error as Record<string, unknown>;
    if (code === 'ENOENT')
      throw new Error(`${program} is not installed: apt-get install xmlsec1 libxml2-utils openssl`);
    return { code: Number(status), output: `${String(stdout)}${String(stderr)}` };
  }
};

/** A folder for one test file's files. */
export const scratch = (): {
  write(name: string, bytes: Buffer): string;
  path(name: string): string;
  remove(): void;
} => {
  const folder = mkdtempSync(join(tmpdir(), 'resguardo-dte-'));
  return {
    path: (name) => join(folder, name),
    write: (name, bytes) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

const IDS = ['Documento', 'Exportaciones', 'SetDTE'].flatMap((name) => ['--id-attr:ID', name]);

/** Second opinion on one signature: by KeyValue, as the certificates here are nobody's. */
export const xmlsec1 = (file: string, signature: 'first' | 'envelope' | 'document'): Run => {
  const paths = {
    first: [],
    envelope: ['--node-xpath', "/*/*[local-name()='Signature']"],
    document: ['--node-xpath', "//*[local-name()='DTE']/*[local-name()='Signature']"],
  };
  return run('xmlsec1', ['--verify', ...IDS, ...paths[signature], file]);
};

export const xmllint = (schema: string, files: readonly string[]): Run =>
  run('xmllint', ['--noout', '--nonet', '--schema', join(SCHEMAS, schema), ...files]);
