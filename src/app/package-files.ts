import { readFileSync } from 'node:fs';
import { loadCatalog, type CatalogFile } from '../catalog/load-catalog.js';
import { textDigest } from '../model/digest.js';
import type { Catalog } from '../model/catalog.js';
import type { PageAssets } from '../report/html/render-html.js';
import type { Template, TemplateName, Templates } from '../model/desired.js';

/** The package's root: two folders up from here, in `src` as in `dist`. */
const root = new URL('../../', import.meta.url);

function text(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

/** The catalog that comes with the package. */
export function packagedCatalog(): Catalog {
  return loadCatalog((name: CatalogFile) => text(`config/catalog/${name}`));
}

/** The templates that come with the package. */
export function packagedTemplates(): Templates {
  const template = (name: TemplateName): Template => {
    const body = text(`templates/${name}.yaml`);
    return { name, body, digest: textDigest(body) };
  };
  return {
    member: template('member'),
    slr: template('slr'),
    recorder: template('recorder'),
    rules: template('rules'),
    forward: template('forward'),
    hub: template('hub'),
    notify: template('notify'),
    bucket: template('bucket'),
    'management-roles': template('management-roles'),
  };
}

/** Session policies that narrow a role which was not made by orgsecrets. */
export function packagedSessionPolicies(): { readonly look: string; readonly aggregatorAdmin: string } {
  return {
    look: text('policies/look-session.json'),
    aggregatorAdmin: text('policies/aggregator-admin-session.json'),
  };
}

/** The report page's own code, as the build leaves it. */
export function packagedPage(): PageAssets {
  return { script: text('dist/page/page.js'), style: text('dist/page/page.css') };
}
