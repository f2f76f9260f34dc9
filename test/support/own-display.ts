import { DISPLAYS } from './display.ts';

/** Set-up of each file of the suites that open windows: takes the display of the worker that the file runs in. */
const names = process.env[DISPLAYS]?.split(' ') ?? [];
const worker = Number(process.env['VITEST_POOL_ID'] ?? 1);
const own = names[(worker - 1) % Math.max(1, names.length)];
if (own !== undefined) process.env['DISPLAY'] = own;
