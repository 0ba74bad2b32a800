/**
 * @generated SignedSource<<a500e74b2846cb47a0bcebdeb27845a7>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type inviteRow_invite$data = {
  readonly email: string;
  readonly groups: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
  }>;
  readonly id: string;
  readonly invitedBy: {
    readonly id: string;
    readonly name: string;
  } | null | undefined;
  readonly name: string | null | undefined;
  readonly roles: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
  }>;
  readonly sentAt: string | null | undefined;
  readonly sentCount: number;
  readonly " $fragmentSpreads": FragmentRefs<"deliveryBadge_invite" | "inviteMenu_invite" | "inviteStatus_invite">;
  readonly " $fragmentType": "inviteRow_invite";
};
export type inviteRow_invite$key = {
  readonly " $data"?: inviteRow_invite$data;
  readonly " $fragmentSpreads": FragmentRefs<"inviteRow_invite">;
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
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "inviteRow_invite",
  "selections": [
    (v0/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "email",
      "storageKey": null
    },
    (v1/*:: as any*/),
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "sentAt",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "sentCount",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Role",
      "kind": "LinkedField",
      "name": "roles",
      "plural": true,
      "selections": (v2/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "Group",
      "kind": "LinkedField",
      "name": "groups",
      "plural": true,
      "selections": (v2/*:: as any*/),
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "concreteType": "User",
      "kind": "LinkedField",
      "name": "invitedBy",
      "plural": false,
      "selections": (v2/*:: as any*/),
      "storageKey": null
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "inviteMenu_invite"
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "deliveryBadge_invite"
    },
    {
      "args": null,
      "kind": "FragmentSpread",
      "name": "inviteStatus_invite"
    }
  ],
  "type": "Invite",
  "abstractKey": null
};
})();

(node as any).hash = "ea6d786ccaa901a50cfd95e865fe8104";

export default node;
