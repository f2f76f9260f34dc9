import tls from 'node:tls';

/** The SII speaks nothing older; a network that offers less is none that a document should go through. */
const MIN_VERSION = 'TLSv1.2';

/** The authorities of the computer: an office whose network inspects connections has its own one there. */
const ofTheSystem = (): readonly string[] => {
  // The oldest runtime that must work has no such function; there the bundled ones are all.
  if (typeof tls.getCACertificates !== 'function') return [];
  try {
    return [...tls.getCACertificates('system'), ...tls.getCACertificates('extra')];
  } catch {
    return [];
  }
};

/**
 * Whom a connection to the SII is believed by: the bundled authorities and, where the runtime can read them, those of the
 * computer. Made once, at the first connection, for it takes some ten milliseconds. There is no way to switch the check off.
 * @param more authorities of a test, PEM
 */
export const createTrust = (more: readonly string[] = []): (() => tls.SecureContext) => {
  let context: tls.SecureContext | null = null;
  return () => {
    context ??= tls.createSecureContext({
      ca: [...new Set([...tls.rootCertificates, ...ofTheSystem(), ...more])],
      minVersion: MIN_VERSION,
    });
    return context;
  };
};
