import forge from 'node-forge';
import { throwaway } from './certificates.ts';

/**
 * A certificate file whose MAC asks for so many iterations; whatever the password, it is wrong, and it takes the whole work to
 * find that out. One below a million is within what a file may ask for, and costs a second or so.
 */
export const pfxAskingFor = (iterations: number): Buffer => {
  const file = forge.asn1.fromDer(throwaway().pfx('x').toString('latin1'));
  const [, , macData] = file.value as forge.asn1.Asn1[];
  const [, , count] = (macData?.value ?? []) as forge.asn1.Asn1[];
  if (!count) throw new Error('no iterations in there');
  count.value = Buffer.from([0, 0, 0, 0].map((_, n) => (iterations >>> (8 * (3 - n))) & 0xff)).toString(
    'latin1',
  );
  return Buffer.from(forge.asn1.toDer(file).getBytes(), 'latin1');
};
