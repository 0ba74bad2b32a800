/**
 * @generated SignedSource<<2b2f0fed08557d1a935696c007e14b58>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
export type UserStatus = "ACTIVE" | "INACTIVE" | "%future added value";
export type UserType = "GUEST" | "MEMBER" | "SERVICE" | "%future added value";
import type { FragmentRefs } from "relay-runtime";
export type userPanel_user$data = {
  readonly availableActions: ReadonlyArray<string>;
  readonly company: string | null | undefined;
  readonly createdAt: string;
  readonly deactivatedAt: string | null | undefined;
  readonly deactivatedBy: {
    readonly id: string;
    readonly name: string;
  } | null | undefined;
  readonly deactivatedReason: string | null | undefined;
  readonly email: string | null | undefined;
  readonly groups?: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
  }> | null | undefined;
  readonly id: string;
  readonly lastLoginAt: string | null | undefined;
  readonly name: string;
  readonly scope: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
  }>;
  readonly status: UserStatus;
  readonly twoFactorEnabled: boolean;
  readonly type: UserType;
  readonly uniqueId: string | null | undefined;
  readonly " $fragmentSpreads": FragmentRefs<"userRoles_user">;
  readonly " $fragmentType": "userPanel_user";
};
export type userPanel_user$key = {
  readonly " $data"?: userPanel_user$data;
  readonly " $fragmentSpreads": FragmentRefs<"userPanel_user">;
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
},
v2 = [
  (v0/*:: as any*/),
  (v1/*:: as any*/)
];
return {
  "argumentDefinitions": [
    {
      "kind": "RootArgument",
      "name": "mayGroups"
    }
  ],
  "kind": "Fragment",
  "metadata": null,
  "name": "userPanel_user",
  "selections": [
    (v0/*:: as any*/),
    (v1/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "type",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "status",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "email",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "uniqueId",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "company",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "lastLoginAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "createdAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "twoFactorEnabled",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "deactivatedAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "User",
      "kind": "LinkedField",
      "name": "deactivatedBy",
      "plural": false,
      "selections": (v2/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "deactivatedReason",
      "storageKey": null
    },
    {
      "condition": "mayGroups",
      "kind": "Condition",
      "passingValue": true,
      "selections": [
        {
          "alias": null,
          "args": null,
          "concreteType": "Group",
          "kind": "LinkedField",
          "name": "groups",
          "plural": true,
          "selections": (v2/*:: as any*/),
          "storageKey": null
        }
      ]
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Tenant",
      "kind": "LinkedField",
      "name": "scope",
      "plural": true,
      "selections": (v2/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "availableActions",
      "storageKey": null
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "userRoles_user"
    }
  ],
  "type": "User",
  "abstractKey": null
};
})();

(node as any).hash = "35e958f8a52a57ba12c3b843a87bf302";

export default node;
