import { describe, expect, it } from 'vitest';
import { logoAddress } from '../../../main/print/logo.ts';

const png = (width: number, height: number): Buffer => {
  const bytes = Buffer.alloc(64);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(bytes);
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};
const jpeg = (width: number, height: number): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8]),
    Buffer.from([height >> 8, height & 255, width >> 8, width & 255]),
    Buffer.alloc(16),
  ]);

describe('a logo', () => {
  it.each([
    ['a PNG', png(300, 120), 'data:image/png;base64,'],
    ['a JPEG', jpeg(300, 120), 'data:image/jpeg;base64,'],
  ])('when it is %s, then it is taken', (_, bytes, head) => {
    expect(logoAddress(bytes)?.startsWith(head)).toBe(true);
  });

  it.each([
    ['too few pixels', png(63, 120)],
    ['too many pixels', png(300, 2_001)],
    ['too many bytes', Buffer.concat([png(300, 120), Buffer.alloc(300_000)])],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120"/>')],
    ['a GIF', Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(64)])],
    ['nothing', Buffer.alloc(0)],
    ['a JPEG cut short', jpeg(300, 120).subarray(0, 10)],
    ['a PNG cut short', png(300, 120).subarray(0, 20)],
  ])('when it is %s, then it is refused', (_, bytes) => {
    expect(logoAddress(bytes)).toBeNull();
  });
});
