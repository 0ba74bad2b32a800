/**
 * @generated SignedSource<<82694ac56193a36a1c81d43a881a37b2>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type tenantSwitcher_viewer$data = {
  readonly tenants: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly plan: {
      readonly name: string;
    } | null | undefined;
    readonly slug: string;
  }>;
  readonly " $fragmentType": "tenantSwitcher_viewer";
};
export type tenantSwitcher_viewer$key = {
  readonly " $data"?: tenantSwitcher_viewer$data;
  readonly " $fragmentSpreads": FragmentRefs<"tenantSwitcher_viewer">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
};
return {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "tenantSwitcher_viewer",
  "selections": [
    {
      "alias": null,
      "args": null,
      "concreteType": "Tenant",
      "kind": "LinkedField",
      "name": "tenants",
      "plural": true,
      "selections": [
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "id",
          "storageKey": null
        },
        {
          "alias": null,
          "args": null,
          "kind": "ScalarField",
          "name": "slug",
          "storageKey": null
        },
        (v0/*:: as any*/),
        {
          "alias": null,
          "args": null,
          "concreteType": "Plan",
          "kind": "LinkedField",
          "name": "plan",
          "plural": false,
          "selections": [
            (v0/*:: as any*/)
          ],
          "storageKey": null
        }
      ],
      "storageKey": null
    }
  ],
  "type": "Viewer",
  "abstractKey": null
};
})();

(node as any).hash = "643caa689f24d424e2f4643a8c560f6e";

export default node;
