import MagicString from 'magic-string';
import type { Plugin } from 'vite';

// The look-behind keeps a template literal such as `${host}/graphql` from being taken for a document.
const tag = /(?<![\w/.$])graphql`([^`]*)`/g;
const operation = /(?:query|mutation|subscription|fragment)\s+(\w+)/;
const tagImport = /import \{ graphql \} from 'relay-runtime';\n/;

/**
 * Replaces each graphql`…` by an import of the artifact that relay-compiler wrote for it. The tag's own
 * import goes too: it alone would bring Relay's whole store into the sign-in page.
 */
export function relay(): Plugin {
  return {
    name: 'relay-artifacts',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/.*\.tsx?$/.test(id) || !code.includes('graphql`')) return null;
      const out = new MagicString(code);
      out.replace(tagImport, '');
      for (const match of code.matchAll(tag)) {
        const name = operation.exec(match[1] ?? '')?.[1];
        if (!name) this.error(`A graphql document without a name in ${id}`);
        const local = `__${name}`;
        out.prepend(`import ${local} from '~/gql/__generated__/${name}.graphql';\n`);
        out.overwrite(match.index, match.index + match[0].length, local);
      }
      return { code: out.toString(), map: out.generateMap({ hires: true }) };
    },
  };
}
