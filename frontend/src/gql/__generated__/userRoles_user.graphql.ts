/**
 * @generated SignedSource<<54c15ea81f81a54a2215f73d9e0b1772>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type userRoles_user$data = {
  readonly roles?: ReadonlyArray<{
    readonly expiresAt: string | null | undefined;
    readonly from: {
      readonly id: string;
      readonly name: string;
      readonly slug: string;
    };
    readonly role: {
      readonly elevated: boolean;
      readonly id: string;
      readonly name: string;
    };
    readonly via: {
      readonly id: string;
      readonly name: string;
    } | null | undefined;
  }> | null | undefined;
  readonly " $fragmentType": "userRoles_user";
};
export type userRoles_user$key = {
  readonly " $data"?: userRoles_user$data;
  readonly " $fragmentSpreads": FragmentRefs<"userRoles_user">;
};

const node: ReaderFragment = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
};
return {
  "argumentDefinitions": [
    {
      "kind": "RootArgument",
      "name": "mayRoles"
    }
  ],
  "kind": "Fragment",
  "metadata": null,
  "name": "userRoles_user",
  "selections": [
    {
      "condition": "mayRoles",
      "kind": "Condition",
      "passingValue": true,
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "AssignedRole",
          "kind": "LinkedField",
          "name": "roles",
          "plural": true,
          "selections": [
            {
              "alias": null,
              "args": null,
              "concreteType": "Role",
              "kind": "LinkedField",
              "name": "role",
              "plural": false,
              "selections": [
                (v0/*:: as any*/),
                (v1/*:: as any*/),
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "elevated",
                  "storageKey": null
                }
              ],
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "concreteType": "Group",
              "kind": "LinkedField",
              "name": "via",
              "plural": false,
              "selections": [
                (v0/*:: as any*/),
                (v1/*:: as any*/)
              ],
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "concreteType": "Tenant",
              "kind": "LinkedField",
              "name": "from",
              "plural": false,
              "selections": [
                (v0/*:: as any*/),
                {
                  "alias": null,
                  "args": null,
                  "kind": "ScalarField",
                  "name": "slug",
                  "storageKey": null
                },
                (v1/*:: as any*/)
              ],
              "storageKey": null
            },
            {
              "alias": null,
              "args": null,
              "kind": "ScalarField",
              "name": "expiresAt",
              "storageKey": null
            }
          ],
          "storageKey": null
        }
      ]
    }
  ],
  "type": "User",
  "abstractKey": null
};
})();

(node as any).hash = "ee1f77a46bd7fda0a7f5273d66ef28f8";

export default node;
