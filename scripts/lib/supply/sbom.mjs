import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';

/** @typedef {import('./shipped.mjs').Shipped} Shipped */

/** @param {Pick<Shipped, 'name' | 'version'>} of */
const purl = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** @param {string} licence */
const licenceOf = (licence) =>
  /[ ()]/.test(licence) ? new Models.LicenseExpression(licence) : new Models.SpdxLicense(licence);

/** @param {Shipped} shipped */
const componentOf = (shipped) => {
  const [group, name] = shipped.name.startsWith('@') ? shipped.name.split('/') : [undefined, shipped.name];
  const component = new Models.Component(Enums.ComponentType.Library, name ?? shipped.name, {
    ...(group ? { group } : {}),
    version: shipped.version,
    purl: purl(shipped),
    bomRef: shipped.path,
    scope: Enums.ComponentScope.Required,
  });
  component.licenses.add(licenceOf(shipped.licence));
  const [algorithm, digest] = (shipped.integrity ?? '').split('-');
  if (algorithm === 'sha512' && digest)
    component.hashes.set(Enums.HashAlgorithm['SHA-512'], Buffer.from(digest, 'base64').toString('hex'));
  return component;
};

/**
 * What a built app consists of, as CycloneDX 1.6 (JSON). The same bytes for the same lock file: no time, no serial number.
 * @param {readonly Shipped[]} packages
 * @param {{ readonly name: string, readonly version: string }} product
 * @returns {string}
 */
export const sbomOf = (packages, product) => {
  const bom = new Models.Bom();
  const root = new Models.Component(Enums.ComponentType.Application, product.name, {
    version: product.version,
    bomRef: product.name,
    purl: purl(product),
  });
  bom.metadata.component = root;
  const components = new Map(packages.map((shipped) => [shipped.path, componentOf(shipped)]));
  for (const component of components.values()) {
    bom.components.add(component);
    root.dependencies.add(component.bomRef);
  }
  for (const { path, needs } of packages) {
    for (const need of needs) {
      const needed = components.get(need);
      if (needed) components.get(path)?.dependencies.add(needed.bomRef);
    }
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
};
