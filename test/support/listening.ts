import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Where a process listens, as `address:port`, from the kernel's own table. Linux only. */
export const listeningOf = (pid: number): readonly string[] => {
  const own = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        // Closed meanwhile.
        return [];
      }
    }),
  );
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
        if (state !== LISTEN || !own.has(inode)) return [];
        const [address = '', port = ''] = local.split(':');
        return [`${address === LOOPBACK ? '127.0.0.1' : address}:${Number.parseInt(port, 16)}`];
      }),
  );
};

/** As /proc/net/tcp writes them. */
const LISTEN = '0A';
const LOOPBACK = '0100007F';
