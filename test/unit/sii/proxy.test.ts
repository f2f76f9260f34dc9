import { describe, expect, it } from 'vitest';
import { readRoute, routeTo } from '../../../main/sii/proxy.ts';

const proxy = (uri: string) => ({ kind: 'proxy', uri });
const DIRECT = { kind: 'direct' };

describe('what the system says of the way to the SII', () => {
  it.each([
    ['DIRECT', DIRECT],
    ['', DIRECT],
    ['PROXY proxy.oficina.cl:3128', proxy('http://proxy.oficina.cl:3128')],
    ['PROXY proxy.oficina.cl:3128; DIRECT', proxy('http://proxy.oficina.cl:3128')],
    ['proxy 10.0.0.1:80;direct', proxy('http://10.0.0.1:80')],
    ['HTTPS proxy.oficina.cl:443', proxy('https://proxy.oficina.cl:443')],
    ['PROXY [::1]:8080', proxy('http://[::1]:8080')],
    ['SOCKS5 127.0.0.1:1080; PROXY a:1', proxy('http://a:1')],
    ['SOCKS 127.0.0.1:1080; DIRECT', DIRECT],
    ['SOCKS5 127.0.0.1:1080', { kind: 'unusable' }],
    ['PROXY user:secret@proxy.oficina.cl:3128', { kind: 'unusable' }],
    ['PROXY a:1/../x', { kind: 'unusable' }],
    ['PROXY', { kind: 'unusable' }],
    ['nonsense', { kind: 'unusable' }],
  ])('%j / read / %j', (answer, expected) => {
    expect(readRoute(answer)).toEqual(expected);
  });

  it('of loopback / never asked', async () => {
    const asked: string[] = [];
    const ask = async (url: string): Promise<string> => {
      asked.push(url);
      return 'PROXY a:1';
    };
    expect(await routeTo(new URL('http://127.0.0.1:9/x'), ask)).toEqual(DIRECT);
    expect(await routeTo(new URL('https://palena.sii.cl/cgi_dte/x?y=secreto'), ask)).toEqual(
      proxy('http://a:1'),
    );
    // The origin alone: a script that the network offers is told no path.
    expect(asked).toEqual(['https://palena.sii.cl']);
  });

  it('that fails, or does not know / the straight way', async () => {
    const url = new URL('https://palena.sii.cl');
    expect(await routeTo(url, () => Promise.reject(new Error('no script')))).toEqual(DIRECT);
    expect(await routeTo(url, null)).toEqual(DIRECT);
  });
});
