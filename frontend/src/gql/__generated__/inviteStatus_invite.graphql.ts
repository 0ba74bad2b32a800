/**
 * @generated SignedSource<<635b76c6b85f46203f9c382ce108a8ec>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ReaderFragment } from 'relay-runtime';
export type InviteStatus = "ACCEPTED" | "CANCELLED" | "EXPIRED" | "PENDING" | "SUPERSEDED" | "%future added value";
import type { FragmentRefs } from "relay-runtime";
export type inviteStatus_invite$data = {
  readonly expiresAt: string;
  readonly status: InviteStatus;
  readonly " $fragmentType": "inviteStatus_invite";
};
export type inviteStatus_invite$key = {
  readonly " $data"?: inviteStatus_invite$data;
  readonly " $fragmentSpreads": FragmentRefs<"inviteStatus_invite">;
};

const node: ReaderFragment = {
  "argumentDefinitions": [],
  "kind": "Fragment",
  "metadata": null,
  "name": "inviteStatus_invite",
  "selections": [
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
      "name": "expiresAt",
      "storageKey": null
    }
  ],
  "type": "Invite",
  "abstractKey": null
};

(node as any).hash = "0fedeea55c2b87c6d0983cae588fe363";

export default node;
